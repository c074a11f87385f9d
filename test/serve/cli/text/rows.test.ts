import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueryResult } from '../../../../src/contract/types.ts';
import type { TextSink } from '../../../../src/serve/cli/context.ts';
import { keyValueOption, rowText, writeRows } from '../../../../src/serve/cli/text/rows.ts';

const result = (columns: string[], rows: unknown[][], truncated = false): QueryResult => ({
  query: 'q',
  columns,
  rows,
  truncated,
});
const csvCell = (value: unknown, isTerminal = false): string =>
  rowText(result(['c'], [[value]]), 'csv', isTerminal).slice(2, -1);

describe('rowText', () => {
  const rows = result(
    ['item', 'n'],
    [
      ['kilo', 1],
      ['a "b", c', null],
      [{ x: [1] }, 0.5],
    ],
  );

  it('prints a table, one JSON document, one object a line, and CSV', () => {
    expect(rowText(rows, 'table', false).split('\n')[2]).toBe('kilo       1');
    expect(JSON.parse(rowText(rows, 'json', false))).toEqual(rows);
    expect(rowText(rows, 'ndjson', false)).toBe(
      '{"item":"kilo","n":1}\n{"item":"a \\"b\\", c","n":null}\n{"item":{"x":[1]},"n":0.5}\n',
    );
    expect(rowText(rows, 'csv', false)).toBe('item,n\nkilo,1\n"a ""b"", c",\n"{""x"":[1]}",0.5\n');
  });

  it('prints headings where there are no rows', () => {
    expect(rowText(result(['item'], []), 'csv', false)).toBe('item\n');
    expect(rowText(result(['item'], []), 'ndjson', false)).toBe('');
    expect(rowText(result(['item'], []), 'table', false)).toContain('item');
  });

  it.each(['=cmd()', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
    'makes the formula %j text in CSV',
    (text) => {
      expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('leaves numbers and harmless text as they are, and guards headings', () => {
    expect([csvCell(-1), csvCell('a=b'), csvCell('9007199254740993'), csvCell(true), csvCell('')]).toEqual([
      '-1',
      'a=b',
      '9007199254740993',
      'true',
      '',
    ]);
    expect(rowText(result(['=a'], []), 'csv', false)).toBe("'=a\n");
  });

  it('keeps control characters in files and drops them on a terminal', () => {
    expect(csvCell('a\u001b[31mb')).toBe('a\u001b[31mb');
    expect(csvCell('a\u001b[31mb', true)).toBe('ab');
    expect(csvCell('\u001b[31m=1', true)).toBe("'=1");
    expect(rowText(result(['c'], [['a\u001b[31mb']]), 'table', false)).not.toContain('\u001b');
  });

  it('gives CSV that reads back as the same text, but for the guard', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 2, maxLength: 4 }),
        (cells) => {
          const [read] = parseCsv(rowText(result([], [cells]), 'csv', false).slice(1), {
            relaxColumnCount: true,
            record_delimiter: '\n',
          }) as string[][];
          expect(read).toEqual(
            cells.map((cell) => (/^[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? `'${cell}` : cell)),
          );
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('writeRows', () => {
  const sinkOf = (written: string[]): TextSink => ({
    write: (text) => {
      written.push(text);
    },
    isTerminal: false,
    columns: 80,
  });

  it('says on the log how many rows a table has, and always that rows are missing', () => {
    const log: string[] = [];
    writeRows(result(['a'], [['x']]), { format: 'table', json: false }, sinkOf([]), sinkOf(log));
    writeRows(result(['a'], [['x'], ['y']], true), { format: 'csv', json: false }, sinkOf([]), sinkOf(log));
    expect(log).toEqual([
      '1 row\n',
      'Only the first 2 rows are shown; narrow the query to see all of its answer.\n',
    ]);
  });

  it('takes --json for --format json', () => {
    const out: string[] = [];
    writeRows(result(['a'], []), { format: 'table', json: true }, sinkOf(out), sinkOf([]));
    expect(JSON.parse(out.join(''))).toEqual(result(['a'], []));
  });
});

describe('keyValueOption', () => {
  it('collects values; the last one of a key counts', () => {
    const parse = keyValueOption((text) => text);
    expect(parse('a=3', parse('b=x=y', parse('a=1', {})))).toEqual({ a: '3', b: 'x=y' });
    expect(parse('a=', {})).toEqual({ a: '' });
  });

  it.each(['a', '=1', '1a=2', 'a b=1'])('refuses %j', (text) => {
    expect(() => keyValueOption((value) => value)(text, {})).toThrow('is not of the form key=value');
  });
});

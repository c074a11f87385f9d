import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/files/csv-rows.ts';
import { emptyFolder, never } from '../fixtures/import/data-folder.ts';

async function recordsOf(text: string): Promise<unknown[]> {
  const path = join(emptyFolder(), 'rows.csv');
  writeFileSync(path, text);
  const records: unknown[] = [];
  for await (const found of readCsv(path, never)) {
    records.push('reason' in found ? [found.line, found.reason] : [found.line, ...found.fields]);
  }
  return records;
}

describe('readCsv', () => {
  it('reads plain and quoted fields', async () => {
    expect(await recordsOf('a,b\r\n1,\n"x, y","say ""so"""\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1', ''],
      [3, 'x, y', 'say "so"'],
    ]);
  });

  it('reads a quoted field over several lines and counts them', async () => {
    expect(await recordsOf('"one\ntwo ""2""\nthree",x\n4,y')).toEqual([
      [1, 'one\ntwo "2"\nthree', 'x'],
      [4, '4', 'y'],
    ]);
  });

  it('loses one line to a quote that is never closed', async () => {
    const rest = Array.from({ length: 30 }, (_, row) => `${row},z`);
    const records = await recordsOf(`"open,x\n${rest.join('\n')}\n`);
    expect(records[0]).toEqual([1, 'a quote opens here and is not closed within 20 lines']);
    expect(records.slice(1)).toEqual(rest.map((_, row) => [row + 2, String(row), 'z']));
  });

  it('loses one line to a quote that is open at the end', async () => {
    const records = await recordsOf('1,a\n2,"b\n3,c');
    expect(records).toEqual([
      [1, '1', 'a'],
      [2, expect.stringMatching(/^the line is no CSV: (?!.* at line)/u)],
      [3, '3', 'c'],
    ]);
  });

  it('names a quote in the middle of a field', async () => {
    expect(await recordsOf('1,a\n2,5" disk\n3,c')).toEqual([
      [1, '1', 'a'],
      [2, expect.stringMatching(/^the line is no CSV: (?!.* at line)/u)],
      [3, '3', 'c'],
    ]);
  });

  it('passes on lines that are no text', async () => {
    expect(await recordsOf('1,a\n2,\0\n3,c')).toEqual([
      [1, '1', 'a'],
      [2, 'the line holds a NUL character'],
      [3, '3', 'c'],
    ]);
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPairs } from '../../src/files/read-pairs.ts';
import { openResults } from '../../src/files/results-file.ts';

const never = new AbortController().signal;
const keepAll = async (): Promise<boolean> => true;
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whypath-results-'));
  path = join(folder, 'new', 'out.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function written(...keys: readonly string[]): Promise<string> {
  const results = openResults(path);
  await results.open(keepAll, never);
  await Promise.all(keys.map((key) => results.append({ key })));
  await results.close();
  return readFileSync(path, 'utf8');
}

describe('a results file', () => {
  it('holds one line a record, in the order of the calls', async () => {
    expect(await written('a', 'b', 'c')).toBe('{"key":"a"}\n{"key":"b"}\n{"key":"c"}\n');
    expect(await written('d')).toBe('{"key":"a"}\n{"key":"b"}\n{"key":"c"}\n{"key":"d"}\n');
  });

  it('says which keys it holds, and cuts a torn line however long it is', async () => {
    await written('a', 'b');
    const whole = readFileSync(path, 'utf8');
    for (const torn of ['{"key":"c"}', 'x', `{"key":"${'y'.repeat(200_000)}`]) {
      writeFileSync(path, whole + torn);
      const results = openResults(path);
      expect([...(await results.open(keepAll, never))]).toEqual(['a', 'b']);
      await results.close();
      expect(readFileSync(path, 'utf8')).toBe(whole);
    }
  });

  it('empties a file that is one torn line', async () => {
    await written();
    writeFileSync(path, '{"key":"a"');
    expect(await written('b')).toBe('{"key":"b"}\n');
  });

  it('takes out what is not kept and what is there twice, and leaves no other file', async () => {
    await written('a', 'b', 'a', 'c');
    const results = openResults(path);
    expect([
      ...(await results.open(async (record) => (record as { key: string }).key !== 'b', never)),
    ]).toEqual(['a', 'c']);
    await results.append({ key: 'd' });
    await results.close();
    expect(readFileSync(path, 'utf8')).toBe('{"key":"a"}\n{"key":"c"}\n{"key":"d"}\n');
    expect(readdirSync(join(folder, 'new'))).toEqual(['out.jsonl']);
  });

  it('names the line that is no result', async () => {
    await written('a');
    writeFileSync(path, '{"key":"a"}\n[]\n');
    await expect(openResults(path).open(keepAll, never)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining('line 2'),
    });
  });

  it('names a place where it cannot be written', async () => {
    await expect(openResults(folder).open(keepAll, never)).rejects.toMatchObject({ code: 'data-missing' });
  });
});

describe('a file of pairs', () => {
  it('is counted and read, with problems in their places', async () => {
    const input = join(folder, 'pairs.jsonl');
    writeFileSync(input, '{"user":"a","item":"b"}\n\nnot json\r\n{"user":"c","item":"d"}');
    const pairs = openPairs(input);
    expect(await pairs.count(never)).toBe(3);
    const rows: unknown[] = [];
    for await (const row of pairs.rows(never)) rows.push(row);
    expect(rows).toMatchObject([
      { file: 'pairs.jsonl', line: 1, row: { user: 'a', item: 'b' } },
      { line: 3, text: 'not json', reason: expect.stringContaining('no JSON') },
      { line: 4, row: { user: 'c', item: 'd' } },
    ]);
  });
});

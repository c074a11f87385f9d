import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/contract/validate.ts';
import { openRejects } from '../../src/files/rejects.ts';
import { emptyFolder } from '../fixtures/import/data-folder.ts';

const reject = { file: 'items.jsonl', line: 3, reason: 'no name', row: { id: 'a' } };

describe('openRejects', () => {
  it('makes the file with the first reject, in a folder that need not be there', async () => {
    const path = join(emptyFolder(), 'deep', 'rejects.jsonl');
    const rejects = openRejects(path);
    expect(existsSync(path)).toBe(false);
    await rejects.write(reject);
    await rejects.write({ ...reject, line: 4, row: undefined });
    expect(await rejects.close()).toBe(path);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      reject,
      { ...reject, line: 4, row: null },
    ]);
    for (const line of lines) expect(check('reject', JSON.parse(line)).ok).toBe(true);
  });

  it('leaves no file when nothing was rejected', async () => {
    const path = join(emptyFolder(), 'rejects.jsonl');
    expect(await openRejects(path).close()).toBeNull();
    expect(existsSync(path)).toBe(false);
  });

  it('replaces an older file', async () => {
    const path = join(emptyFolder(), 'rejects.jsonl');
    writeFileSync(path, 'old\n');
    const rejects = openRejects(path);
    await rejects.write(reject);
    await rejects.close();
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(reject)}\n`);
  });

  it('writes a row nested too deep for JSON without it', async () => {
    const path = join(emptyFolder(), 'rejects.jsonl');
    const rejects = openRejects(path);
    const row = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`) as unknown;
    await rejects.write({ ...reject, row });
    await rejects.close();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ ...reject, row: null });
  });

  it('says that the file cannot be written', async () => {
    const folder = emptyFolder();
    await expect(openRejects(folder).write(reject)).rejects.toMatchObject({ code: 'data-missing' });
  });

  it('keeps every reject of writers that do not wait for each other', async () => {
    const path = join(emptyFolder(), 'rejects.jsonl');
    const rejects = openRejects(path);
    const lines = Array.from({ length: 200 }, (_, line) => line + 1);
    await Promise.all(
      lines.map((line) => rejects.write({ file: 'pairs.jsonl', line, reason: 'why', row: null })),
    );
    expect(await rejects.close()).toBe(path);
    const written = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(written.map((row) => (JSON.parse(row) as { line: number }).line)).toEqual(lines);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSplitReviews } from '../../src/files/split-reviews.ts';

const { signal } = new AbortController();
const row = {
  id: 3,
  user: 'ann',
  item: 'i1',
  rating: 4,
  time: 20,
  summary: 'Good',
  text: 'Very loud.',
  split: 'valid',
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reviews-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('split reviews', () => {
  it('come with headline and body, packed or plain', async () => {
    const lines = [row, { ...row, summary: undefined, split: 'test' }]
      .map((one) => JSON.stringify(one))
      .join('\n');
    writeFileSync(join(folder, 'reviews.jsonl.gz'), gzipSync(lines));
    const { reviews } = await readSplitReviews(folder, signal);
    expect(reviews).toEqual([
      { user: 'ann', item: 'i1', rating: 4, at: 20_000, text: 'Good\n\nVery loud.', split: 'valid' },
      { user: 'ann', item: 'i1', rating: 4, at: 20_000, text: 'Very loud.', split: 'test' },
    ]);
  });

  it.each([
    ['no split', { ...row, split: 'dev' }],
    ['a time as text', { ...row, time: '20' }],
    ['no user', { ...row, user: 7 }],
    ['no object', 3],
  ])('name the line with %s', async (_, bad) => {
    writeFileSync(join(folder, 'reviews.jsonl'), `${JSON.stringify(row)}\n${JSON.stringify(bad)}\n`);
    await expect(readSplitReviews(folder, signal)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining('line 2') as string,
    });
  });

  it('are missing where the folder has none', async () => {
    await expect(readSplitReviews(folder, signal)).rejects.toMatchObject({ code: 'data-missing' });
  });
});

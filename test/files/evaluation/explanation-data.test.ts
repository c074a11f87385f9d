import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExplanationData } from '../../../src/files/evaluation/explanation-data.ts';

const { signal } = new AbortController();
const row = { uid: 4, iid: 7, title: 'Kilo', user_profile: 'u', item_profile: 'i', explanation: 'e' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'explained-'));
  writeRows('test.jsonl', row);
  writeFileSync(join(folder, 'inter_trn.csv.gz'), gzipSync('user,item\n4,7\n4,8\n5,7\n'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeRows(file: string, ...rows: unknown[]): void {
  writeFileSync(join(folder, file), rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
}

describe('explanation data', () => {
  it('reads pairs, interactions and texts of another system whose pair is known', async () => {
    writeRows('xrec_pred.jsonl', { row: 0, prediction: 'p' }, { row: null, prediction: 'q' });
    const data = await readExplanationData(folder, signal);
    expect(data.pairs).toEqual([
      { user: 4, item: 7, title: 'Kilo', userProfile: 'u', itemProfile: 'i', reference: 'e' },
    ]);
    expect(data.published).toEqual([{ pair: 0, text: 'p' }]);
    expect([...data.interactions].map(([user, items]) => [user, ...items])).toEqual([
      [4, 7, 8],
      [5, 7],
    ]);
  });

  it('does without texts of another system', async () => {
    expect((await readExplanationData(folder, signal)).published).toBeNull();
  });

  it.each([
    [
      'a missing title',
      () => writeRows('test.jsonl', { ...row, title: 3 }),
      'data-invalid',
      /line 1.*title/u,
    ],
    ['a bad user', () => writeRows('test.jsonl', { ...row, uid: -1 }), 'data-invalid', /uid/u],
    [
      'a row beyond the pairs',
      () => writeRows('xrec_pred.jsonl', { row: 1, prediction: 'p' }),
      'data-invalid',
      /row is 1/u,
    ],
    [
      'an interaction without an item',
      () => writeFileSync(join(folder, 'inter_trn.csv.gz'), gzipSync('user,item\n4,\n')),
      'data-invalid',
      /line 2.*item/u,
    ],
    ['no pairs', () => rmSync(join(folder, 'test.jsonl')), 'data-missing', /test\.jsonl/u],
  ])('refuses %s', async (_, spoil, code, message) => {
    spoil();
    await expect(readExplanationData(folder, signal)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAsteData } from '../../../src/files/evaluation/aste-data.ts';

const signal = new AbortController().signal;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aste-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(set: string, file: string, text: string): void {
  mkdirSync(join(folder, 'v2', set), { recursive: true });
  writeFileSync(join(folder, 'v2', set, file), text);
}

describe('readAsteData', () => {
  it('reads tokens and triples of every set and names what has no such split', async () => {
    write('lamps', 'test.txt', "A soft warm light .####[([3], [2, 1], 'POS')]\n\nNo plug .####[]\n");
    write('chairs', 'dev.txt', "Hard seat .####[([1], [0], 'NEG')]\n");
    expect(await readAsteData(folder, { split: 'test' }, signal)).toEqual({
      sets: [
        {
          set: 'lamps',
          split: 'test',
          sentences: [
            {
              tokens: ['A', 'soft', 'warm', 'light', '.'],
              triples: [{ aspect: [3], opinion: [1, 2], polarity: 'positive' }],
            },
            { tokens: ['No', 'plug', '.'], triples: [] },
          ],
        },
      ],
      skipped: ['chairs/test'],
    });
    const valid = await readAsteData(folder, { split: 'valid', set: 'chairs' }, signal);
    expect(valid.sets.map(({ set }) => set)).toEqual(['chairs']);
  });

  it('keeps "####" that stands in a sentence', async () => {
    write('lamps', 'test.txt', "Model #### is bright .####[([1], [3], 'NEU')]\n");
    const { sets } = await readAsteData(folder, { split: 'test' }, signal);
    expect(sets[0]?.sentences[0]?.tokens).toEqual(['Model', '####', 'is', 'bright', '.']);
    expect(sets[0]?.sentences[0]?.triples[0]?.polarity).toBe('neutral');
  });

  it.each([
    ['no labels', 'A soft light .'],
    ['an unknown polarity', "A soft light .####[([2], [1], 'GOOD')]"],
    ['a position beyond the sentence', "A soft light .####[([2], [4], 'POS')]"],
  ])('refuses a line with %s, naming file and line', async (_, line) => {
    write('lamps', 'test.txt', `Fine .####[]\n${line}\n`);
    await expect(readAsteData(folder, { split: 'test' }, signal)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining('lamps/test.txt line 2'),
    });
  });

  it('says what is missing: the folder, the set, the split', async () => {
    const missing = (options: Parameters<typeof readAsteData>[1]) =>
      expect(readAsteData(folder, options, signal)).rejects;
    await missing({ split: 'test' }).toMatchObject({ code: 'data-missing' });
    write('lamps', 'dev.txt', '');
    await missing({ split: 'test', set: 'chairs' }).toThrow('holds no set "chairs". Choose one of lamps.');
    await missing({ split: 'test' }).toThrow('none of lamps has test.txt');
  });
});

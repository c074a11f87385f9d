import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addProposals,
  emptyVocabulary,
  mergeAspects,
  undoChange,
} from '../../src/core/opinions/vocabulary/change-vocabulary.ts';
import { vocabularyOf } from '../../src/core/opinions/vocabulary/vocabulary.ts';
import { openVocabulary } from '../../src/files/vocabulary-file.ts';

const never = new AbortController().signal;
const proposed = addProposals(
  emptyVocabulary,
  vocabularyOf([
    { name: 'price', kind: '', names: [] },
    { name: 'cost', kind: '', names: ['costings'] },
  ]),
);
const merged = mergeAspects(proposed, { into: 'price', from: ['cost'], kind: '' });
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vocabulary-'));
  path = join(folder, 'sub', 'v.tsv');
});
afterEach(() => rm(folder, { recursive: true }));

describe('openVocabulary', () => {
  it('reads back what it wrote, and nothing where there is no file', async () => {
    const file = openVocabulary(path);
    expect(await file.read(never)).toBeNull();
    for (const state of [proposed, merged, undoChange(merged), merged]) {
      await file.write(state);
      expect(await file.read(never)).toEqual(state);
    }
    expect(await readFile(path, 'utf8')).toMatch(/\nprice\t-\tcost; costings\n$/);
  });

  it('takes an edit by hand as a step that can be undone', async () => {
    const file = openVocabulary(path);
    await file.write(merged);
    await writeFile(path, 'price\t-\tcost; costings; dearness\nweight');
    const state = await file.read(never);
    expect(state?.log.at(-1)?.act).toBe('edit');
    expect(state?.vocabulary).toHaveLength(2);
    expect(state && undoChange(state)).toEqual(merged);
    await rm(`${path}.log`);
    expect((await file.read(never))?.log).toHaveLength(1);
  });

  it('forgets a step that was not finished', async () => {
    const file = openVocabulary(path);
    await file.write(merged);
    const log = await readFile(`${path}.log`, 'utf8');
    await file.write(proposed);
    await writeFile(`${path}.log`, log);
    expect(await file.read(never)).toEqual(proposed);
  });

  it('names the bad line', async () => {
    const file = openVocabulary(path);
    await file.write(merged);
    await writeFile(path, 'price\n\nprices');
    await expect(file.read(never)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining(`${path} line 3: "prices" counts as two aspects`),
    });
    await writeFile(path, 'price');
    for (const bad of [
      '{',
      'null',
      '{"act":"merge","before":[1],"after":[]}',
      '{"act":"x","before":[],"after":[]}',
    ]) {
      await writeFile(`${path}.log`, `\n${bad}\n`);
      await expect(file.read(never)).rejects.toThrow(`${path}.log line 2 is no step`);
    }
    await writeFile(path, new Uint8Array([0xff, 0xfe, 0x00]));
    await expect(file.read(never)).rejects.toThrow('is not UTF-8');
    await expect(openVocabulary(folder).read(never)).rejects.toMatchObject({ code: 'data-missing' });
    await expect(openVocabulary(join(path, 'x.tsv')).write(merged)).rejects.toMatchObject({
      code: 'data-missing',
    });
  });
});

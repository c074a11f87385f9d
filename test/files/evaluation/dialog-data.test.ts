import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readDialogData } from '../../../src/files/evaluation/dialog-data.ts';
import {
  type FolderContent,
  inspiredFolder,
  redialFolder,
  writeDialogFolder,
} from '../../fixtures/dialog-folders.ts';

const { signal } = new AbortController();
let folder = '';

afterEach(async () => {
  if (folder !== '') await rm(folder, { recursive: true });
  folder = '';
});

async function read(content: FolderContent, split: 'valid' | 'test') {
  folder = await writeDialogFolder(content);
  return await readDialogData(folder, { split }, signal);
}

describe('readDialogData, one turn a line', () => {
  it('reads turns that name movies after something was said, with ages by turns', async () => {
    const { cases } = await read(redialFolder, 'valid');
    expect(cases.map((turn) => turn.named)).toEqual([[1, 1], [0, 2], [1]]);
    expect(cases.map((turn) => turn.mentioned)).toEqual([
      [{ entity: 0, age: 0 }],
      [
        { entity: 3, age: 1 },
        { entity: 1, age: 1 },
        { entity: 0, age: 2 },
      ],
      [{ entity: 2, age: 0 }],
    ]);
    expect(cases[2]?.context).toEqual(['Hi', 'Noon?']);
  });

  it('takes nothing from dialogs that are not marked train', async () => {
    const data = await read(redialFolder, 'valid');
    expect(data.mentions).toEqual([[0, 4, 1]]);
    expect(data.passages).toEqual([{ before: ['scary ones'], turn: 'see   !', movies: [1] }]);
  });

  it('reads the catalogue, its facts and descriptions', async () => {
    const data = await read(redialFolder, 'valid');
    expect(data).toMatchObject({ split: 'valid', entityCount: 5, movies: [0, 1, 2] });
    expect(data.entityNames).toEqual(['Dawn (film)', 'Dusk', 'Noon', 'Ada Lake', 'Horror film']);
    expect(data.triples).toEqual([
      { head: 2, relation: 'starring', tail: 3 },
      { head: 3, relation: 'self_loop', tail: 3 },
    ]);
    expect(data.descriptions.get(2)).toContain('Somebody waits.');
  });

  it('does without texts and descriptions', async () => {
    const less = {
      'redial_id_to_unicrs_id.json': null,
      'id2info.json': null,
      'train_dialogs_partial.jsonl': null,
    };
    const data = await read({ ...redialFolder, ...less }, 'valid');
    expect([data.passages.length, data.descriptions.size, data.cases.length]).toEqual([0, 0, 3]);
  });
});

describe('readDialogData, one dialog a line', () => {
  it('reads turns of the recommender with what was said before, ages by messages of the recommender', async () => {
    const data = await read(inspiredFolder, 'test');
    expect(data.cases).toEqual([
      {
        context: ['Noon?', 'I liked Dawn and Ada', 'good'],
        mentioned: [
          { entity: 3, age: 1 },
          { entity: 0, age: 1 },
          { entity: 2, age: 1 },
        ],
        named: [1, 0],
      },
    ]);
  });

  it('makes mentions and passages of training dialogs alone, the catalogue of all', async () => {
    const data = await read(inspiredFolder, 'test');
    expect(data.mentions).toEqual([[4, 0, 1]]);
    expect(data.passages).toEqual([
      { before: ['scary ones'], turn: 'like Dawn', movies: [0] },
      { before: ['scary ones', 'like Dawn'], turn: 'see Dusk', movies: [1] },
    ]);
    expect(data.movies).toEqual([0, 1, 2]);
  });
});

describe('readDialogData, what cannot be read', () => {
  it('names the files that are there when the split is not', async () => {
    await expect(read(redialFolder, 'test')).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringMatching(
        /test_data_processed\.jsonl\.gz.*Found: .*valid_data_processed\.jsonl\.gz/u,
      ),
    });
  });

  it('names a file that is missing', async () => {
    await expect(read({ ...redialFolder, 'item_ids.json': null }, 'valid')).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining('item_ids.json'),
    });
  });

  it.each([
    ['valid_data_processed.jsonl', [{ context: 'Hi', rec: [1], entity: [] }], 'line 1: expected {context'],
    ['valid_data_processed.jsonl', [{ context: [], rec: [-1], entity: [] }], 'line 1: expected {context'],
    ['train_mentions.jsonl', [{ conv: 1 }], 'line 1: expected {conv'],
    ['train_dialogs_partial.jsonl', [{ conversationId: '7' }], 'line 1: expected {conversationId'],
    ['entity2id.json', { '<x>': 'one' }, 'entity2id.json: expected'],
    ['dbpedia_subkg.json', { 0: [0, 1] }, 'dbpedia_subkg.json: 0 has no list'],
    ['item_ids.json', { 0: 1 }, 'item_ids.json: expected'],
  ])('refuses %s of %j', async (name, value, message) => {
    await expect(read({ ...redialFolder, [name]: value }, 'valid')).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [{ messages: [] }, 'expected a list of messages'],
    [[{ text: 'Hi', role: 'HOST', entity_link: [], movie_link: [] }], 'RECOMMENDER or SEEKER'],
    [[{ text: 'Hi', role: 'SEEKER', movie_link: [] }], 'lists entity_link and movie_link'],
  ])('refuses the dialog %j', async (dialog, message) => {
    await expect(
      read({ ...inspiredFolder, 'test_data_dbpedia.jsonl': [dialog] }, 'test'),
    ).rejects.toMatchObject({ code: 'data-invalid', message: expect.stringContaining(message) });
  });

  it('reads plain files and refuses what is no JSON', async () => {
    folder = await writeDialogFolder(redialFolder);
    await rename(join(folder, 'item_ids.json.gz'), join(folder, 'kept'));
    await writeFile(join(folder, 'item_ids.json'), '[2]');
    expect((await readDialogData(folder, { split: 'valid' }, signal)).movies).toEqual([2]);
    await writeFile(join(folder, 'item_ids.json'), '[2');
    await expect(readDialogData(folder, { split: 'valid' }, signal)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining('item_ids.json'),
    });
  });
});

import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/files/open-source.ts';
import { emptyFolder, folderOf } from '../fixtures/import/data-folder.ts';

describe('openSource', () => {
  it('names what it found and what it expects', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `file-${index + 10}.txt`);
    const folder = folderOf(Object.fromEntries(names.map((name) => [name, ''])));
    await expect(openSource(folder, {})).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringMatching(
        /file-10\.txt.*and 2 more; expected graph\.json.*ratings\.csv.*NAME\.inter/u,
      ),
    });
    await expect(openSource(emptyFolder(), {})).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining('holds no files'),
    });
  });

  it('says that a folder is not there', async () => {
    await expect(openSource('/no/such/folder', {})).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining('/no/such/folder does not exist'),
    });
  });

  it('takes the layout that was asked for', async () => {
    const folder = folderOf({
      'graph.json': '{}',
      'items.jsonl': '',
      'x.inter': 'user_id:token\titem_id:token\n',
    });
    expect((await openSource(folder, {})).format).toBe('native');
    expect((await openSource(folder, { format: 'recbole' })).format).toBe('recbole');
    await expect(openSource(folder, { format: 'movielens' })).rejects.toMatchObject({ code: 'data-missing' });
  });
});

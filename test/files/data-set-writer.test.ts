import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataSetWriter } from '../../src/files/data-set-writer.ts';
import { emptyFolder } from '../fixtures/import/data-folder.ts';

const never = new AbortController().signal;
const manifest = { name: 'made', item: { one: 'item', many: 'items' }, relations: [] };

describe('openDataSetWriter', () => {
  it('writes one JSON object a line and the manifest last', async () => {
    const folder = join(emptyFolder(), 'deep', 'shop');
    const writer = await openDataSetWriter(folder, false);
    const seen: number[] = [];
    const count = await writer.writeRows(
      'items',
      [{ id: 'a' }, { id: 'b' }],
      (done) => seen.push(done),
      never,
    );
    expect(count).toBe(2);
    expect(seen).toEqual([2]);
    expect(existsSync(join(folder, 'graph.json'))).toBe(false);
    await writer.finish(manifest);
    expect(readFileSync(join(folder, 'items.jsonl'), 'utf8')).toBe('{"id":"a"}\n{"id":"b"}\n');
    expect(JSON.parse(readFileSync(join(folder, 'graph.json'), 'utf8'))).toEqual(manifest);
    expect(readdirSync(folder).sort()).toEqual(['graph.json', 'items.jsonl']);
  });

  it('refuses a folder that holds something, unless told to replace', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'graph.json'), '{}');
    await expect(openDataSetWriter(folder, false)).rejects.toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('graph.json'),
    });
    await openDataSetWriter(folder, true);
    expect(existsSync(join(folder, 'graph.json'))).toBe(false);
  });

  it('leaves no half file when it is interrupted', async () => {
    const folder = emptyFolder();
    const writer = await openDataSetWriter(folder, false);
    const stop = new AbortController();
    const rows = function* (): Generator<object> {
      for (let row = 0; ; row++) {
        if (row === 50_000) stop.abort();
        yield { id: `item-${row}` };
      }
    };
    await expect(writer.writeRows('items', rows(), () => undefined, stop.signal)).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says where it could not write', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(openDataSetWriter(join(folder, 'file'), false)).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining(join(folder, 'file')),
    });
  });
});

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/files/open-source.ts';
import {
  folderOf,
  jsonLines,
  never,
  plainManifest,
  readKind,
  rowsOf,
} from '../fixtures/import/data-folder.ts';

const graph = JSON.stringify(plainManifest);

describe('openNative', () => {
  it('reads each kind in the order of writing, packed or not', async () => {
    const folder = folderOf({
      'graph.json': `\ufeff${graph}`,
      'opinions.jsonl': [{ review: 1, aspect: 'a' }],
      'interactions.jsonl.gz': gzipSync(jsonLines([{ user: 7, item: 1, kind: 'RATED' }])),
      'users.jsonl': [{ id: 7 }],
      'items.jsonl.gz': gzipSync(jsonLines([{ id: 1, name: 'one' }])),
      'notes.txt': 'no part of it',
    });
    const source = await openSource(folder, {});
    expect(source.format).toBe('native');
    expect(source.manifest).toEqual(plainManifest);
    expect(source.parts.map((part) => `${part.kind} ${part.file}`)).toEqual([
      'items items.jsonl.gz',
      'users users.jsonl',
      'interactions interactions.jsonl.gz',
      'opinions opinions.jsonl',
    ]);
    expect(await rowsOf(folder, 'interactions')).toEqual([{ user: '7', item: '1', kind: 'RATED' }]);
  });

  it('makes decimal strings of ids that are integers, and of nothing else', async () => {
    const folder = folderOf({
      'graph.json': graph,
      'items.jsonl':
        '{"id":42,"name":"n","properties":{"id":1}}\n{"id":1.5}\n{"id":9007199254740993}\n[1]\nnull\n"x"\n',
      'links.jsonl': [{ from: 1, relation: 2, to: -3 }],
    });
    expect(await rowsOf(folder, 'items')).toEqual([
      { id: '42', name: 'n', properties: { id: 1 } },
      { id: 1.5 },
      { id: 9007199254740992 },
      [1],
      null,
      'x',
    ]);
    expect(await rowsOf(folder, 'links')).toEqual([{ from: '1', relation: 2, to: '-3' }]);
  });

  it('names a broken line and reads on', async () => {
    const folder = folderOf({ 'graph.json': graph, 'items.jsonl': '{"id":"a"}\n{"id":"b"\n\n{"id":"c"}\n' });
    expect(await readKind(await openSource(folder, {}), 'items')).toEqual([
      { file: 'items.jsonl', line: 1, row: { id: 'a' } },
      {
        file: 'items.jsonl',
        line: 2,
        reason: expect.stringMatching(/^the line is no JSON: Expected/u),
        text: '{"id":"b"',
      },
      { file: 'items.jsonl', line: 4, row: { id: 'c' } },
    ]);
  });

  it.each([
    ['no items', { 'graph.json': graph, 'users.jsonl': [] }, 'data-missing', 'items.jsonl'],
    ['no manifest', { 'items.jsonl': [] }, 'data-missing', 'graph.json'],
    ['a broken manifest', { 'graph.json': '{', 'items.jsonl': [] }, 'data-invalid', 'is no JSON'],
    [
      'twins',
      { 'graph.json': graph, 'items.jsonl': [], 'items.jsonl.gz': '' },
      'data-invalid',
      'items.jsonl.gz',
    ],
  ])('refuses a folder with %s', async (_, files, code, part) => {
    const opening = openSource(folderOf(files), { format: 'native' });
    await expect(opening).rejects.toMatchObject({ code, message: expect.stringContaining(part) });
  });
});

describe('contentHash', () => {
  const hashOf = async (files: Parameters<typeof folderOf>[0]): Promise<string> =>
    (await openSource(folderOf(files), {})).contentHash(never);
  const files = {
    'graph.json': graph,
    'items.jsonl': [{ id: 'a', name: 'a' }],
    'users.jsonl': [{ id: 'u' }],
  };

  it('is the same for the same files, whatever else lies beside them', async () => {
    const hash = await hashOf(files);
    expect(hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(await hashOf({ ...files, 'notes.txt': 'x' })).toBe(hash);
  });

  it('differs when content, name or manifest differ', async () => {
    const hashes = await Promise.all([
      hashOf(files),
      hashOf({ ...files, 'users.jsonl': [{ id: 'v' }] }),
      hashOf({
        'graph.json': graph,
        'items.jsonl': files['items.jsonl'],
        'aspects.jsonl': files['users.jsonl'],
      }),
      hashOf({ ...files, 'graph.json': `${graph}\n` }),
    ]);
    expect(new Set(hashes).size).toBe(4);
  });
});

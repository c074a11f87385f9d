import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../src/files/open-source.ts';
import { folderOf, readKind, rowsOf } from '../../fixtures/import/data-folder.ts';

const tsv = (...lines: readonly string[][]): string =>
  lines.map((fields) => `${fields.join('\t')}\n`).join('');
const inter = tsv(
  ['user_id:token', 'item_id:token', 'rating:float', 'timestamp:float'],
  ['u1', 'i1', '4', '1000000000'],
  ['u2', 'i2', '1.5', '1000000000.25'],
  ['u3', 'i1', '', ''],
);
const item = tsv(
  [
    'item_id:token',
    'movie_title:token_seq',
    'release_year:token',
    'class:token_seq',
    'price:float',
    'vector:float_seq',
  ],
  ['i1', 'Paper Lanterns', '1998', 'Drama Comedy', '9.5', '0.1 0.2'],
  ['i2', '', '', '', '', ''],
  ['i3', 'The Ferry', '2003', 'Drama Drama', '3', ''],
);
const user = tsv(['user_id:token', 'age:float'], ['u1', '24'], ['u9', '50']);
const kg = tsv(
  ['head_id:token', 'relation_id:token', 'tail_id:token'],
  ['m1', 'film.directed_by', 'm7'],
  ['m2', 'film.directed_by', 'm7'],
  ['m7', 'director.film', 'm1'],
  ['m7', 'director.film', 'm2'],
  ['m1', 'film.sequel', 'm2'],
  ['m7', 'person.spouse', 'm8'],
);
const link = tsv(['item_id:token', 'entity_id:token'], ['i1', 'm1'], ['i2', 'm2']);
const whole = { 'x.inter': inter, 'x.item': item, 'x.user': user, 'x.kg': kg, 'x.link.gz': gzipSync(link) };

describe('openRecbole', () => {
  it('reads items with their features', async () => {
    const folder = folderOf(whole);
    expect(await rowsOf(folder, 'items')).toEqual([
      { id: 'i1', name: 'Paper Lanterns', properties: { release_year: '1998', price: 9.5 } },
      { id: 'i2', name: 'i2' },
      { id: 'i3', name: 'The Ferry', properties: { release_year: '2003', price: 3 } },
    ]);
    const links = await rowsOf(folder, 'links');
    expect(links.slice(0, 3)).toEqual([
      { from: 'i1', relation: 'HAS_CLASS', to: 'class:Drama' },
      { from: 'i1', relation: 'HAS_CLASS', to: 'class:Comedy' },
      { from: 'i3', relation: 'HAS_CLASS', to: 'class:Drama' },
    ]);
    const { manifest } = await openSource(folder, {});
    expect(manifest.numbers).toEqual([{ name: 'price' }]);
    expect(manifest.relations[0]).toMatchObject({ type: 'HAS_CLASS', source: 'class', kind: 'class' });
  });

  it('takes entities that are linked for the items themselves, the others for attributes', async () => {
    const folder = folderOf(whole);
    expect(await rowsOf(folder, 'attributes')).toEqual([
      { id: 'class:Drama', kind: 'class', name: 'Drama' },
      { id: 'class:Comedy', kind: 'class', name: 'Comedy' },
      { id: 'm7', kind: 'entity', name: 'm7' },
      { id: 'm8', kind: 'entity', name: 'm8' },
    ]);
    expect((await rowsOf(folder, 'links')).slice(3)).toEqual([
      { from: 'i1', relation: 'film.directed_by', to: 'm7', fromLabel: 'Item', toLabel: 'Attribute' },
      { from: 'i2', relation: 'film.directed_by', to: 'm7', fromLabel: 'Item', toLabel: 'Attribute' },
      { from: 'm7', relation: 'director.film', to: 'i1', fromLabel: 'Attribute', toLabel: 'Item' },
      { from: 'm7', relation: 'director.film', to: 'i2', fromLabel: 'Attribute', toLabel: 'Item' },
      { from: 'i1', relation: 'film.sequel', to: 'i2', fromLabel: 'Item', toLabel: 'Item' },
      { from: 'm7', relation: 'person.spouse', to: 'm8', fromLabel: 'Attribute', toLabel: 'Attribute' },
    ]);
  });

  it('words relations and finds the ones that state another backwards', async () => {
    const { manifest } = await openSource(folderOf(whole), {});
    expect(manifest.relations.slice(1)).toEqual([
      {
        type: 'DIRECTOR_FILM',
        source: 'director.film',
        ends: [['Attribute', 'Item']],
        forward: '{from} has film {to}',
        backward: '{to} is film of {from}',
        inverseOf: 'FILM_DIRECTED_BY',
      },
      {
        type: 'FILM_DIRECTED_BY',
        source: 'film.directed_by',
        ends: [['Item', 'Attribute']],
        kind: 'directed by',
        forward: '{from} has directed by {to}',
        backward: '{to} is directed by of {from}',
      },
      expect.objectContaining({ type: 'FILM_SEQUEL', ends: [['Item', 'Item']] }),
      expect.objectContaining({ type: 'PERSON_SPOUSE', ends: [['Attribute', 'Attribute']], kind: 'spouse' }),
    ]);
  });

  it('declares no inverse when one edge differs', async () => {
    const other = kg.replace('m7\tdirector.film\tm2', 'm8\tdirector.film\tm2');
    const { manifest } = await openSource(folderOf({ ...whole, 'x.kg': other }), {});
    expect(manifest.relations.filter((relation) => relation.inverseOf !== undefined)).toEqual([]);
  });

  it('reads acts with ratings and moments in seconds', async () => {
    const folder = folderOf(whole);
    expect(await rowsOf(folder, 'interactions')).toEqual([
      { user: 'u1', item: 'i1', kind: 'RATED', rating: 4, at: 1_000_000_000 },
      { user: 'u2', item: 'i2', kind: 'RATED', rating: 1.5, at: '2001-09-09T01:46:40.250Z' },
      { user: 'u3', item: 'i1', kind: 'RATED' },
    ]);
    expect((await openSource(folder, {})).manifest.rating).toEqual({ min: 1.5, max: 4 });
    expect(await rowsOf(folder, 'users')).toEqual([{ id: 'u1' }, { id: 'u9' }, { id: 'u2' }, { id: 'u3' }]);
  });

  it('needs the interactions alone, in several files', async () => {
    const folder = folderOf({
      'x.train.inter': tsv(['uid:token', 'iid:token'], ['u1', 'i1'], ['u1', 'i2']),
      'x.test.inter': tsv(['uid:token', 'iid:token'], ['u2', 'i2'], ['u2', 'i3']),
    });
    expect(await rowsOf(folder, 'items')).toEqual(['i2', 'i3', 'i1'].map((id) => ({ id, name: id })));
    expect(await rowsOf(folder, 'users')).toEqual([{ id: 'u2' }, { id: 'u1' }]);
    expect(await rowsOf(folder, 'interactions')).toHaveLength(4);
    const source = await openSource(folder, {});
    expect(source.manifest).toEqual({
      name: 'x',
      item: { one: 'item', many: 'items' },
      relations: [],
      interactions: [{ kind: 'INTERACTED', weight: 1, words: '{from} interacted with {to}' }],
    });
    expect(await readKind(source, 'items')).toEqual(await readKind(source, 'items'));
  });

  it('names bad lines of each file once', async () => {
    const source = await openSource(
      folderOf({
        'x.inter': `${inter}u4\n`,
        'x.item': `${item}i4\tonly two\n`,
        'x.kg': `${kg}m1\t\tm2\n`,
        'x.link': `${link}i3\tm1\n`,
      }),
      {},
    );
    const bad: string[] = [];
    for (const kind of ['items', 'users', 'attributes', 'links', 'interactions'] as const) {
      for (const row of await readKind(source, kind)) {
        if ('reason' in row) bad.push(`${kind}: ${row.file}:${row.line} ${String(row.reason)}`);
      }
    }
    expect(bad).toEqual([
      'items: x.item:5 the line has 2 fields, the header 6',
      'links: x.link:4 entity m1 is already linked to item i1',
      'links: x.kg:8 head, relation or tail is empty',
      'interactions: x.inter:5 the line has 1 fields, the header 4',
    ]);
  });

  it.each([
    ['a header without types', { 'x.inter': 'user_id\titem_id\n' }, 'data-invalid', 'is not name:type'],
    ['a header without items', { 'x.inter': 'user_id:token\n' }, 'data-invalid', 'expected item_id:token'],
    ['two item files', { ...whole, 'y.item': item }, 'data-invalid', 'x.item, y.item'],
    ['links without a graph', { 'x.inter': inter, 'x.link': link }, 'data-missing', 'x.link but no .kg'],
    [
      'names that collide',
      { ...whole, 'x.kg': `${kg}m1\tfilm_sequel\tm2\n` },
      'data-invalid',
      'both become FILM_SEQUEL',
    ],
    ['a header that is no text', { 'x.inter': 'user\0\titem\n' }, 'data-invalid', 'NUL'],
  ])('refuses %s', async (_, files, code, part) => {
    await expect(openSource(folderOf(files), {})).rejects.toMatchObject({
      code,
      message: expect.stringContaining(part),
    });
  });

  it('names empty files', async () => {
    const source = await openSource(
      folderOf({ 'x.inter': '', 'x.item': '', 'x.user': '', 'x.kg': '', 'x.link': '' }),
      {},
    );
    for (const kind of ['items', 'users', 'links', 'interactions'] as const) {
      const found = await readKind(source, kind);
      expect(found.length).toBeGreaterThan(0);
      for (const row of found) expect(row).toMatchObject({ line: 1, reason: 'the file is empty' });
    }
  });
});

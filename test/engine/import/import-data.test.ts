import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { openSource } from '../../../src/files/open-source.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { folderOf, jsonLines, never, plainManifest } from '../../fixtures/import/data-folder.ts';
import { contentOf, freshStore, type ImportOutcome, importInto } from '../../fixtures/import/import-run.ts';

const manifest = {
  ...plainManifest,
  rating: { min: 1, max: 5 },
  relations: [
    { type: 'MADE_BY', source: 'made by', ends: [['Item', 'Attribute']] },
    {
      type: 'LIKES',
      ends: [
        ['User', 'Item'],
        ['User', 'Attribute'],
      ],
    },
  ],
};
const text = 'The lamp is bright, the cord too short.';
const opinion = {
  review: 'r1',
  aspect: 'light',
  aspectPhrase: 'lamp',
  aspectStart: 4,
  aspectEnd: 8,
  phrase: 'bright',
  start: 12,
  end: 18,
  polarity: 'positive',
  method: 'seed',
};
const toys = {
  'graph.json': JSON.stringify(manifest),
  'items.jsonl': [
    { id: 'kite', name: 'Kite', properties: { price: 9.5, colour: 'red' } },
    { id: 2, name: 'Lamp' },
  ],
  'users.jsonl': [{ id: 'ann', name: 'Ann' }, { id: 7 }],
  'attributes.jsonl': [{ id: 'acme', kind: 'maker', name: 'Acme' }],
  'aspects.jsonl': [{ id: 'light', name: 'light' }],
  'links.jsonl': [
    { from: 'kite', relation: 'MADE_BY', to: 'acme' },
    { from: 2, relation: 'made by', to: 'acme' },
    { from: 'ann', relation: 'LIKES', to: 'acme', toLabel: 'Attribute' },
  ],
  'interactions.jsonl': [
    { user: 'ann', item: 'kite', kind: 'RATED', rating: 4, at: '2025-01-02T03:04:05Z' },
    { user: 7, item: 2, kind: 'BOUGHT', at: 1_700_000_000 },
    { user: 7, item: 2, kind: 'BOUGHT' },
  ],
  'reviews.jsonl': [{ id: 'r1', user: 'ann', item: 2, text, rating: 4, at: 5 }],
  'opinions.jsonl': [opinion],
};

/** Imports the toys with some files replaced. */
async function importToys(
  changes: Parameters<typeof folderOf>[0] = {},
  store?: GraphStore,
): Promise<ImportOutcome & { store: GraphStore }> {
  const target = store ?? (await freshStore());
  return { ...(await importInto(target, folderOf({ ...toys, ...changes }))), store: target };
}

function places(outcome: ImportOutcome): string[] {
  return outcome.rejects.map(({ file, line, reason }) => `${file}:${line} ${reason}`);
}

describe('importData', () => {
  it('imports every kind with exact counts', async () => {
    const { report, rejects, store } = await importToys();
    const created = (count: number): object => ({
      read: count,
      created: count,
      changed: 0,
      unchanged: 0,
      rejected: 0,
    });
    expect(report).toMatchObject({
      format: 'native',
      dryRun: false,
      changes: 14,
      rejected: 0,
      rejectsFile: null,
    });
    expect(report.counts).toEqual({
      items: created(2),
      users: created(2),
      attributes: created(1),
      aspects: created(1),
      links: created(3),
      interactions: created(3),
      reviews: created(1),
      opinions: created(1),
    });
    expect(report.manifestChanged).toBe(true);
    expect(rejects).toEqual([]);
    expect(check('import-report', report)).toMatchObject({ ok: true });
    expect(await store.manifest(never)).toEqual(manifest);
    const [evidence] = await store.evidence([{ item: '2', aspect: 'light' }], 5, never);
    expect(evidence).toMatchObject({ review: 'r1', phrase: 'bright', at: 5000, text });
  });

  it('changes nothing the second time', async () => {
    const { store } = await importToys();
    const before = await contentOf(store);
    const revision = await store.revision(never);
    const { report } = await importToys({}, store);
    expect(report).toMatchObject({ changes: 0, rejected: 0, manifestChanged: false, revision });
    expect(report.counts['interactions']).toEqual({
      read: 3,
      created: 0,
      changed: 0,
      unchanged: 3,
      rejected: 0,
    });
    expect(await contentOf(store)).toEqual(before);
  });

  it('counts what changed', async () => {
    const { store } = await importToys();
    const items = [
      { id: 'kite', name: 'Kite', properties: { colour: 'red', price: 9.5 } },
      { id: '2', name: 'Lantern' },
    ];
    const { report } = await importToys(
      { 'items.jsonl': items, 'users.jsonl': [{ id: 'ann', name: 'Ann' }, { id: 'new' }] },
      store,
    );
    expect(report.counts['items']).toEqual({ read: 2, created: 0, changed: 1, unchanged: 1, rejected: 0 });
    expect(report.counts['users']).toEqual({ read: 2, created: 1, changed: 0, unchanged: 1, rejected: 0 });
    expect(report.changes).toBe(2);
  });

  it('reports progress by bytes up to all of them', async () => {
    const { progress } = await importToys();
    const total = progress[0]?.total ?? 0;
    expect(total).toBeGreaterThan(500);
    expect(progress.every((event) => event.total === total && event.unit === 'bytes')).toBe(true);
    expect(progress.map((event) => event.done)).toEqual(
      progress.map((event) => event.done).sort((a, b) => a - b),
    );
    expect(progress.at(-1)).toMatchObject({ phase: 'opinions', done: total });
  });

  it('takes one row of equal ones; of ratings the latest', async () => {
    const rows = [
      { user: 'ann', item: 'kite', kind: 'RATED', rating: 2, at: 20 },
      { user: 'ann', item: 'kite', kind: 'RATED', rating: 5, at: 10 },
      { user: 'ann', item: 2, kind: 'RATED', rating: 1, at: 10 },
      { user: 'ann', item: 2, kind: 'RATED', rating: 3, at: 10 },
      { user: 'ann', item: 2, kind: 'VIEWED', at: 10 },
      { user: 'ann', item: 2, kind: 'VIEWED', at: 10 },
    ];
    const { report, store } = await importToys({ 'interactions.jsonl': rows });
    expect(report.counts['interactions']).toEqual({
      read: 6,
      created: 3,
      changed: 0,
      unchanged: 3,
      rejected: 0,
    });
    const kept = [rows[0], rows[3], rows[4]];
    const again = await importToys({ 'interactions.jsonl': kept }, store);
    expect(again.report.counts['interactions']).toMatchObject({ created: 0, changed: 0, unchanged: 3 });
  });
});

describe('importData with bad rows', () => {
  const good = { id: 'good', name: 'Good' };

  /** The good rows of items.jsonl land beside the bad ones. */
  async function importItems(content: string | Uint8Array, name = 'items.jsonl'): Promise<string[]> {
    const { 'items.jsonl': _, 'graph.json': graph } = toys;
    const store = await freshStore();
    const outcome = await importInto(store, folderOf({ 'graph.json': graph, [name]: content }));
    expect(outcome.report.rejected).toBe(outcome.rejects.length);
    expect(outcome.report.rejectsFile).toBe(outcome.rejects.length > 0 ? 'rejects.jsonl' : null);
    for (const reject of outcome.rejects) expect(check('reject', reject)).toMatchObject({ ok: true });
    const counts = await store.counts(never);
    return [...places(outcome), `${counts.items} landed`];
  }

  it.each<[string, string | Uint8Array, string[]]>([
    [
      'a broken line',
      `{"id":"a"\n${jsonLines([good])}`,
      [expect.stringMatching(/^items\.jsonl:1 the line is no JSON/u) as string, '1 landed'],
    ],
    [
      'a wrong type',
      jsonLines([good, { id: 'b', name: 5 }]),
      ['items.jsonl:2 name is 5, expected: string', '1 landed'],
    ],
    ['a missing key', jsonLines([good, { id: 'b' }]), ['items.jsonl:2 value: name is missing', '1 landed']],
    [
      'a row that is no object',
      '[]\n"x"\n5\n',
      [
        'items.jsonl:1 value is [], expected: object',
        'items.jsonl:2 value is "x", expected: object',
        'items.jsonl:3 value is 5, expected: object',
        '0 landed',
      ],
    ],
    [
      'an unknown key',
      jsonLines([{ ...good, nmae: 'x' }]),
      ['items.jsonl:1 value: unknown key "nmae"', '0 landed'],
    ],
    [
      'an integer beyond 2^53',
      '{"id":9007199254740993,"name":"x"}\n',
      ['items.jsonl:1 id is 9007199254740992, expected: string', '0 landed'],
    ],
    [
      'an id that came before with other content',
      jsonLines([good, { id: 'b', name: 'B' }, { id: 'good', name: 'Other' }, good]),
      ['items.jsonl:3 good was declared with other content at items.jsonl, line 1', '2 landed'],
    ],
    ['no line', '', ['items.jsonl:1 the file is empty', '0 landed']],
    [
      'a line of 10 MB',
      `${JSON.stringify({ id: 'x', name: 'x'.repeat(10_000_000) })}\n${jsonLines([good])}`,
      ['items.jsonl:1 the line has 10000020 bytes, at most 1000000 are read', '1 landed'],
    ],
    [
      'a byte order mark and CRLF',
      `\ufeff${jsonLines([good, { id: 'b', name: 'B' }]).replaceAll('\n', '\r\n')}`,
      ['2 landed'],
    ],
    [
      'a NUL',
      `{"id":"\0","name":"x"}\n${jsonLines([good])}`,
      ['items.jsonl:1 the line holds a NUL character', '1 landed'],
    ],
    [
      'a NUL behind an escape',
      jsonLines([{ id: 'x', name: 'a\0b' }, good]),
      ['items.jsonl:1 name holds a NUL character or half a surrogate pair', '1 landed'],
    ],
    [
      'half a surrogate pair in a property',
      '{"id":"x","name":"x","properties":{"p":"\\ud800"}}\n',
      ['items.jsonl:1 properties.p holds a NUL character or half a surrogate pair', '0 landed'],
    ],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from([0x22, 0xc3, 0x28, 0x0a]), Buffer.from(jsonLines([good]))]),
      ['items.jsonl:1 the line is not UTF-8', '1 landed'],
    ],
  ])('names %s', async (_, content, expected) => {
    expect(await importItems(content)).toEqual(expected);
  });

  it('names the line at which a gzip file is cut short', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => ({
      id: `i${row}`,
      name: `${Math.imul(row, 2654435761)}`,
    }));
    const packed = gzipSync(jsonLines(rows));
    const [reject, landed] = await importItems(packed.subarray(0, packed.length >> 1), 'items.jsonl.gz');
    const line = Number(/^items\.jsonl\.gz:(\d+) the gzip file is cut short/u.exec(reject ?? '')?.[1]);
    expect(line).toBeGreaterThan(1000);
    expect(landed).toBe(`${line - 1} landed`);
  });

  it('names links without relation, labels or ends', async () => {
    const outcome = await importToys({
      'links.jsonl': [
        { from: 'kite', relation: 'SOLD_BY', to: 'acme' },
        { from: 'kite', relation: 'MADE_BY', to: 'nobody' },
        { from: 'ann', relation: 'LIKES', to: 'kite' },
        { from: 'ann', relation: 'MADE_BY', to: 'acme', fromLabel: 'User' },
        { from: 'ghost', relation: 'LIKES', to: 'kite', toLabel: 'Item' },
        { from: 'ann', relation: 'LIKES', to: 'kite', toLabel: 'Item' },
      ],
    });
    expect(places(outcome)).toEqual([
      'links.jsonl:1 the relation "SOLD_BY" is not in the manifest; known: MADE_BY, LIKES',
      'links.jsonl:3 LIKES leads from User to Item or User to Attribute; the row must state fromLabel and toLabel',
      'links.jsonl:4 MADE_BY leads from Item to Attribute, the row says User to any',
      'links.jsonl:2 Attribute:nobody is neither in the data set nor in the store',
      'links.jsonl:5 User:ghost is neither in the data set nor in the store',
    ]);
    expect(outcome.rejects.at(-1)?.row).toEqual({
      from: 'ghost',
      relation: 'LIKES',
      to: 'kite',
      toLabel: 'Item',
    });
    expect(outcome.report.counts['links']).toEqual({
      read: 6,
      created: 1,
      changed: 0,
      unchanged: 0,
      rejected: 5,
    });
  });

  it('names interactions of nobody, off the scale, out of the calendar or named like a relation', async () => {
    const act = { user: 'ann', item: 'kite', kind: 'RATED' };
    const outcome = await importToys({
      'interactions.jsonl': [
        { ...act, user: 'ghost' },
        { ...act, rating: 9 },
        { ...act, at: '2025-02-30T00:00:00Z' },
        { ...act, kind: 'MADE_BY' },
        { ...act, kind: 'VALUES' },
        { ...act, at: 'yesterday' },
        { ...act, rating: 5 },
      ],
    });
    expect(places(outcome)).toEqual([
      'interactions.jsonl:2 rating is 9, the scale of the manifest goes from 1 to 5',
      expect.stringMatching(/^interactions\.jsonl:3 at is "2025-02-30T00:00:00Z"/u),
      'interactions.jsonl:4 kind MADE_BY is the name of a relation, not of an interaction',
      'interactions.jsonl:5 kind VALUES is the name of a relation, not of an interaction',
      expect.stringMatching(/^interactions\.jsonl:6 at is "yesterday"/u),
      'interactions.jsonl:1 User:ghost is neither in the data set nor in the store',
    ]);
    expect(outcome.report.counts['interactions']).toMatchObject({ created: 1, rejected: 6 });
  });

  it('names opinions that do not stand in their review', async () => {
    const outcome = await importToys({
      'opinions.jsonl': [
        { ...opinion, phrase: 'dim' },
        { ...opinion, aspectStart: 3, aspectEnd: 7 },
        { ...opinion, review: 'r9' },
        { ...opinion, aspect: 'sound' },
        opinion,
      ],
    });
    expect(places(outcome)).toEqual([
      'opinions.jsonl:1 phrase is "dim", but the review has "bright" from 12 to 18',
      'opinions.jsonl:2 aspectPhrase is "lamp", but the review has " lam" from 3 to 7',
      'opinions.jsonl:3 Review:r9 is neither in the data set nor in the store',
      'opinions.jsonl:4 Aspect:sound is neither in the data set nor in the store',
    ]);
    expect(outcome.report.counts['opinions']).toMatchObject({ created: 1, rejected: 4 });
  });

  it('reports the same rejects again', async () => {
    const bad = { 'links.jsonl': [{ from: 'kite', relation: 'MADE_BY', to: 'nobody' }] };
    const first = await importToys(bad);
    const second = await importToys(bad, first.store);
    expect(second.rejects).toEqual(first.rejects);
    expect(second.report).toMatchObject({ changes: 0, rejected: 1 });
  });
});

describe('importData with strikes', () => {
  it('keeps the first moment, names what is not there, and replaces opinions of an edited review', async () => {
    const files = (
      review: string,
      strikes: readonly unknown[],
    ): Record<string, string | readonly unknown[]> => ({
      'graph.json': JSON.stringify(manifest),
      'items.jsonl': [{ id: 7, name: 'seven' }],
      'users.jsonl': [{ id: 1 }],
      'aspects.jsonl': [{ id: 'light', name: 'light' }],
      'reviews.jsonl': [{ id: 'r1', user: 1, item: 7, text: review }],
      'opinions.jsonl': [opinion],
      'strikes.jsonl': strikes,
    });
    const store = await freshStore();
    const first = await importInto(
      store,
      folderOf(
        files(text, [
          { user: 1, label: 'Item', node: 7, at: 100 },
          { user: 1, label: 'Aspect', node: 'none' },
        ]),
      ),
    );
    expect(first.report.counts['strikes']).toMatchObject({ read: 2, created: 1, rejected: 1 });
    expect(first.rejects[0]?.reason).toContain('Aspect:none');
    const later = [{ user: 1, label: 'Item', node: 7, at: 200 }];
    const second = await importInto(store, folderOf(files(`${text} Still.`, later)));
    expect(second.report.counts).toMatchObject({
      reviews: { changed: 1 },
      opinions: { created: 1 },
      strikes: { created: 0, changed: 0, unchanged: 1 },
    });
    expect(await store.strikes('1', never)).toEqual([{ user: '1', label: 'Item', node: '7', at: 100_000 }]);
    expect((await store.counts(never)).opinions).toBe(1);
  });
});

describe('importData and manifests', () => {
  it('refuses a manifest that breaks its schema before anything is written', async () => {
    const store = await freshStore();
    const folder = folderOf({ ...toys, 'graph.json': JSON.stringify({ ...manifest, item: 'toy' }) });
    await expect(importInto(store, folder)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringMatching(/graph\.json.*item is "toy", expected: object/u),
    });
    expect(await store.revision(never)).toBe(0);
  });

  it('refuses reserved names and collisions', async () => {
    const relations = [
      { type: 'VALUES', ends: [['User', 'Attribute']] },
      { type: 'RATED', ends: [['User', 'Item']] },
    ];
    const graph = { ...manifest, relations, interactions: [{ kind: 'RATED', weight: 1 }] };
    const folder = folderOf({ ...toys, 'graph.json': JSON.stringify(graph) });
    await expect(importInto(await freshStore(), folder)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringMatching(
        /VALUES is one that the engine writes.*RATED is both a relation and a kind/u,
      ),
    });
  });

  it('merges the manifest of a second data set, whose links stay clear', async () => {
    const { store } = await importToys();
    const second = {
      ...plainManifest,
      name: 'more toys',
      relations: [{ type: 'MADE_BY', forward: '{from} comes from {to}', ends: [['Attribute', 'Attribute']] }],
    };
    const folder = folderOf({
      'graph.json': JSON.stringify(second),
      'items.jsonl': [{ id: 'top', name: 'Top' }],
      'attributes.jsonl': [{ id: 'acme-east', kind: 'maker', name: 'Acme East' }],
      'links.jsonl': [{ from: 'acme-east', relation: 'MADE_BY', to: 'acme' }],
    });
    const outcome = await importInto(store, folder);
    expect(outcome.rejects).toEqual([]);
    expect(await store.manifest(never)).toMatchObject({
      name: 'more toys',
      rating: { min: 1, max: 5 },
      relations: [
        {
          type: 'MADE_BY',
          source: 'made by',
          forward: '{from} comes from {to}',
          ends: [
            ['Item', 'Attribute'],
            ['Attribute', 'Attribute'],
          ],
        },
        { type: 'LIKES' },
      ],
    });
    const again = await importToys({}, store);
    expect(again.rejects).toEqual([]);
    expect(again.report.changes).toBe(0);
  });
});

describe('importData as a dry run', () => {
  it('writes nothing and counts as the import does', async () => {
    const store = await freshStore();
    const bad = {
      ...toys,
      'links.jsonl': [...toys['links.jsonl'], { from: 'kite', relation: 'MADE_BY', to: 'nobody' }],
      'opinions.jsonl': [opinion, { ...opinion, review: 'r9' }],
    };
    const folder = folderOf(bad);
    const dry = await importInto(store, folder, { dryRun: true });
    expect(await store.revision(never)).toBe(0);
    expect(await store.manifest(never)).toBeNull();
    expect(Object.values(await store.counts(never))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const wet = await importInto(store, folder);
    expect(dry.report.dryRun).toBe(true);
    expect(dry.report.counts).toEqual(wet.report.counts);
    expect(dry.report.manifestChanged).toBe(true);
    expect(dry.rejects).toEqual(wet.rejects);
    const after = await importInto(store, folder, { dryRun: true });
    expect(after.report).toMatchObject({ changes: 0, manifestChanged: false, rejected: 2 });
  });

  it('tells nodes of the store from nodes of nowhere where a row names both kinds', async () => {
    const { store } = await importToys();
    const folder = folderOf({
      'graph.json': JSON.stringify(manifest),
      'items.jsonl': [{ id: 'top', name: 'Top' }],
      'aspects.jsonl': [{ id: 'noise', name: 'noise' }],
      'links.jsonl': [
        { from: 'top', relation: 'MADE_BY', to: 'acme' },
        { from: 'top', relation: 'MADE_BY', to: 'nobody' },
      ],
      'interactions.jsonl': [
        { user: 'ann', item: 'top', kind: 'VIEWED' },
        { user: 'ghost', item: 'top', kind: 'VIEWED' },
      ],
      'opinions.jsonl': [
        { ...opinion, aspect: 'noise' },
        { ...opinion, aspect: 'noise', review: 'r9' },
      ],
    });
    const dry = await importInto(store, folder, { dryRun: true });
    const wet = await importInto(store, folder);
    expect(dry.report.counts).toEqual(wet.report.counts);
    expect(places(dry)).toEqual(places(wet));
    expect(wet.report).toMatchObject({ rejected: 3, changes: 5 });
  });
});

describe('importData when interrupted', () => {
  it('stops between batches and says how to go on', async () => {
    const rows = Array.from({ length: 25_000 }, (_, row) => ({ id: `i${row}`, name: 'x' }));
    const folder = folderOf({ 'graph.json': JSON.stringify(manifest), 'items.jsonl': rows });
    const store = await freshStore();
    const stop = new AbortController();
    const source = await openSource(folder, {});
    const stopping = {
      ...store,
      upsert: async (...args: Parameters<GraphStore['upsert']>) => {
        const result = await store.upsert(...args);
        stop.abort();
        return result;
      },
    } as GraphStore;
    await expect(importInto(stopping, source, { signal: stop.signal })).rejects.toMatchObject({
      code: 'interrupted',
      message: expect.stringContaining('the same command again completes it'),
    });
    expect((await store.counts(never)).items).toBe(10_000);
    const { report } = await importInto(store, folder);
    expect((await store.counts(never)).items).toBe(25_000);
    expect(report.counts['items']).toMatchObject({ read: 25_000, rejected: 0 });
  });
});

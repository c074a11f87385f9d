import { describe, expect, it } from 'vitest';
import type { PathRequest } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { findPaths } from '../../../src/engine/analysis/find-paths.ts';
import { graphDeps } from '../../fixtures/graph-deps.ts';
import { type SmallEdge, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const rated = (user: string): SmallEdge[] => [
  [`User:${user}`, 'Item:kilo'],
  [`User:${user}`, 'Item:lima'],
];
const snapshot = smallSnapshot({
  relations: {
    RATED: { role: 'interaction', edges: ['mara', 'p', 'q', 'r'].flatMap(rated) },
    MADE_BY: {
      edges: [
        ['Item:kilo', 'Attribute:olive'],
        ['Item:lima', 'Attribute:olive'],
      ],
    },
  },
  nodes: ['Item:alone'],
});
const request = (parts: Partial<PathRequest>): PathRequest => ({
  from: 'Item:kilo',
  to: 'lima',
  ...parts,
});
const depsOf = (...parts: Parameters<typeof graphDeps>) => ({ ...graphDeps(...parts), now: () => 0 });
const find = (parts: Partial<PathRequest>, peopleMin: number | null = 3, manifestMin?: number) =>
  findPaths(
    depsOf(
      { snapshot, manifest: smallManifest(manifestMin === undefined ? {} : { peopleMin: manifestMin }) },
      peopleMin,
    ),
    request(parts),
    new AbortController().signal,
  );

describe('findPaths', () => {
  it('answers in the shape of the contract, cheapest first', async () => {
    const result = await find({});
    expect(check('path-result', result)).toMatchObject({ ok: true });
    expect(result).toMatchObject({
      from: { label: 'Item', id: 'kilo' },
      to: { label: 'Item', id: 'lima' },
      paths: [{ people: [] }, { people: [4] }],
      truncated: false,
      snapshot: snapshot.id,
      revision: 1,
    });
    expect(result.paths.map((path) => path.cost)).toEqual([
      expect.closeTo(Math.log2(3), 5),
      expect.closeTo(Math.log2(3), 5),
    ]);
  });

  it('follows the threshold of the settings, else of the manifest, else 5', async () => {
    const people = async (setting: number | null, manifestMin?: number) =>
      (await find({}, setting, manifestMin)).paths.flatMap((path) => path.people ?? []);
    expect(await people(4)).toEqual([4]);
    expect(await people(null, 4)).toEqual([4]);
    expect(await people(5, 4)).toEqual([]);
    expect(await people(null)).toEqual([]);
  });

  it('shows the user who asks and nobody else', async () => {
    const text = JSON.stringify(await find({ from: 'User:mara' }, 1));
    expect(text).toContain('"id":"mara"');
    expect(text).not.toMatch(/"[pqr]"|"[PQR]"/);
  });

  it('gives no path as an empty list', async () => {
    expect((await find({ to: 'Item:alone' })).paths).toEqual([]);
  });

  it.each([
    [{ to: 'Item:kilo' }, 'request-invalid', 'Both ends are'],
    [{ to: 'Item:limo' }, 'node-unknown', 'Nearest: Item:lima (LIMA)'],
    [{ limit: 51 }, 'request-invalid', 'limit is 51; it must be a whole number from 1 to 50'],
    [{ limit: 0 }, 'request-invalid', 'limit is 0'],
    [{ lengthMax: 7 }, 'request-invalid', 'lengthMax is 7; it must be a whole number from 1 to 6'],
    [{ lengthMax: 1.5 }, 'request-invalid', 'lengthMax is 1.5'],
    [
      { pattern: 'Item-MADE_BY>Attribute' },
      'request-invalid',
      'ends at Attribute, and "lima" is a node of the label Item',
    ],
    [
      { pattern: 'User-RATED>Item' },
      'request-invalid',
      'begins at User, and "Item:kilo" is a node of the label Item',
    ],
    [{ pattern: 'Item-MADE>Item' }, 'relation-unknown', 'Nearest: MADE_BY'],
    [{ pattern: 'Item-MADE_BY-Item' }, 'request-invalid', 'leads from Item to Attribute'],
    [{ pattern: 'Item<RATED-User-RATED>Item', lengthMax: 2 }, 'request-invalid', 'fixes the number of steps'],
  ])('refuses %o', async (parts, code, message) => {
    await expect(find(parts)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});

describe('two users', () => {
  it('are not both ends, for then one would be another person', async () => {
    await expect(find({ from: 'User:mara', to: 'User:p' })).rejects.toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('Both ends are users'),
    });
  });
});

describe('a pattern', () => {
  it('keeps the paths of its form, and people stay a number', async () => {
    const attribute = await find({ pattern: ' Item-MADE_BY>Attribute <MADE_BY- Item' });
    expect(check('path-result', attribute)).toMatchObject({ ok: true });
    expect(attribute).toMatchObject({ pattern: 'Item-MADE_BY>Attribute<MADE_BY-Item', lengthMax: 2 });
    expect(attribute.paths.map((path) => path.path.nodes[1])).toEqual([
      { label: 'Attribute', id: 'olive', name: 'OLIVE' },
    ]);
    const people = await find({ pattern: 'Item<RATED-User-RATED>Item' });
    expect(people.paths).toMatchObject([
      { people: [4], path: { nodes: [{}, { id: null, name: null }, {}] } },
    ]);
    expect((await find({ pattern: 'Item<RATED-User-RATED>Item' }, 5)).paths).toEqual([]);
  });
});

describe('a long search', () => {
  const slow = depsOf({ snapshot, manifest: smallManifest() }, 1);
  it('ends when the caller goes away', async () => {
    const stop = new AbortController();
    const search = findPaths(slow, request({}), stop.signal);
    stop.abort();
    await expect(search).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends when its time is over, and says so', async () => {
    let time = 0;
    const late = { ...slow, now: () => (time += 1000) };
    const result = await findPaths(
      late,
      request({ timeoutMs: 1, lengthMax: 6 }),
      new AbortController().signal,
    );
    expect(check('path-result', result)).toMatchObject({ ok: true });
    expect(result.truncated).toBe(true);
  });
});

describe('diverse paths', () => {
  it('share fewer nodes than the cheapest ones', async () => {
    const links = (item: string, attribute: string): SmallEdge[] => [
      [`Item:${item}`, `Attribute:${attribute}`],
    ];
    const ladder = smallSnapshot({
      relations: {
        IN: {
          edges: [
            ...links('a', 'x'),
            ...links('b', 'x'),
            ...['a', 'b', 'c', 'd', 'e'].flatMap((item) => links(item, 'y')),
          ],
        },
        BY: { edges: [...links('a', 'x'), ...links('b', 'x')] },
      },
    });
    const nodes = async (order: 'cost' | 'diverse') => {
      const deps = depsOf({ snapshot: ladder, manifest: smallManifest() }, 1);
      const asked: PathRequest = { from: 'Item:a', to: 'Item:b', limit: 2, lengthMax: 2, order };
      return (await findPaths(deps, asked, new AbortController().signal)).paths.map(
        (path) => path.path.nodes[1]?.id,
      );
    };
    expect(await nodes('cost')).toEqual(['x', 'x']);
    expect(await nodes('diverse')).toEqual(['x', 'y']);
  });
});

import { describe, expect, it } from 'vitest';
import { check } from '../../src/contract/validate.ts';
import type { PathRequest } from '../../src/engine/engine.ts';
import { findPaths } from '../../src/engine/find-paths.ts';
import { graphDeps } from '../fixtures/graph-deps.ts';
import { type SmallEdge, smallManifest, smallSnapshot } from '../fixtures/small-graph.ts';

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
  limit: 5,
  lengthMax: 4,
  ...parts,
});
const find = (parts: Partial<PathRequest>, peopleMin: number | null = 3, manifestMin?: number) =>
  findPaths(
    graphDeps(
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

import { describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { queryLimits, runCypher, runQuery } from '../../../src/engine/analysis/run-query.ts';
import type { GraphStore, NamedQuery } from '../../../src/store/port.ts';
import { smallManifest } from '../../fixtures/small-graph.ts';

const parameter = (
  name: string,
  type: NamedQuery['params'][number]['type'],
  defaultValue: string | number | boolean | null,
): NamedQuery['params'][number] => ({ name, type, defaultValue, description: `the ${name}` });

const queries: NamedQuery[] = [
  {
    name: 'popular-items',
    title: 'Popular items',
    params: [
      parameter('kind', 'string', ''),
      parameter('ratingMin', 'number', 4),
      parameter('repeats', 'boolean', false),
      parameter('limit', 'integer', 20),
    ],
    returns: ['item'],
  },
  {
    name: 'co-liked',
    title: 'Co-liked',
    params: [parameter('item', 'string', null), parameter('peopleMin', 'integer', 5)],
    returns: ['item'],
  },
  { name: 'graph-counts', title: 'Counts', params: [], returns: ['count'] },
];

interface Call {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly limits: unknown;
}

/** A store that answers every query with one row and notes what it was asked. */
const world = (peopleMin: number | null = null, manifestMin?: number) => {
  const calls: Call[] = [];
  const answer = (name: string, params: Call['params'], limits: unknown) => {
    calls.push({ name, params, limits });
    return Promise.resolve({ columns: ['item'], rows: [['kilo']], truncated: false });
  };
  const store = {
    namedQueries: () => queries,
    manifest: () =>
      Promise.resolve(smallManifest(manifestMin === undefined ? {} : { peopleMin: manifestMin })),
    runNamed: answer,
    runCypher: answer,
  } as Partial<GraphStore> as GraphStore;
  let clock = 1000;
  const deps = {
    store,
    settings: { peopleMin },
    now: () => {
      clock += 250;
      return clock;
    },
  };
  return { calls, deps };
};
const signal = new AbortController().signal;

const paramsSent = async (
  name: string,
  params: Record<string, unknown>,
  ...settings: [(number | null)?, number?]
) => {
  const { calls, deps } = world(...settings);
  await runQuery(deps, name, params, signal);
  return calls[0]?.params;
};
const failure = (
  name: string,
  params: Record<string, unknown> = {},
  ...settings: [(number | null)?, number?]
) =>
  runQuery(world(...settings).deps, name, params, signal).then(
    () => 'no failure',
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );

describe('runQuery', () => {
  it('answers in the shape of the contract, within the limits', async () => {
    const { calls, deps } = world();
    const result = await runQuery(deps, 'graph-counts', {}, signal);
    expect(result).toEqual({
      query: 'graph-counts',
      columns: ['item'],
      rows: [['kilo']],
      truncated: false,
      seconds: 0.25,
    });
    expect(check('query-result', result).ok).toBe(true);
    expect(calls[0]?.limits).toEqual({ rowsMax: 10_000, timeoutMs: 10_000 });
    expect(queryLimits).toEqual(calls[0]?.limits);
  });

  it('takes text for numbers and booleans, as a command line gives it', async () => {
    const params = { kind: '7', ratingMin: '3.5', repeats: 'true', limit: '20' };
    expect(await paramsSent('popular-items', params)).toEqual({
      kind: '7',
      ratingMin: 3.5,
      repeats: true,
      limit: 20,
    });
    expect(await paramsSent('popular-items', { limit: 3, repeats: false })).toEqual({
      limit: 3,
      repeats: false,
    });
  });

  it('names the nearest queries', async () => {
    expect(await failure('popular-item')).toBe(
      'query-unknown: There is no query "popular-item". Nearest: popular-items, co-liked or graph-counts.',
    );
  });

  it.each([
    ['popular-items', { limit: 'many' }, 'limit is "many"; expected a whole number of at least 0'],
    ['popular-items', { limit: -1 }, 'limit is -1; expected a whole number of at least 0'],
    ['popular-items', { limit: 2.5 }, 'limit is 2.5; expected a whole number'],
    ['popular-items', { limit: '' }, 'limit is ""; expected a whole number'],
    ['popular-items', { ratingMin: 'NaN' }, 'ratingMin is "NaN"; expected a number'],
    ['popular-items', { ratingMin: [4] }, 'ratingMin is [4]; expected a number'],
    ['popular-items', { kind: 4 }, 'kind is 4; expected text'],
    ['popular-items', { repeats: 1 }, 'repeats is 1; expected true or false'],
    ['popular-items', { limits: 3 }, 'has no parameter "limits"; nearest: limit'],
    ['graph-counts', { limit: 3 }, 'has no parameter "limit"; it takes none'],
    ['co-liked', {}, 'item is missing; expected text: the item'],
  ])('%s refuses %o', async (name, params, message) => {
    expect(await failure(name, params)).toContain(`request-invalid: Query ${name}: ${message}`);
  });

  it('keeps groups of people at the threshold of the settings, else the manifest, else 5', async () => {
    const peopleMin = async (params: object, ...settings: [(number | null)?, number?]) =>
      (await paramsSent('co-liked', { item: 'kilo', ...params }, ...settings))?.['peopleMin'];
    expect(await peopleMin({})).toBe(5);
    expect(await peopleMin({}, null, 8)).toBe(8);
    expect(await peopleMin({}, 3, 8)).toBe(3);
    expect(await peopleMin({ peopleMin: 12 }, 3)).toBe(12);
    expect(await failure('co-liked', { item: 'kilo', peopleMin: 1 })).toBe(
      'request-invalid: Query co-liked: peopleMin is 1; expected at least 5, the fewest people that this data set shows as a group.',
    );
    expect(await failure('co-liked', { item: 'kilo', peopleMin: '7' }, null, 8)).toContain(
      'expected at least 8',
    );
  });
});

describe('runCypher', () => {
  it('hands statement and parameters on, within the limits', async () => {
    const { calls, deps } = world();
    const result = await runCypher(deps, 'MATCH (n) RETURN n.id AS item', { ids: ['a'] }, signal);
    expect(result.query).toBe('cypher');
    expect(calls).toEqual([
      { name: 'MATCH (n) RETURN n.id AS item', params: { ids: ['a'] }, limits: queryLimits },
    ]);
  });

  it('refuses an empty statement and a huge one', async () => {
    await expect(runCypher(world().deps, ' \n', {}, signal)).rejects.toMatchObject({
      code: 'request-invalid',
    });
    await expect(runCypher(world().deps, 'x'.repeat(100_001), {}, signal)).rejects.toThrow(
      '100001 characters',
    );
  });
});

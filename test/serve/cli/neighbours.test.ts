import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deps } from '../../../src/engine/deps.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { buildNeighbours } from '../../../src/engine/ranking/build-neighbours.ts';
import { checkNeighbours } from '../../../src/engine/ranking/check-neighbours.ts';
import { recommendAnywhere } from '../../../src/engine/ranking/recommend-anywhere.ts';
import { neighboursCommand } from '../../../src/serve/cli/neighbours.ts';
import { recommendCommand } from '../../../src/serve/cli/recommend.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { writeSeed } from '../../store/seed-store.ts';
import { runCommand } from './run-command.ts';

const never = new AbortController().signal;
const store = openSqliteStore({ path: ':memory:', now: () => 0 });
const deps = {
  store,
  graph: createGraphCache(store, sha256),
  settings: { peopleMin: null, ranking: 'lists' },
  hash: sha256,
} as unknown as Deps;
const engine: Partial<Engine> = {
  storeAddress: 'the store',
  buildNeighbours: (request) => buildNeighbours(deps, request, never),
  checkNeighbours: (request) => checkNeighbours(deps, request, never),
  recommend: (request) => recommendAnywhere(deps, request, never),
};
const neighbours = (...args: string[]) => runCommand(neighboursCommand, engine, args);
const recommend = (...args: string[]) => runCommand(recommendCommand, engine, args);

beforeAll(() => writeSeed(store, never));
afterAll(() => store.close());

describe('whypath neighbours', () => {
  it('builds the lists, says how many, and what cutting them loses', async () => {
    const built = await neighbours('--length', '5');
    expect(built.out).toMatch(/^\d+ entries of lists of at most 5 items → the store\n$/u);
    const { out } = await neighbours('--check', '--users', '20');
    expect(out).toMatch(/of the walk's best, the lists give {4}0\.\d{4} ± 0\.\d{4}\n/u);
    expect(out).not.toContain('build them again');
  });

  it('prints JSON', async () => {
    expect(JSON.parse((await neighbours('--json')).out)).toMatchObject({ length: 200 });
    const checked = JSON.parse((await neighbours('--check', '--json', '--users', '5')).out) as object;
    expect(checked).toMatchObject({ users: 5, walkOverlap: { mean: 1 }, isCurrent: true });
  });

  it('says that facts were written since', async () => {
    await store.upsert('items', [{ id: 'brand-new', name: 'New' }], { dryRun: false, signal: never });
    expect((await neighbours('--check', '--users', '2')).out).toContain('build them again');
  });

  it.each([
    ['--length', '0'],
    ['--length', '1001'],
    ['--users', 'x'],
  ])('refuses %s %s', async (option, value) => {
    expect(await neighbours(option, value)).toMatchObject({ code: 'commander.invalidArgument' });
  });
});

describe('whypath recommend', () => {
  it('ranks where the configuration says, and where the flag says otherwise', async () => {
    const parameters = async (...args: string[]): Promise<unknown> =>
      (JSON.parse((await recommend('--user', 'mara', '--json', ...args)).out) as { parameters: unknown })
        .parameters;
    expect(await parameters()).toMatchObject({ ranking: 'lists', listLength: 200 });
    expect(await parameters('--ranking', 'in-process')).not.toHaveProperty('ranking');
    expect(await recommend('--user', 'mara', '--ranking', 'gds')).toMatchObject({
      code: 'capability-missing',
    });
    expect(await recommend('--user', 'mara', '--ranking', 'moon')).toMatchObject({
      code: 'commander.invalidArgument',
    });
  });
});

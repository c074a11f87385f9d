import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import neo4j, { type Driver } from 'neo4j-driver';
import { startNeo4j } from '../scripts/servers/neo4j.ts';
import { createRandom } from '../src/core/random.ts';
import { readSnapshot } from '../src/engine/graph/load-graph.ts';
import { batchRows } from '../src/engine/import/import-batch.ts';
import { sha256 } from '../src/open-graph.ts';
import { openNeo4jStore } from '../src/store/neo4j/neo4j-store.ts';
import type { FactRows, GraphStore } from '../src/store/port.ts';
import { arrayBytes } from './figures/array-bytes.ts';
import { spread } from './figures/spread.ts';

const defaults = { relationships: '200000', users: '4000', items: '2500', rounds: '3' };
const sampleMs = 5;
const seed = 1;

interface Parameters {
  readonly relationships: number;
  readonly users: number;
  readonly items: number;
  readonly rounds: number;
}

type Interaction = FactRows['interactions'];

/**
 * Writes the same ratings to a real Neo4j server in turns with our store, with a bare driver loop over its own statement
 * (cypher/facts/merge-interactions.cypher), and with a bare loop over a plain MERGE, all in the same batches, and prints
 * relationships a second of each with spread and ratios. Then reads the snapshot back and prints relationships a second
 * and peak memory beside the size of the finished arrays. Options: --relationships, --users, --items, --rounds.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const parameters = parametersOf(args);
  console.log(`parameters: ${JSON.stringify({ ...parameters, batchRows, seed })}`);
  const server = await startNeo4j();
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password));
  const store = openNeo4jStore({
    uri: server.uri,
    username: server.username,
    password: server.password,
    now: Date.now,
  });
  try {
    await store.migrate(never);
    await writeNodes(store, parameters);
    const rows = ratingsOf(parameters);
    await compareWrites(driver, store, rows, parameters.rounds);
    await measureReads(store, rows.length, parameters.rounds);
  } finally {
    await store.close();
    await driver.close();
    await server.stop();
  }
}

const never = new AbortController().signal;

/** Ways of writing that are compared: the store's statement by hand, a plain MERGE by hand, and the store. */
const sides = ['bare', 'merge', 'ours'] as const;

async function compareWrites(
  driver: Driver,
  store: GraphStore,
  rows: readonly Interaction[],
  rounds: number,
): Promise<void> {
  const rates: Record<(typeof sides)[number], number[]> = { bare: [], merge: [], ours: [] };
  const writers = { bare: writeBare(driver), merge: writeMerge(driver), ours: writeOurs(store) };
  // Round 0 warms the server up and does not count. The order turns with every round.
  for (let round = 0; round <= rounds; round++) {
    const order = sides.map((_, position) => sides[(position + round) % sides.length]!);
    for (const side of order) {
      await removeRatings(driver);
      const seconds = await secondsOf(() => inBatches(rows, writers[side]));
      if (round > 0) rates[side].push(rows.length / seconds);
    }
  }
  const ratios = (other: readonly number[]): number[] =>
    rates.ours.map((rate, round) => rate / other[round]!);
  console.log(`bare driver loop, same statement: ${spread(rates.bare, 0)} relationships/s`);
  console.log(`bare driver loop, plain MERGE:    ${spread(rates.merge, 0)} relationships/s`);
  console.log(`our store:                        ${spread(rates.ours, 0)} relationships/s`);
  console.log(`ours / same statement:            ${spread(ratios(rates.bare), 2)}`);
  console.log(`ours / plain MERGE:               ${spread(ratios(rates.merge), 2)}`);
}

async function measureReads(store: GraphStore, count: number, rounds: number): Promise<void> {
  const rates: number[] = [];
  const peaks: { rss: number[]; arrays: number[] } = { rss: [], arrays: [] };
  let finished = 0;
  for (let round = 0; round <= rounds; round++) {
    globalThis.gc?.();
    const watch = watchMemory();
    const startedAt = performance.now();
    const snapshot = await readSnapshot(store, sha256, never);
    const seconds = (performance.now() - startedAt) / 1000;
    const peak = watch();
    if (round === 0) continue;
    rates.push(count / seconds);
    peaks.rss.push(peak.rss / 1e6);
    peaks.arrays.push(peak.arrayBuffers / 1e6);
    finished = arrayBytes(snapshot) / 1e6;
  }
  console.log(`snapshot read:    ${spread(rates, 0)} relationships/s`);
  console.log(`finished arrays:  ${finished.toFixed(1)} MB`);
  console.log(
    `peak growth:      rss ${spread(peaks.rss, 1)} MB, array buffers ${spread(peaks.arrays, 1)} MB`,
  );
}

/** Ratings of distinct pairs, the same for the same parameters. */
function ratingsOf({ relationships, users, items }: Parameters): Interaction[] {
  const random = createRandom(seed);
  const pairs = new Set<number>();
  while (pairs.size < relationships)
    pairs.add(Math.floor(random() * users) * items + Math.floor(random() * items));
  return [...pairs].map((pair) => ({
    user: `u${Math.floor(pair / items)}`,
    item: `i${pair % items}`,
    kind: 'RATED',
    rating: 1 + Math.floor(random() * 5),
    at: 1_600_000_000_000 + Math.floor(random() * 1e9) * 100,
  }));
}

async function writeNodes(store: GraphStore, { users, items }: Parameters): Promise<void> {
  const options = { dryRun: false, signal: never };
  await store.putManifest({ name: 'bench', item: { one: 'item', many: 'items' }, relations: [] }, never);
  await store.upsert(
    'items',
    Array.from({ length: items }, (_, item) => ({ id: `i${item}`, name: `item ${item}` })),
    options,
  );
  await store.upsert(
    'users',
    Array.from({ length: users }, (_, user) => ({ id: `u${user}` })),
    options,
  );
}

function writeOurs(store: GraphStore): (batch: readonly Interaction[]) => Promise<void> {
  return async (batch) => {
    const { created } = await store.upsert('interactions', batch, { dryRun: false, signal: never });
    if (created !== batch.length) throw new Error(`created ${created} of ${batch.length}`);
  };
}

function writeBare(driver: Driver): (batch: readonly Interaction[]) => Promise<void> {
  const statement = readFileSync(
    new URL('../cypher/facts/merge-interactions.cypher', import.meta.url),
    'utf8',
  );
  const unknown = neo4j.int(-9007199254740991);
  return async (batch) => {
    const result = await driver.executeQuery(statement, {
      rows: bareRows(batch),
      kind: 'RATED',
      latest: true,
      unknown,
    });
    const found = Number(result.records[0]?.get('found'));
    if (found !== batch.length) throw new Error(`found ${found} of ${batch.length}`);
  };
}

/** What one writes by hand without counting what changed. */
function writeMerge(driver: Driver): (batch: readonly Interaction[]) => Promise<void> {
  const statement =
    'UNWIND $rows AS row MATCH (user:User {id: row.user}) MATCH (item:Item {id: row.item}) ' +
    'MERGE (user)-[rating:RATED]->(item) SET rating.weight = row.weight, rating.rating = row.rating, rating.at = row.at';
  return async (batch) => {
    const result = await driver.executeQuery(statement, { rows: bareRows(batch) });
    const created = result.summary.counters.updates().relationshipsCreated;
    if (created !== batch.length) throw new Error(`created ${created} of ${batch.length}`);
  };
}

function bareRows(batch: readonly Interaction[]): Record<string, unknown>[] {
  return batch.map(({ user, item, rating, at }) => {
    return { user, item, weight: 1, rating, at: neo4j.int(at ?? 0) };
  });
}

async function inBatches(
  rows: readonly Interaction[],
  write: (batch: readonly Interaction[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += batchRows)
    await write(rows.slice(start, start + batchRows));
}

async function removeRatings(driver: Driver): Promise<void> {
  const session = driver.session();
  await session.run(
    'MATCH ()-[rating:RATED]->() CALL (rating) { DELETE rating } IN TRANSACTIONS OF 20000 ROWS',
  );
  await session.close();
}

/** Samples memory until the returned function is called, which gives the growth of the peaks over the start. */
function watchMemory(): () => { rss: number; arrayBuffers: number } {
  const before = process.memoryUsage();
  const peak = { rss: before.rss, arrayBuffers: before.arrayBuffers };
  const sample = (): void => {
    const { rss, arrayBuffers } = process.memoryUsage();
    peak.rss = Math.max(peak.rss, rss);
    peak.arrayBuffers = Math.max(peak.arrayBuffers, arrayBuffers);
  };
  const timer = setInterval(sample, sampleMs);
  return () => {
    clearInterval(timer);
    sample();
    return { rss: peak.rss - before.rss, arrayBuffers: peak.arrayBuffers - before.arrayBuffers };
  };
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

function parametersOf(args: readonly string[]): Parameters {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { relationships: option, users: option, items: option, rounds: option },
  });
  const numbers = Object.fromEntries(
    Object.entries({ ...defaults, ...values }).map(([name, text]) => [name, Number(text)]),
  ) as unknown as Parameters;
  if (!Object.values(numbers).every((value: number) => Number.isInteger(value) && value > 0)) {
    throw new Error('--relationships, --users, --items and --rounds are whole numbers above 0');
  }
  if (numbers.relationships * 2 > numbers.users * numbers.items) {
    throw new Error('there must be at least twice as many pairs of users and items as relationships');
  }
  return numbers;
}

import { readFileSync } from 'node:fs';
import type { GraphManifest } from '../../src/contract/types.ts';
import { createGraphCache } from '../../src/engine/graph/load-graph.ts';
import { buildNeighbours } from '../../src/engine/ranking/build-neighbours.ts';
import type { FactKind, FactRows, GraphStore } from '../../src/store/port.ts';
import { sha256 } from '../fixtures/sha256.ts';

/** Writes the seed data set into an empty store by its port alone, so that tests of stores need no importer. */
export async function writeSeed(store: GraphStore, signal: AbortSignal): Promise<void> {
  const manifest = JSON.parse(seedFile('graph.json')) as GraphManifest;
  await store.migrate(signal);
  await store.putManifest(manifest, signal);
  const write = async <Kind extends FactKind>(kind: Kind, rows: FactRows[Kind][]): Promise<void> => {
    const result = await store.upsert(kind, rows, { dryRun: false, signal });
    if (result.dangling.length > 0) throw new Error(`${kind}: ${JSON.stringify(result.dangling[0])}`);
  };
  await write('items', seedRows('items'));
  await write('users', seedRows('users'));
  await write('attributes', seedRows('attributes'));
  await write('aspects', seedRows('aspects'));
  await write(
    'links',
    seedRows<FactRows['links']>('links').map((row) => withLabels(manifest, row)),
  );
  await write('interactions', seedRows<FactRows['interactions']>('interactions').map(withMoment));
  await write('reviews', seedRows<FactRows['reviews']>('reviews').map(withMoment));
  await write(
    'opinions',
    seedRows<FactRows['opinions']>('opinions').map((row, position) => ({ ...row, id: `o${position}` })),
  );
}

/** Writes the item lists of the seed, so that named queries over them have rows. */
export async function writeSeedNeighbours(store: GraphStore, signal: AbortSignal): Promise<void> {
  const deps = { store, graph: createGraphCache(store, sha256) };
  await buildNeighbours(deps, { length: 200, onProgress: () => undefined }, signal);
}

/** Returns the rows of one file of the seed. */
export function seedRows<Row>(name: string): Row[] {
  return seedFile(`${name}.jsonl`)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

function seedFile(name: string): string {
  return readFileSync(new URL(`../../seed/${name}`, import.meta.url), 'utf8');
}

function withLabels(manifest: GraphManifest, row: FactRows['links']): FactRows['links'] {
  const ends = manifest.relations.find((relation) => relation.type === row.relation)?.ends[0];
  if (ends === undefined) throw new Error(`graph.json has no relation ${row.relation}`);
  return { ...row, fromLabel: ends[0], toLabel: ends[1] };
}

function withMoment<Row extends { readonly at?: unknown }>(row: Row): Row & { readonly at: number | null } {
  return { ...row, at: row.at === undefined ? null : Date.parse(String(row.at)) };
}

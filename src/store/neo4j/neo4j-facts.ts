import type { GraphManifest } from '../../contract/types.ts';
import {
  collapse,
  type FactLabel,
  groupRows,
  interactionKey,
  isNotOlder,
  latestKind,
  momentUnknown,
  propertiesText,
  referenceTo,
  upsertResult,
} from '../fact-batches.ts';
import type { FactKind, FactRows, UpsertResult } from '../port.ts';
import type { Neo4jConnection, RunStatement } from './neo4j-connection.ts';
import { missingIds } from './neo4j-missing.ts';
import { writeNeo4jOpinions, writeNeo4jReviews } from './neo4j-reviews.ts';
import { writeNeo4jStrikes } from './neo4j-strikes.ts';

type Writer<Kind extends FactKind> = (
  run: RunStatement,
  rows: readonly FactRows[Kind][],
) => Promise<UpsertResult>;

const writers: { readonly [Kind in FactKind]: Writer<Kind> } = {
  items: (run, rows) => writeNodes(run, 'cypher/facts/merge-items.cypher', rows, itemProperties),
  users: (run, rows) => writeNodes(run, 'cypher/facts/merge-users.cypher', rows, definedValues),
  attributes: (run, rows) => writeNodes(run, 'cypher/facts/merge-attributes.cypher', rows, definedValues),
  aspects: (run, rows) => writeNodes(run, 'cypher/facts/merge-aspects.cypher', rows, definedValues),
  links: writeLinks,
  interactions: writeInteractions,
  reviews: writeNeo4jReviews,
  opinions: (run, rows) => writeNeo4jOpinions(run, rows),
  strikes: writeNeo4jStrikes,
};

const struckType = 'STRUCK';
const derivedTypes = ['PRAISED_FOR', 'CRITICISED_FOR', 'VALUES', 'MINDS'];

/**
 * Writes a batch of one kind in one transaction and returns what became of its rows. The revision moves by one when
 * anything was created or changed. With `dryRun` the same work is done and rolled back. Writers of facts take turns,
 * so that they cannot deadlock.
 */
export function upsertNeo4j<Kind extends FactKind>(
  connection: Neo4jConnection,
  kind: Kind,
  rows: readonly FactRows[Kind][],
  options: { readonly dryRun: boolean; readonly signal: AbortSignal },
): Promise<UpsertResult> {
  const write: Writer<Kind> = writers[kind];
  const relations = relationsWritten(kind, rows);
  return connection.transaction(
    async (run) => {
      await run('cypher/facts/lock-state.cypher', { relations });
      const result = await write(run, rows);
      if (result.created + result.changed > 0) await run('cypher/facts/advance-revision.cypher');
      return result;
    },
    (result) => !options.dryRun && result.created + result.changed > 0,
    options.signal,
  );
}

/** Stores the manifest; returns whether it was new or differed, which moves the revision. */
export async function putNeo4jManifest(
  connection: Neo4jConnection,
  manifest: GraphManifest,
  signal: AbortSignal,
): Promise<boolean> {
  const path = 'cypher/facts/put-manifest.cypher';
  const { records } = await connection.write(path, { manifest: JSON.stringify(manifest) }, signal);
  return records[0]?.get('differed') === true;
}

function relationsWritten<Kind extends FactKind>(
  kind: Kind,
  rows: readonly FactRows[Kind][],
): { readonly type: string; readonly role: string }[] {
  if (kind === 'opinions') return derivedTypes.map((type) => ({ type, role: 'derived' }));
  if (kind === 'strikes') return [{ type: struckType, role: 'strike' }];
  if (kind === 'links') {
    const types = new Set((rows as readonly FactRows['links'][]).map((row) => row.relation));
    return [...types].map((type) => ({ type, role: 'link' }));
  }
  if (kind === 'interactions') {
    const types = new Set((rows as readonly FactRows['interactions'][]).map((row) => row.kind));
    return [...types].map((type) => ({ type, role: 'interaction' }));
  }
  return [];
}

async function writeNodes<Row extends { readonly id: string }>(
  run: RunStatement,
  path: string,
  rows: readonly Row[],
  valuesOf: (row: Row) => Record<string, unknown>,
): Promise<UpsertResult> {
  const { records, summary } = await run(path, { rows: collapse(rows, ({ id }) => id).map(valuesOf) });
  const created = summary.counters.updates().nodesCreated;
  return upsertResult(rows.length, { created, changed: Number(records[0]?.get('changed')) }, []);
}

/** Names that properties of an item may have on its node; anything else stays in the JSON only. */
const safePropertyName = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const reservedPropertyNames = new Set(['id', 'name', 'properties', 'kind']);

/**
 * Properties of an item stand on its node twice: as one JSON text `properties`, which is the truth, and, for queries,
 * each under its own name where that is a plain identifier other than id, name, kind and properties. Whole numbers are
 * stored as integers.
 */
function itemProperties({ id, name, properties }: FactRows['items']): Record<string, unknown> {
  const values: Record<string, unknown> = { id, name, properties: propertiesText(properties) };
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || !safePropertyName.test(key) || reservedPropertyNames.has(key)) continue;
    values[key] = typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  return values;
}

function definedValues(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== null));
}

async function writeInteractions(
  run: RunStatement,
  rows: readonly FactRows['interactions'][],
): Promise<UpsertResult> {
  const counts = { created: 0, changed: 0 };
  const dangling: UpsertResult['dangling'][number][] = [];
  for (const [kind, group] of groupRows(rows, (row) => row.kind)) {
    const collapsed = collapse(group.rows, interactionKey, isNotOlder);
    const parameters = {
      kind,
      latest: kind === latestKind,
      unknown: BigInt(momentUnknown),
      rows: collapsed.map(interactionRow),
    };
    const ends = (row: FactRows['interactions']): Ends => ['User', row.user, 'Item', row.item];
    await writeRelationships(
      run,
      'cypher/facts/merge-interactions.cypher',
      parameters,
      { ...group, collapsed, ends },
      {
        counts,
        dangling,
      },
    );
  }
  return upsertResult(rows.length, counts, dangling);
}

async function writeLinks(run: RunStatement, rows: readonly FactRows['links'][]): Promise<UpsertResult> {
  const counts = { created: 0, changed: 0 };
  const dangling: UpsertResult['dangling'][number][] = [];
  for (const group of groupRows(rows, (row) => `${row.relation} ${row.fromLabel} ${row.toLabel}`).values()) {
    const [first] = group.rows;
    if (first === undefined) continue;
    const { relation: type, fromLabel, toLabel } = first;
    const collapsed = collapse(group.rows, (row) => `${row.from}\u0000${row.to}`);
    const parameters = {
      type,
      fromLabel,
      toLabel,
      rows: collapsed.map(({ from, to }) => ({ from, to })),
    };
    const ends = (row: FactRows['links']): Ends => [fromLabel, row.from, toLabel, row.to];
    await writeRelationships(
      run,
      'cypher/facts/merge-links.cypher',
      parameters,
      { ...group, collapsed, ends },
      {
        counts,
        dangling,
      },
    );
  }
  return upsertResult(rows.length, counts, dangling);
}

function interactionRow(row: FactRows['interactions']): Record<string, unknown> {
  return {
    user: row.user,
    item: row.item,
    weight: row.weight ?? 1,
    rating: row.rating ?? null,
    at: row.at === null ? null : BigInt(row.at),
  };
}

/** Labels and ids of both ends of a row. */
type Ends = readonly [fromLabel: FactLabel, from: string, toLabel: FactLabel, to: string];

interface RowGroup<Row> {
  readonly rows: readonly Row[];
  /** Positions of the rows in the batch. */
  readonly positions: readonly number[];
  /** One row for each key. */
  readonly collapsed: readonly Row[];
  readonly ends: (row: Row) => Ends;
}

/** Writes one relationship type. Which rows have no ends is asked only when some were not found. */
async function writeRelationships<Row>(
  run: RunStatement,
  path: string,
  parameters: Record<string, unknown>,
  group: RowGroup<Row>,
  out: {
    readonly counts: { created: number; changed: number };
    readonly dangling: UpsertResult['dangling'][number][];
  },
): Promise<void> {
  const { records, summary } = await run(path, parameters);
  const [result] = records;
  out.counts.created += summary.counters.updates().relationshipsCreated;
  if (result?.has('changed') === true) out.counts.changed += Number(result.get('changed'));
  if (Number(result?.get('found') ?? 0) === group.collapsed.length) return;

  const ends = group.rows.map(group.ends);
  const [[fromLabel, , toLabel]] = ends as readonly Ends[] as readonly [Ends];
  const missingFrom = await missingIds(
    run,
    fromLabel,
    ends.map(([, from]) => from),
  );
  const missingTo = await missingIds(
    run,
    toLabel,
    ends.map(([, , , to]) => to),
  );
  for (const [index, [, from, , to]] of ends.entries()) {
    const position = group.positions[index] ?? -1;
    if (missingFrom.has(from)) out.dangling.push({ position, missing: referenceTo(fromLabel, from) });
    else if (missingTo.has(to)) out.dangling.push({ position, missing: referenceTo(toLabel, to) });
  }
}

import type { FactKind, FactRows, GraphStore, UpsertResult } from '../../store/port.ts';
import { type Entry, keyOf, momentOf } from './import-batch.ts';
import { contentPrint, type DeclaredKind, type DeclaredNodes, isDeclaredKind } from './import-nodes.ts';

/** Most keys of links, interactions and opinions that a dry run remembers; repeats beyond them count as created. */
export const rememberedMax = 2_000_000;

/** Counts what writing batches one after the other would do, without writing. */
export type DryWriter = (
  kind: FactKind,
  entries: readonly Entry[],
  signal: AbortSignal,
) => Promise<UpsertResult>;

/**
 * Returns a writer that only counts. The store cannot know what earlier batches of the same data set would have
 * written, so this remembers their keys, and takes nodes that the data set declares as present.
 */
export function dryWriter(store: GraphStore, nodes: DeclaredNodes): DryWriter {
  const run: DryRun = { store, nodes, remembered: new Map(), dangling: new Set(), probed: new Map() };
  return async (kind, entries, signal) => {
    const groups = groupByKey(kind, entries);
    const earlier = groups.filter((group) => run.remembered.has(group.key));
    const fresh = groups.filter((group) => !run.remembered.has(group.key));
    const counted = await countFresh(run, kind, fresh, signal);
    let { changed } = counted;
    for (const group of earlier) if (await replacesEarlier(run, kind, group, signal)) changed++;
    for (const group of groups) if (!counted.missing.has(group.key)) remember(run, kind, group);
    const dangling = entries.flatMap((entry, position) => {
      const missing = counted.missing.get(memoryKey(kind, entry.row));
      return missing === undefined ? [] : [{ position, missing }];
    });
    const unchanged = entries.length - counted.created - changed - dangling.length;
    return { created: counted.created, changed, unchanged, dangling };
  };
}

interface DryRun {
  readonly store: GraphStore;
  readonly nodes: DeclaredNodes;
  /** Content and moment of the row that won so far, by key. */
  readonly remembered: Map<string, { readonly print: number; readonly moment: number }>;
  /** Reviews that were declared and would not be written. */
  readonly dangling: Set<string>;
  /** Whether the store holds a node that the data set does not declare. */
  readonly probed: Map<string, boolean>;
}

/** The row of a batch that wins its key. */
interface Group {
  readonly key: string;
  readonly row: FactRows[FactKind];
  readonly moment: number;
}

function groupByKey(kind: FactKind, entries: readonly Entry[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { row } of entries) {
    const key = memoryKey(kind, row);
    const moment = momentOf(kind, row);
    const rival = groups.get(key);
    if (rival === undefined || moment >= rival.moment) groups.set(key, { key, row, moment });
  }
  return [...groups.values()];
}

async function countFresh(
  run: DryRun,
  kind: FactKind,
  fresh: readonly Group[],
  signal: AbortSignal,
): Promise<{ created: number; changed: number; missing: Map<string, string> }> {
  const rows = fresh.map((group) => group.row);
  const found = await run.store.upsert(kind, rows, { dryRun: true, signal });
  const missing = new Map<string, string>();
  let created = found.created;
  for (const { position, missing: name } of found.dangling) {
    const group = fresh[position];
    if (group === undefined) continue;
    const really = await reallyMissing(run, kind, group.row, name, signal);
    if (really === null) created++;
    else missing.set(group.key, really);
  }
  if (kind === 'reviews')
    for (const group of fresh) if (missing.has(group.key)) run.dangling.add(rowId(group.row));
  return { created, changed: found.changed, missing };
}

/** Whether a row would take the place of what an earlier batch of this data set wrote under its key. */
async function replacesEarlier(
  run: DryRun,
  kind: FactKind,
  group: Group,
  signal: AbortSignal,
): Promise<boolean> {
  const winner = run.remembered.get(group.key);
  if (winner === undefined || group.moment < winner.moment || printOf(group.row) === winner.print)
    return false;
  // A strike that is there keeps its moment.
  if (kind === 'strikes') return false;
  if (kind !== 'interactions' || group.moment === winner.moment) return true;
  // The store may hold a still later moment, in which case neither of the two would have been written.
  const row = group.row as FactRows['interactions'];
  const found = await run.store.upsert(kind, [row], { dryRun: true, signal });
  return found.created + found.changed + found.dangling.length > 0;
}

function remember(run: DryRun, kind: FactKind, group: Group): void {
  if (isDeclaredKind(kind)) return;
  const winner = run.remembered.get(group.key);
  if (winner === undefined && run.remembered.size >= rememberedMax) return;
  if (winner !== undefined && group.moment < winner.moment) return;
  run.remembered.set(group.key, { print: printOf(group.row), moment: group.moment });
}

/** Returns the end of a row that neither the data set nor the store has, or null where the data set declares it. */
async function reallyMissing(
  run: DryRun,
  kind: FactKind,
  row: FactRows[FactKind],
  named: string,
  signal: AbortSignal,
): Promise<string | null> {
  for (const end of endsOf(kind, row)) {
    if (isDeclared(run, end)) continue;
    const reference = `${end.label}:${end.id}`;
    if (reference === named || !(await storeHas(run, end, signal))) return reference;
  }
  return null;
}

interface End {
  readonly label: 'User' | 'Item' | 'Attribute' | 'Aspect' | 'Review';
  readonly id: string;
}

const kindOfLabel: Readonly<Record<End['label'], DeclaredKind>> = {
  User: 'users',
  Item: 'items',
  Attribute: 'attributes',
  Aspect: 'aspects',
  Review: 'reviews',
};

function endsOf(kind: FactKind, row: FactRows[FactKind]): End[] {
  if (kind === 'links') {
    const link = row as FactRows['links'];
    return [
      { label: link.fromLabel, id: link.from },
      { label: link.toLabel, id: link.to },
    ];
  }
  if (kind === 'opinions') {
    const opinion = row as FactRows['opinions'];
    return [
      { label: 'Review', id: opinion.review },
      { label: 'Aspect', id: opinion.aspect },
    ];
  }
  if (kind === 'strikes') {
    const strike = row as FactRows['strikes'];
    return [
      { label: 'User', id: strike.user },
      { label: strike.label, id: strike.node },
    ];
  }
  const act = row as FactRows['interactions'] | FactRows['reviews'];
  return [
    { label: 'User', id: act.user },
    { label: 'Item', id: act.item },
  ];
}

function isDeclared(run: DryRun, end: End): boolean {
  return (
    run.nodes.has(kindOfLabel[end.label], end.id) && !(end.label === 'Review' && run.dangling.has(end.id))
  );
}

async function storeHas(run: DryRun, end: End, signal: AbortSignal): Promise<boolean> {
  // Stores name the review of an opinion first: where they name its aspect, the review is there.
  if (end.label === 'Review') return true;
  const key = `${end.label}:${end.id}`;
  const known = run.probed.get(key);
  if (known !== undefined) return known;
  const probe = { id: end.id, name: end.id, kind: end.label };
  const found = await run.store.upsert(kindOfLabel[end.label], [probe], { dryRun: true, signal });
  const has = found.created === 0;
  if (run.probed.size < rememberedMax) run.probed.set(key, has);
  return has;
}

function memoryKey(kind: FactKind, row: FactRows[FactKind]): string {
  return `${kind}\u0000${keyOf(kind, row)}`;
}

function printOf(row: FactRows[FactKind]): number {
  return contentPrint(JSON.stringify(row));
}

function rowId(row: FactRows[FactKind]): string {
  return (row as FactRows['reviews']).id;
}

import type { FactKeys, FactRows, RemovableKind, RemovalResult, UpsertResult } from './port.ts';

/** Stands for an unknown moment in keys and comparisons: before every known one, and exact as a double. */
export const momentUnknown = -9007199254740991;

/** The kind of interaction of which a user and an item have one: the latest. */
export const latestKind = 'RATED';

/** The labels of things that facts name. */
export type FactLabel = 'User' | 'Item' | 'Attribute' | 'Aspect' | 'Review';

/**
 * Returns one row for each key: the last of the batch, or the one that no later row `replaces`. Sorted by key, so that
 * two writers take their locks in one order and neighbours lie together. Cost: O(rows × log rows).
 */
export function collapse<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  replaces: (next: Row, previous: Row) => boolean = () => true,
): Row[] {
  const groups = new Map<string, number>();
  const keys: string[] = [];
  const kept: Row[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    let group = groups.get(key);
    if (group === undefined) {
      group = kept.push(row) - 1;
      keys.push(key);
      groups.set(key, group);
    } else if (replaces(row, kept[group] as Row)) {
      kept[group] = row;
    }
  }
  const order = keys
    .map((_, group) => group)
    .sort((left, right) => ((keys[left] ?? '') < (keys[right] ?? '') ? -1 : 1));
  return order.map((group) => kept[group] as Row);
}

/** Returns the key of an interaction: user, item and what tells repeats apart (see `slotOf`). Kinds are kept apart. */
export function interactionKey(row: FactKeys['interactions']): string {
  return `${row.user}\u0000${row.item}\u0000${slotOf(row)}`;
}

/** Returns what tells repeats of an interaction apart: its moment, or 0 for the kind of which there is only one. */
export function slotOf(row: Pick<FactKeys['interactions'], 'kind' | 'at'>): number {
  return row.kind === latestKind ? 0 : (row.at ?? momentUnknown);
}

/** Says whether a later row of the same key takes the place of an earlier one: never with an older moment. */
export function isNotOlder(next: FactRows['interactions'], previous: FactRows['interactions']): boolean {
  return (next.at ?? momentUnknown) >= (previous.at ?? momentUnknown);
}

/** Returns the properties of an item as JSON with sorted keys, so that equal properties are equal text. */
export function propertiesText(properties: FactRows['items']['properties']): string {
  const entries = Object.entries(properties ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries));
}

/** Rows of a batch grouped by a value, in order of first appearance, with their positions in the batch. */
export function groupRows<Row>(
  rows: readonly Row[],
  groupOf: (row: Row) => string,
): Map<string, { readonly rows: Row[]; readonly positions: number[] }> {
  const groups = new Map<string, { rows: Row[]; positions: number[] }>();
  for (const [position, row] of rows.entries()) {
    const name = groupOf(row);
    let group = groups.get(name);
    if (group === undefined) {
      group = { rows: [], positions: [] };
      groups.set(name, group);
    }
    group.rows.push(row);
    group.positions.push(position);
  }
  return groups;
}

/** Returns the result of a batch; every row that was neither created, changed nor dangling was there already. */
export function upsertResult(
  rowCount: number,
  counts: { readonly created: number; readonly changed: number },
  dangling: UpsertResult['dangling'],
): UpsertResult {
  const unchanged = rowCount - counts.created - counts.changed - dangling.length;
  return {
    ...counts,
    unchanged,
    dangling: [...dangling].sort((left, right) => left.position - right.position),
  };
}

const keyOf: { readonly [Kind in RemovableKind]: (key: FactKeys[Kind]) => string } = {
  links: ({ relation, fromLabel, from, toLabel, to }) =>
    [relation, fromLabel, from, toLabel, to].join('\u0000'),
  interactions: (key) => `${key.kind}\u0000${interactionKey(key)}`,
  reviews: ({ id }) => id,
  opinions: ({ id }) => id,
  strikes: strikeKey,
};

/** Returns the distinct keys of a removal, in the order of all writers. */
export function distinctKeys<Kind extends RemovableKind>(
  kind: Kind,
  keys: readonly FactKeys[Kind][],
): FactKeys[Kind][] {
  return collapse<FactKeys[Kind]>(keys, keyOf[kind]);
}

/** Returns the key of a strike: user, label and id of the node. */
export function strikeKey({ user, label, node }: FactKeys['strikes']): string {
  return `${user}\u0000${label}\u0000${node}`;
}

/** Returns the result of a removal of `count` distinct rows. */
export function removalResult(count: number, removed: number, opinions = 0): RemovalResult {
  return { removed, absent: count - removed, opinions };
}

/** Returns how a missing node is named in a result: `Item:kilo`. */
export function referenceTo(label: FactLabel, id: string): string {
  return `${label}:${id}`;
}

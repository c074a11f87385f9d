import { assert } from '../../core/assert.ts';
import { buildKeyTable, labelRange } from '../../core/graph/keys.ts';
import {
  buildNodeTable,
  buildRelation,
  buildSnapshot,
  type ContentHash,
  compareCodeUnits,
  type GraphSnapshot,
  type RelationColumns,
  type RelationRole,
} from '../../core/graph/snapshot.ts';

/** Nodes of one label that evaluation data knows by numbers. */
export interface NumberedNodes {
  /** In the order of `sortedNumbers`. */
  readonly numbers: readonly number[];
  /** Names of those that have one. */
  readonly names?: ReadonlyMap<number, string>;
  /** Kind of an attribute. */
  readonly kindOf?: (number: number) => string;
}

/** Node index of each number, by what it is a number of. */
export interface NumberedPlaces {
  readonly users: ReadonlyMap<number, number>;
  readonly items: ReadonlyMap<number, number>;
  readonly attributes: ReadonlyMap<number, number>;
}

/**
 * Returns the snapshot of numbered users, items and attributes, made by the same code as one that a store streams.
 * `relationsOf` gives the edges once the places are known. Cost: O(edges + nodes log nodes).
 */
export function numberedGraph(
  nodes: Readonly<Record<keyof NumberedPlaces, NumberedNodes>>,
  relationsOf: (places: NumberedPlaces) => readonly RelationColumns[],
  hash: ContentHash,
): { readonly snapshot: GraphSnapshot; readonly places: NumberedPlaces } {
  const columns = {
    Aspect: { ids: [], names: [], kinds: [] },
    Attribute: columnsOf(nodes.attributes),
    Item: columnsOf(nodes.items),
    User: columnsOf(nodes.users),
  };
  const keys = buildKeyTable({
    Aspect: [],
    Attribute: columns.Attribute.ids,
    Item: columns.Item.ids,
    User: columns.User.ids,
  });
  const places = {
    users: nodesOf(nodes.users.numbers, labelRange(keys, 'User').start),
    items: nodesOf(nodes.items.numbers, labelRange(keys, 'Item').start),
    attributes: nodesOf(nodes.attributes.numbers, labelRange(keys, 'Attribute').start),
  };
  const relations = relationsOf(places).map((relation) => buildRelation(relation, keys.count));
  return {
    snapshot: buildSnapshot({ revision: 0, keys, nodes: buildNodeTable(columns), relations }, hash),
    places,
  };
}

function columnsOf({ numbers, names, kindOf }: NumberedNodes): {
  ids: string[];
  names: (string | null)[];
  kinds: string[];
} {
  return {
    ids: numbers.map(String),
    names: numbers.map((number) => names?.get(number) || null),
    kinds: kindOf === undefined ? [] : numbers.map(kindOf),
  };
}

/** Returns the place of a number, which is one of the data's. */
export function nodeOf(nodes: ReadonlyMap<number, number>, number: number): number {
  const node = nodes.get(number);
  assert(node !== undefined, 'every number of the data has a node');
  return node;
}

/** Returns the node index of each number: they follow each other from `start`. */
export function nodesOf(numbers: readonly number[], start: number): ReadonlyMap<number, number> {
  return new Map(numbers.map((number, position) => [number, start + position]));
}

/** Returns numbers, each once, in the order that their ids have in a key table. */
export function sortedNumbers(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((left, right) => compareCodeUnits(String(left), String(right)));
}

/** Returns the edges of a relation without ratings and times, all of weight 1. */
export function relationColumns(
  type: string,
  role: RelationRole,
  sources: Uint32Array,
  targets: Uint32Array,
): RelationColumns {
  const count = sources.length;
  const weights = new Float64Array(count).fill(1);
  return { type, role, count, sources, targets, weights, ratings: null, times: null };
}

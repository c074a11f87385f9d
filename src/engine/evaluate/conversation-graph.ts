import type { GraphManifest } from '../../contract/types.ts';
import { assert } from '../../core/assert.ts';
import { type AttributeIndex, buildAttributeIndex } from '../../core/conversation/attribute-index.ts';
import { type Histories, historyRows } from '../../core/evaluation/histories.ts';
import { buildKeyTable, labelRange } from '../../core/graph/keys.ts';
import {
  buildNodeTable,
  buildRelation,
  buildSnapshot,
  type ContentHash,
  type GraphSnapshot,
  type RelationColumns,
} from '../../core/graph/snapshot.ts';
import { buildRankingIndex, type RankingIndex } from '../../core/ranking/ranking-index.ts';
import type { ConversationData } from '../../files/conversation-port.ts';
import { nodesOf, relationColumns, sortedNumbers } from './benchmark-graph.ts';

/** Type of the relation that questions ask for. */
const askedRelation = 'HAS';

/** The graph that an evaluated agent sees, with the way from the data's numbers to it. */
export interface ConversationGraph {
  readonly snapshot: GraphSnapshot;
  readonly ranking: RankingIndex;
  readonly traits: AttributeIndex;
  /** Node index of a user number. */
  readonly userNodes: ReadonlyMap<number, number>;
  /** Place of an item number in arrays of one entry an item. */
  readonly itemPositions: ReadonlyMap<number, number>;
  /** Trait of an attribute number; attributes that no item has are no traits. */
  readonly traitOfAttribute: ReadonlyMap<number, number>;
  /** Attribute number of each trait. */
  readonly attributeOfTrait: readonly number[];
  /** Type of each trait; -1 where the data gives none. */
  readonly traitTypes: Int32Array;
}

/**
 * Returns the graph of interactions, friends, liked attributes and what items have. `history` is what users did: the
 * training part, or less of it; nothing of the sessions but the numbers of users and items enters, and the users'
 * hidden lists do not. Cost: O(edges + nodes log nodes).
 */
export function conversationGraph(
  data: ConversationData,
  history: Histories,
  hash: ContentHash,
): ConversationGraph {
  const numbers = numbersOf(data);
  const columns = {
    Aspect: { ids: [], names: [], kinds: [] },
    Attribute: { ...unnamed(numbers.attributes), kinds: kindsOf(data, numbers.attributes) },
    Item: unnamed(numbers.items),
    User: unnamed(numbers.users),
  };
  const keys = buildKeyTable({
    Aspect: [],
    Attribute: columns.Attribute.ids,
    Item: columns.Item.ids,
    User: columns.User.ids,
  });
  const nodes: Nodes = {
    users: nodesOf(numbers.users, labelRange(keys, 'User').start),
    items: nodesOf(numbers.items, labelRange(keys, 'Item').start),
    attributes: nodesOf(numbers.attributes, labelRange(keys, 'Attribute').start),
  };
  const relations = relationsOf(data, history, nodes).filter((relation) => relation.count > 0);
  const snapshot = buildSnapshot(
    {
      revision: 0,
      keys,
      nodes: buildNodeTable(columns),
      relations: relations.map((relation) => buildRelation(relation, keys.count)),
    },
    hash,
  );
  const manifest = manifestOf(data);
  return {
    snapshot,
    ranking: buildRankingIndex(snapshot, manifest),
    ...traitsOf(data, buildAttributeIndex(snapshot, manifest), numbers, labelRange(keys, 'Attribute').start),
    userNodes: nodes.users,
    itemPositions: nodesOf(numbers.items, 0),
  };
}

interface Numbers {
  readonly users: readonly number[];
  readonly items: readonly number[];
  readonly attributes: readonly number[];
}

interface Nodes {
  readonly users: ReadonlyMap<number, number>;
  readonly items: ReadonlyMap<number, number>;
  readonly attributes: ReadonlyMap<number, number>;
}

function numbersOf(data: ConversationData): Numbers {
  const sessions = [...(data.valid ?? []), ...data.test];
  return {
    users: sortedNumbers([
      ...data.train.users,
      ...data.users.flatMap((row) => [row.user, ...row.friends]),
      ...sessions.map((session) => session.user),
    ]),
    items: sortedNumbers([
      ...data.items.map((row) => row.item),
      ...data.train.items,
      ...sessions.flatMap((session) => session.targets),
    ]),
    attributes: sortedNumbers([
      ...data.attributes.map((row) => row.attribute),
      ...data.items.flatMap((row) => row.attributes),
      ...data.users.flatMap((row) => row.likes),
    ]),
  };
}

function unnamed(numbers: readonly number[]): { ids: string[]; names: null[]; kinds: string[] } {
  return { ids: numbers.map(String), names: numbers.map(() => null), kinds: [] };
}

function kindsOf(data: ConversationData, numbers: readonly number[]): string[] {
  const types = typesOf(data);
  return numbers.map((number) => `type ${types.get(number) ?? 'other'}`);
}

function typesOf(data: ConversationData): ReadonlyMap<number, number> {
  return new Map(data.attributes.flatMap((row) => (row.type === null ? [] : [[row.attribute, row.type]])));
}

function relationsOf(data: ConversationData, history: Histories, nodes: Nodes): RelationColumns[] {
  const acts = [...historyRows(history)].flatMap(({ user, items }) =>
    Array.from(items, (item): Pair => [at(nodes.users, user), at(nodes.items, item)]),
  );
  const friends = data.users.flatMap((row) =>
    row.friends.map((friend): Pair => [at(nodes.users, row.user), at(nodes.users, friend)]),
  );
  const likes = data.users.flatMap((row) =>
    row.likes.map((attribute): Pair => [at(nodes.users, row.user), at(nodes.attributes, attribute)]),
  );
  const has = data.items.flatMap((row) =>
    row.attributes.map((attribute): Pair => [at(nodes.items, row.item), at(nodes.attributes, attribute)]),
  );
  return [
    columnsOf('INTERACTED', 'interaction', acts),
    columnsOf('FRIEND_OF', 'link', friends),
    columnsOf('LIKES', 'link', likes),
    columnsOf(askedRelation, 'link', has),
  ];
}

type Pair = readonly [source: number, target: number];

function columnsOf(type: string, role: RelationColumns['role'], pairs: readonly Pair[]): RelationColumns {
  return relationColumns(
    type,
    role,
    Uint32Array.from(pairs, ([source]) => source),
    Uint32Array.from(pairs, ([, target]) => target),
  );
}

function at(nodes: ReadonlyMap<number, number>, number: number): number {
  const node = nodes.get(number);
  assert(node !== undefined, 'every number of the data has a node');
  return node;
}

function manifestOf(data: ConversationData): GraphManifest {
  return {
    name: data.name,
    item: { one: 'item', many: 'items' },
    relations: [{ type: askedRelation, ends: [['Item', 'Attribute']], askable: true }],
  };
}

function traitsOf(
  data: ConversationData,
  traits: AttributeIndex,
  numbers: Numbers,
  firstAttribute: number,
): Pick<ConversationGraph, 'traits' | 'traitOfAttribute' | 'attributeOfTrait' | 'traitTypes'> {
  const types = typesOf(data);
  const attributeOfTrait = Array.from(
    traits.traitAttributes,
    (node) => numbers.attributes[node - firstAttribute] ?? 0,
  );
  return {
    traits,
    attributeOfTrait,
    traitOfAttribute: new Map(attributeOfTrait.map((attribute, trait) => [attribute, trait])),
    traitTypes: Int32Array.from(attributeOfTrait, (attribute) => types.get(attribute) ?? -1),
  };
}

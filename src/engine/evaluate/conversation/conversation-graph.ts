import type { GraphManifest } from '../../../contract/types.ts';
import { type AttributeIndex, buildAttributeIndex } from '../../../core/conversation/attribute-index.ts';
import { type Histories, historyRows } from '../../../core/evaluation/ranking/histories.ts';
import { labelRange } from '../../../core/graph/keys.ts';
import type { ContentHash, GraphSnapshot, RelationColumns } from '../../../core/graph/snapshot.ts';
import { buildRankingIndex, type RankingIndex } from '../../../core/ranking/ranking-index.ts';
import type { ConversationData } from '../../../files/conversation-port.ts';
import {
  type NumberedPlaces,
  nodeOf,
  nodesOf,
  numberedGraph,
  relationColumns,
  sortedNumbers,
} from '../numbered-graph.ts';

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
  const types = typesOf(data);
  const kindOf = (attribute: number): string => `type ${types.get(attribute) ?? 'other'}`;
  const { snapshot, places } = numberedGraph(
    {
      users: { numbers: numbers.users },
      items: { numbers: numbers.items },
      attributes: { numbers: numbers.attributes, kindOf },
    },
    (known) => relationsOf(data, history, known).filter((relation) => relation.count > 0),
    hash,
  );
  const manifest = manifestOf(data);
  return {
    snapshot,
    ranking: buildRankingIndex(snapshot, manifest),
    ...traitsOf(
      data,
      buildAttributeIndex(snapshot, manifest),
      numbers,
      labelRange(snapshot.keys, 'Attribute').start,
    ),
    userNodes: places.users,
    itemPositions: nodesOf(numbers.items, 0),
  };
}

interface Numbers {
  readonly users: readonly number[];
  readonly items: readonly number[];
  readonly attributes: readonly number[];
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

function typesOf(data: ConversationData): ReadonlyMap<number, number> {
  return new Map(data.attributes.flatMap((row) => (row.type === null ? [] : [[row.attribute, row.type]])));
}

function relationsOf(data: ConversationData, history: Histories, nodes: NumberedPlaces): RelationColumns[] {
  const acts = [...historyRows(history)].flatMap(({ user, items }) =>
    Array.from(items, (item): Pair => [nodeOf(nodes.users, user), nodeOf(nodes.items, item)]),
  );
  const friends = data.users.flatMap((row) =>
    row.friends.map((friend): Pair => [nodeOf(nodes.users, row.user), nodeOf(nodes.users, friend)]),
  );
  const likes = data.users.flatMap((row) =>
    row.likes.map((attribute): Pair => [nodeOf(nodes.users, row.user), nodeOf(nodes.attributes, attribute)]),
  );
  const has = data.items.flatMap((row) =>
    row.attributes.map(
      (attribute): Pair => [nodeOf(nodes.items, row.item), nodeOf(nodes.attributes, attribute)],
    ),
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

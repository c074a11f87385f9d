import { buildKeyTable, indexOf, labelRange } from '../graph/keys.ts';
import {
  buildNodeTable,
  buildSnapshot,
  type ContentHash,
  compareCodeUnits,
  completeRelation,
  type GraphSnapshot,
  type NodeColumns,
  type RelationColumns,
  type RelationEdges,
  type RelationRole,
  sortRelation,
} from '../graph/snapshot.ts';
import type { Shop } from './shop.ts';
import { actKinds, userId, userTraits, visitActs } from './shop-acts.ts';
import { attributeRows, itemId, itemRow, linkRows } from './shop-items.ts';

/**
 * Returns the graph of a shop without any store in between: the very snapshot, id included, that a store gives which
 * imported the shop's files without opinions. Revision 0. Cost: about a second a million relationships; memory at the
 * peak about twice the finished arrays.
 */
export function shopSnapshot(shop: Shop, hash: ContentHash): GraphSnapshot {
  const columns = nodeColumns(shop);
  const keys = buildKeyTable({
    Aspect: [],
    Attribute: columns.Attribute.ids,
    Item: columns.Item.ids,
    User: columns.User.ids,
  });
  const items = labelRange(keys, 'Item').start;
  const relations: RelationEdges[] = [];
  const take = (growing: readonly GrowingRelation[]): void => {
    for (const relation of growing) {
      if (relation.count > 0) relations.push(completeRelation(sortRelation(finished(relation), keys.count)));
    }
  };
  take(actRelations(shop, items, labelRange(keys, 'User').start));
  take(
    linkRelations(shop, (id) => {
      const attribute = indexOf(keys, 'Attribute', id);
      return attribute >= 0 ? attribute : indexOf(keys, 'Item', id);
    }),
  );
  return buildSnapshot({ revision: 0, keys, nodes: buildNodeTable(columns), relations }, hash);
}

/** Edges of one relationship type whose number is not known yet; arrays double when they are full. */
interface GrowingRelation {
  readonly type: string;
  readonly role: RelationRole;
  count: number;
  sources: Uint32Array;
  targets: Uint32Array;
  ratings: Float64Array | null;
  times: Float64Array | null;
}

function growing(type: string, role: RelationRole, hasRatings: boolean): GrowingRelation {
  const size = 1024;
  return {
    type,
    role,
    count: 0,
    sources: new Uint32Array(size),
    targets: new Uint32Array(size),
    ratings: hasRatings ? new Float64Array(size) : null,
    times: role === 'interaction' ? new Float64Array(size) : null,
  };
}

function add(relation: GrowingRelation, source: number, target: number, rating: number, time: number): void {
  if (relation.count === relation.sources.length) {
    const size = 2 * relation.count;
    relation.sources = grown(relation.sources, new Uint32Array(size));
    relation.targets = grown(relation.targets, new Uint32Array(size));
    if (relation.ratings !== null) relation.ratings = grown(relation.ratings, new Float64Array(size));
    if (relation.times !== null) relation.times = grown(relation.times, new Float64Array(size));
  }
  const edge = relation.count++;
  relation.sources[edge] = source;
  relation.targets[edge] = target;
  if (relation.ratings !== null) relation.ratings[edge] = rating;
  if (relation.times !== null) relation.times[edge] = time;
}

function grown<Values extends Uint32Array | Float64Array>(values: Values, larger: Values): Values {
  larger.set(values);
  return larger;
}

function finished({ count, ...relation }: GrowingRelation): RelationColumns {
  return {
    type: relation.type,
    role: relation.role,
    count,
    sources: relation.sources.subarray(0, count),
    targets: relation.targets.subarray(0, count),
    weights: new Float64Array(count).fill(1),
    ratings: relation.ratings?.subarray(0, count) ?? null,
    times: relation.times?.subarray(0, count) ?? null,
  };
}

function actRelations(shop: Shop, itemStart: number, userStart: number): readonly GrowingRelation[] {
  const relations = actKinds.map((kind) => growing(kind, 'interaction', kind === 'RATED'));
  for (let user = 0; user < shop.users; user++) {
    visitActs(shop, user, (kind, item, rating, seconds) => {
      const relation = relations[kind];
      if (relation !== undefined) add(relation, userStart + user, itemStart + item, rating, 1000 * seconds);
    });
  }
  return relations;
}

function linkRelations(shop: Shop, nodeOf: (id: string) => number): readonly GrowingRelation[] {
  const relations = new Map<string, GrowingRelation>();
  for (const { from, relation: type, to } of linkRows(shop)) {
    const relation = relations.get(type) ?? growing(type, 'link', false);
    relations.set(type, relation);
    add(relation, nodeOf(from), nodeOf(to), Number.NaN, Number.NaN);
  }
  return [...relations.values()];
}

function nodeColumns(shop: Shop): Record<'Aspect' | 'Attribute' | 'Item' | 'User', NodeColumns> {
  const attributes = [...attributeRows(shop)].sort((left, right) => compareCodeUnits(left.id, right.id));
  const count = <Value>(length: number, make: (index: number) => Value): Value[] =>
    Array.from({ length }, (_, index) => make(index));
  return {
    Aspect: { ids: [], names: [], kinds: [] },
    Attribute: {
      ids: attributes.map(({ id }) => id),
      names: attributes.map(({ name }) => name ?? null),
      kinds: attributes.map(({ kind }) => kind),
    },
    Item: {
      ids: count(shop.items, (item) => itemId(shop, item)),
      names: count(shop.items, (item) => itemRow(shop, item).name ?? null),
      kinds: [],
    },
    User: {
      ids: count(shop.users, (user) => userId(shop, user)),
      names: count(shop.users, (user) => userTraits(shop, user).name),
      kinds: [],
    },
  };
}

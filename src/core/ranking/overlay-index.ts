import type { GraphManifest } from '../../contract/types.ts';
import { buildCsr, type Csr, edgesEnd, edgesStart } from '../graph/csr.ts';
import type { Overlay } from '../graph/overlay.ts';
import type { GraphSnapshot, RelationEdges } from '../graph/snapshot.ts';
import { spliceRows, spliceTransposed } from '../graph/splice-rows.ts';
import type { Interactions } from './interactions.ts';
import { buildRankingIndex, type RankingIndex } from './ranking-index.ts';
import { collectTaste, heaviestKind } from './taste.ts';
import { aspectTerm, relationTerms } from './terms.ts';
import { leadWeights, recencyWeights } from './walk/recency.ts';
import type { WalkSettings } from './walk/walk-settings.ts';
import { damping, type ItemDamping, type WalkWorkspace } from './walk/walk-workspace.ts';

/**
 * Returns the index of `changed`, which is `overlaySnapshot` of the graph of `index` and `overlay`: likes, degrees and
 * terms are those of an index built anew, up to rounding. Only the rows of users and items that the overlay names are
 * worked out again. The weights of the regression between items stay those of `index`, as they rest on all users
 * together. Cost: O(likes + nodes), mostly memory bandwidth, plus O(edges) of each changed relation between items and
 * attributes.
 */
export function overlayIndex(
  index: RankingIndex,
  overlay: Overlay,
  changed: GraphSnapshot,
  manifest: GraphManifest,
  before: GraphSnapshot,
): RankingIndex {
  // Then the bar from which an act is a like moved, for every user.
  if (heaviestKind(kindsOf(before), manifest) !== heaviestKind(kindsOf(changed), manifest))
    return buildRankingIndex(changed, manifest);
  const types = new Set(
    [...overlay.addEdges, ...overlay.removeEdges, ...overlay.reweight].map(({ type }) => type),
  );
  const links = changed.relations.filter(({ type, role }) => role === 'link' && types.has(type));
  const terms = [
    ...index.relationTerms.filter(({ type }) => !types.has(type)),
    ...relationTerms({ ...changed, relations: links }, manifest),
  ].sort((left, right) => (left.type < right.type ? -1 : left.type > right.type ? 1 : 0));
  return {
    ...index,
    ...changedInteractions(index, overlay, changed, manifest),
    relationTerms: terms,
    aspectTerm: aspectTerm(changed, manifest),
    strikes: changed.strikes,
  };
}

function kindsOf(snapshot: GraphSnapshot): readonly RelationEdges[] {
  return snapshot.relations.filter(({ role }) => role === 'interaction');
}

function changedInteractions(
  index: RankingIndex,
  overlay: Overlay,
  changed: GraphSnapshot,
  manifest: GraphManifest,
): Partial<RankingIndex> {
  const users = changedUsers(overlay, changed);
  if (users.length === 0) return {};
  const fresh = freshRows(users, changed, manifest);
  const recent = recencyWeights(fresh.likes, fresh.likedAt, index.walk.settings);
  const likes = spliceRows(index.likes, fresh.likes, users, [
    { old: index.likedAt, fresh: fresh.likedAt },
    { old: index.ownWeights, fresh: recent },
  ]);
  const [likedAt, ownWeights] = likes.columns;
  const likers = spliceTransposed(index.likers, index.likes, fresh.likes, users);
  const items = itemsOf(users, index.likes, fresh.likes);
  const userCount = Math.max(index.userCount, users[users.length - 1]! + 1 - index.userStart);
  const itemDegrees = index.itemDegrees.slice();
  for (const item of items) itemDegrees[item - index.itemStart] = weightOf(likers, item);
  const userDegrees = longer(index.userDegrees, userCount);
  for (const user of users) userDegrees[user - index.userStart] = weightOf(fresh.likes, user);
  const interactions: Interactions = {
    likes: likes.csr,
    likedAt: likedAt!,
    likers,
    seen: spliceRows(index.seen, fresh.seen, users, []).csr,
    itemStart: index.itemStart,
    itemCount: index.itemCount,
    userStart: index.userStart,
    userCount,
    itemDegrees,
    userDegrees,
  };
  const walk = changedWorkspace(index, interactions, items, users);
  // A table of all pairs would have to be summed again; the walk over users needs none.
  const links = changedLinks(index, fresh, users, likers);
  return { ...interactions, ownWeights: ownWeights!, links, walk, pairs: null };
}

/** A person's acts change the places of her other acts, hence the whole row. */
function changedLinks(
  index: RankingIndex,
  fresh: Pick<Interactions, 'likes' | 'likedAt'>,
  users: Uint32Array,
  likers: Csr,
): Csr {
  const { lead } = index.walk.settings;
  if (lead === 0) return likers;
  const rows = { ...fresh.likes, weights: leadWeights(fresh.likes, fresh.likedAt, lead) };
  return spliceTransposed(index.links, index.likes, rows, users);
}

/** Users whose acts the overlay names, and the virtual one, ascending. */
function changedUsers(overlay: Overlay, changed: GraphSnapshot): Uint32Array {
  const { addEdges, removeEdges, reweight } = overlay;
  const kinds = new Set([
    ...kindsOf(changed).map(({ type }) => type),
    ...addEdges.filter(({ role }) => role === 'interaction').map(({ type }) => type),
  ]);
  // A kind whose last act was removed is no relation of the changed graph; only users act on items.
  const userStart = changed.keys.starts[3]!;
  const users = [...addEdges, ...removeEdges, ...reweight]
    .filter(({ type, source }) => source >= userStart && (kinds.has(type) || !hasType(changed, type)))
    .map(({ source }) => source);
  if (overlay.virtualUser !== null) users.push(changed.keys.count - 1);
  return Uint32Array.from(new Set(users)).sort();
}

function hasType(snapshot: GraphSnapshot, type: string): boolean {
  return snapshot.relations.some((relation) => relation.type === type);
}

/** What the users like and have seen after the change, as rows of their own. */
function freshRows(
  users: Uint32Array,
  changed: GraphSnapshot,
  manifest: GraphManifest,
): Pick<Interactions, 'likes' | 'likedAt' | 'seen'> {
  const relations = kindsOf(changed).map((relation) => rowsOnly(relation, users));
  const { pairs, isLiked } = collectTaste({ ...changed, relations }, manifest);
  const all = Uint32Array.from({ length: pairs.count }, (_, pair) => pair);
  const liked = all.filter(isLiked);
  const first = users[0]!;
  const end = users[users.length - 1]! + 1;
  return {
    likes: buildCsr({ ...pairs, count: liked.length }, liked, first, end),
    likedAt: Float64Array.from(liked, (pair) => pairs.times[pair]!),
    seen: buildCsr(pairs, all, first, end),
  };
}

/** A relation with the rows of some nodes and no others. */
function rowsOnly(relation: RelationEdges, nodes: Uint32Array): RelationEdges {
  const { forward, ratings, times } = relation;
  const slots: number[] = [];
  const firstNode = nodes[0]!;
  const offsets = new Uint32Array(nodes[nodes.length - 1]! - firstNode + 2);
  for (const node of nodes) {
    for (let slot = edgesStart(forward, node); slot < edgesEnd(forward, node); slot++) slots.push(slot);
    offsets.fill(slots.length, node - firstNode + 1);
  }
  const picked = (values: Float64Array): Float64Array => Float64Array.from(slots, (slot) => values[slot]!);
  return {
    ...relation,
    edgeCount: slots.length,
    forward: {
      firstNode,
      offsets,
      targets: Uint32Array.from(slots, (slot) => forward.targets[slot]!),
      weights: picked(forward.weights),
    },
    ratings: ratings === null ? null : picked(ratings),
    times: times === null ? null : picked(times),
  };
}

/** Items that the rows of the users held or hold. */
function itemsOf(users: Uint32Array, ...rows: readonly Csr[]): Set<number> {
  const items = new Set<number>();
  for (const csr of rows) {
    for (const user of users) {
      for (let slot = edgesStart(csr, user); slot < edgesEnd(csr, user); slot++)
        items.add(csr.targets[slot]!);
    }
  }
  return items;
}

/** Summed in slot order, as in an index built anew, so that not even rounding differs. */
function weightOf(csr: Csr, node: number): number {
  let sum = 0;
  for (let slot = edgesStart(csr, node); slot < edgesEnd(csr, node); slot++) sum += csr.weights[slot]!;
  return sum;
}

function changedWorkspace(
  { walk, itemStart, userStart }: RankingIndex,
  { itemDegrees, userDegrees, userCount }: Interactions,
  items: ReadonlySet<number>,
  users: Uint32Array,
): WalkWorkspace {
  const { settings } = walk;
  const changed = (
    before: ItemDamping,
    { alpha, beta }: Pick<WalkSettings, 'alpha' | 'beta'>,
  ): ItemDamping => {
    const itemDamping = before.itemDamping.slice();
    const reachDamping = before.reachDamping.slice();
    for (const item of items) {
      const degree = itemDegrees[item - itemStart]!;
      itemDamping[item - itemStart] = damping(degree, alpha);
      reachDamping[item - itemStart] = damping(degree, beta);
    }
    return { itemDamping, reachDamping };
  };
  const userDamping = longer(walk.userDamping, userCount);
  for (const user of users)
    userDamping[user - userStart] = damping(userDegrees[user - userStart]!, settings.alphaUsers);
  return {
    settings,
    ...changed(walk, settings),
    userDamping,
    long:
      walk.long === null || settings.long === null
        ? null
        : { from: walk.long.from, ...changed(walk.long, settings.long) },
    userMass: new Float64Array(userCount),
    touchedUsers: new Uint32Array(userCount),
  };
}

/** A copy with zeros at the end. */
function longer(values: Float64Array, length: number): Float64Array {
  const copy = new Float64Array(length);
  copy.set(values);
  return copy;
}

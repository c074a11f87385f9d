import { edgesEnd, edgesStart } from '../graph/csr.ts';
import { aspectSide, opinionCount } from '../ranking/aspect-agreement.ts';
import type { OwnLikes } from '../ranking/own-likes.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';
import { regressionWeight } from '../ranking/regression/regression-scores.ts';
import type { UserScoring } from '../ranking/score-user.ts';
import type { RelationTerm } from '../ranking/terms.ts';
import { linkedContribution } from '../ranking/walk/relation-walk.ts';
import { dampingFor } from '../ranking/walk/walk-workspace.ts';

/**
 * All paths from a user to an item through one node: a linking item, an entity or item of one relation, an aspect,
 * or, where nothing of the user leads there, the popularity of the item itself. Nodes are indices; other users
 * appear only as a number.
 */
export interface PathGroup {
  readonly through: 'linking-item' | 'related-item' | 'shared-entity' | 'aspect' | 'popularity';
  /** Relationship type of a related item or shared entity, else null. */
  readonly relation: string | null;
  readonly node: number;
  /** Part of the score, in units of the score; negative where it counts against the item. */
  readonly contribution: number;
  readonly paths: number;
  /** Other users on the paths; null where no other user is on them. */
  readonly people: number | null;
  /** Liked items at which the paths begin, strongest first (the node itself for linking and related items). */
  readonly linkingItems: readonly number[];
  /** Another user on the strongest path, to learn the types of its steps; never shown. */
  readonly examplePerson: number | null;
}

/**
 * Returns every path group that carries part of the score of `item`, by falling absolute contribution, ties by kind
 * and node. Their contributions sum to the score, up to rounding. `scoring` must be of the same index.
 * Cost: O(edges of the likers of what the user likes and of the item's neighbours).
 */
export function pathGroups(index: RankingIndex, scoring: UserScoring, item: number): PathGroup[] {
  if (scoring.method === 'popularity') return [popularityGroup(index, item)];
  const groups = [
    ...linkingItemGroups(index, scoring, item),
    ...relationGroups(index, scoring, item),
    ...aspectGroups(index, scoring, item),
  ];
  return groups
    .filter((group) => group.contribution !== 0)
    .sort(
      (left, right) =>
        Math.abs(right.contribution) - Math.abs(left.contribution) || compareGroups(left, right),
    );
}

function compareGroups(left: PathGroup, right: PathGroup): number {
  if (left.through !== right.through) return left.through < right.through ? -1 : 1;
  if (left.relation !== right.relation) return (left.relation ?? '') < (right.relation ?? '') ? -1 : 1;
  return left.node - right.node;
}

function popularityGroup(index: RankingIndex, item: number): PathGroup {
  const people = edgesEnd(index.likers, item) - edgesStart(index.likers, item);
  return {
    through: 'popularity',
    relation: null,
    node: item,
    contribution: index.itemDegrees[item - index.itemStart]!,
    paths: people,
    people,
    linkingItems: [],
    examplePerson: null,
  };
}

/**
 * One group a liked item: u likes i, v likes i and j. Mirrors the sums of `writeWalkScores` and, where there is a
 * regression, `writeRegressionScores` term by term.
 */
function linkingItemGroups(index: RankingIndex, scoring: UserScoring, item: number): PathGroup[] {
  const { likers, walk } = index;
  const { user, own } = scoring;
  // Scratch space that walks leave at zero, and so does this: a map for each item would cost more than the sums.
  const sent = walk.userMass;
  const likersStart = edgesStart(likers, item);
  const likersEnd = edgesEnd(likers, item);
  for (let slot = likersStart; slot < likersEnd; slot++) {
    const row = likers.targets[slot]! - index.userStart;
    sent[row] = walk.userDamping[row]! * likers.weights[slot]!;
  }
  sent[user - index.userStart] = 0;
  const { itemDamping, reachDamping } = dampingFor(walk, own.items.length);
  const reach = reachDamping[item - index.itemStart]!;
  const groups: PathGroup[] = [];
  for (let like = 0; like < own.items.length; like++) {
    const linking = own.items[like]!;
    if (linking === item) continue;
    const shared = sharedLikers(index, linking, sent);
    if (shared.people === 0) continue;
    groups.push({
      through: 'linking-item',
      relation: null,
      node: linking,
      contribution:
        own.weights[like]! *
        (itemDamping[linking - index.itemStart]! * shared.mass * reach +
          scoring.scales.regression * regressionWeight(index, linking, item)),
      paths: shared.people,
      people: shared.people,
      linkingItems: [linking],
      examplePerson: shared.strongest,
    });
  }
  for (let slot = likersStart; slot < likersEnd; slot++) sent[likers.targets[slot]! - index.userStart] = 0;
  return groups;
}

/** `sent` holds what each liker of the item passes on, 0 for others. */
function sharedLikers(
  index: RankingIndex,
  linking: number,
  sent: Float64Array,
): { readonly mass: number; readonly people: number; readonly strongest: number } {
  const { targets, weights } = index.links;
  const { userStart } = index;
  let mass = 0;
  let people = 0;
  let strongest = -1;
  let strongestMass = 0;
  const end = edgesEnd(index.links, linking);
  for (let slot = edgesStart(index.links, linking); slot < end; slot++) {
    const other = targets[slot]!;
    const passed = sent[other - userStart]!;
    if (passed === 0) continue;
    const part = passed * weights[slot]!;
    mass += part;
    people++;
    if (part > strongestMass) {
      strongest = other;
      strongestMass = part;
    }
  }
  return { mass, people, strongest };
}

function relationGroups(index: RankingIndex, scoring: UserScoring, item: number): PathGroup[] {
  const groups: PathGroup[] = [];
  index.relationTerms.forEach((term, position) => {
    const scale = scoring.scales.relations[position]!;
    const masses = scoring.masses[position]!;
    // What the item is linked to is far less than what all likes are linked to.
    const { targets } = term.neighbours;
    const start = edgesStart(term.neighbours, item);
    const stop = edgesEnd(term.neighbours, item);
    for (let slot = start; slot < stop; slot++) {
      const node = targets[slot]!;
      const sent = masses.get(node);
      // Both directions of a relation may lead to one node.
      if (sent === undefined || targets.subarray(start, slot).includes(node)) continue;
      const part = linkedContribution(index, term, node, sent, item);
      if (part === 0) continue;
      const linkingItems =
        term.shape === 'direct' ? [node] : (likedItemsBy(scoring.own, term).get(node) ?? []);
      groups.push({
        through: term.shape === 'direct' ? 'related-item' : 'shared-entity',
        relation: term.type,
        node,
        contribution: scale * part,
        paths: linkingItems.length,
        people: null,
        linkingItems,
        examplePerson: null,
      });
    }
  });
  return groups;
}

/** The user's liked items by the entity they are linked to, heaviest like first, ties by index; made once for the likes of a scoring. */
function likedItemsBy(own: OwnLikes, term: RelationTerm): ReadonlyMap<number, readonly number[]> {
  const byTerm = likedItems.get(own) ?? new Map<RelationTerm, ReadonlyMap<number, readonly number[]>>();
  likedItems.set(own, byTerm);
  const kept = byTerm.get(term);
  if (kept !== undefined) return kept;
  const made = new Map<number, number[]>();
  const heaviestFirst = Array.from(own.items, (item, like) => ({ item, weight: own.weights[like]! })).sort(
    (left, right) => right.weight - left.weight || left.item - right.item,
  );
  const { targets } = term.neighbours;
  for (const { item } of heaviestFirst) {
    const end = edgesEnd(term.neighbours, item);
    for (let slot = edgesStart(term.neighbours, item); slot < end; slot++) {
      const items = made.get(targets[slot]!);
      if (items === undefined) made.set(targets[slot]!, [item]);
      else if (items.at(-1) !== item) items.push(item);
    }
  }
  byTerm.set(term, made);
  return made;
}

const likedItems = new WeakMap<OwnLikes, Map<RelationTerm, ReadonlyMap<number, readonly number[]>>>();

function aspectGroups(index: RankingIndex, scoring: UserScoring, item: number): PathGroup[] {
  const term = index.aspectTerm;
  if (term === null) return [];
  return [...scoring.care].map(([aspect, care]) => {
    const userWays =
      Number(opinionCount(term.values, scoring.user, aspect) > 0) +
      Number(opinionCount(term.minds, scoring.user, aspect) > 0);
    const itemWays =
      Number(opinionCount(term.praised, item, aspect) > 0) +
      Number(opinionCount(term.criticised, item, aspect) > 0);
    return {
      through: 'aspect',
      relation: null,
      node: aspect,
      contribution: scoring.scales.aspect * care * aspectSide(term, item, aspect),
      paths: userWays * itemWays,
      people: null,
      linkingItems: [],
      examplePerson: null,
    };
  });
}

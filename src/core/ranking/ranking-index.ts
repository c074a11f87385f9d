import type { GraphManifest } from '../../contract/types.ts';
import { type Csr, transpose } from '../graph/csr.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';
import { collectInteractions, type Interactions } from './interactions.ts';
import { buildItemPairs, type ItemPairs } from './regression/item-pairs.ts';
import { buildItemRegression, type ItemRegression } from './regression/item-regression.ts';
import { type AspectTerm, aspectTerm, type RelationTerm, relationTerms } from './terms.ts';
import { leadWeights, recencyWeights } from './walk/recency.ts';
import { type WalkSettings, walkSettings } from './walk/walk-settings.ts';
import { createWalkWorkspace, type WalkWorkspace } from './walk/walk-workspace.ts';

/** What ranking needs of a snapshot and its manifest, made once a snapshot. Users and items are node indices. */
export interface RankingIndex extends Interactions {
  readonly relationTerms: readonly RelationTerm[];
  readonly aspectTerm: AspectTerm | null;
  /** From users to the nodes they struck. */
  readonly strikes: Csr;
  /** What each like weighs where its user is the one who is asked for, one entry a slot of `likes`. */
  readonly ownWeights: Float64Array;
  /** From item to the users who like it, with what each like weighs where it links; `likers` itself without a lead. */
  readonly links: Csr;
  /** Closed-form weights between items; null where they were never asked for. */
  readonly regression: ItemRegression | null;
  /** What the walk carries between each two items, where that is cheaper than walking, else null. */
  readonly pairs: ItemPairs | null;
  /** Settings and scratch space of walks over this index; a walk leaves it as it found it. */
  readonly walk: WalkWorkspace;
}

/** Returns the index. What is liked and what is only seen is said at `collectTaste`. Cost: O(edges + nodes). */
export function buildRankingIndex(snapshot: GraphSnapshot, manifest: GraphManifest): RankingIndex {
  const interactions = collectInteractions(snapshot, manifest);
  return {
    ...interactions,
    ...walkParts(interactions, walkSettings(manifest)),
    relationTerms: relationTerms(snapshot, manifest),
    aspectTerm: aspectTerm(snapshot, manifest),
    strikes: snapshot.strikes,
  };
}

/** Returns an index with the same terms and settings over other interactions. Cost: that of tables over all likes. */
export function withInteractions(index: RankingIndex, interactions: Interactions): RankingIndex {
  return { ...index, ...interactions, ...walkParts(interactions, index.walk.settings) };
}

function walkParts(
  interactions: Interactions,
  settings: WalkSettings,
): Pick<RankingIndex, 'ownWeights' | 'links' | 'regression' | 'pairs' | 'walk'> {
  const walk = createWalkWorkspace(
    { items: interactions.itemDegrees, users: interactions.userDegrees },
    settings,
  );
  const { regression, lead } = settings;
  const { likes, likedAt } = interactions;
  const linkWeights = leadWeights(likes, likedAt, lead);
  return {
    ownWeights: recencyWeights(likes, likedAt, settings),
    links: linksOf(interactions, linkWeights),
    regression: regression.weight === 0 ? null : buildItemRegression(interactions, regression),
    pairs: buildItemPairs(interactions, walk.userDamping, linkWeights),
    walk,
  };
}

/** Returns the likers of each item with other weights, which follow the slots of `likes`. Cost: O(likes). */
export function linksOf(
  { likes, likers, itemStart, itemCount }: Interactions,
  linkWeights: Float64Array,
): Csr {
  if (linkWeights === likes.weights) return likers;
  return transpose({ ...likes, weights: linkWeights }, itemStart, itemStart + itemCount);
}

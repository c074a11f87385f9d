import type { GraphManifest } from '../../contract/types.ts';
import type { Csr } from '../graph/csr.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';
import { collectInteractions, type Interactions } from './interactions.ts';
import { buildItemPairs, type ItemPairs } from './item-pairs.ts';
import { buildItemRegression, type ItemRegression } from './item-regression.ts';
import { recencyWeights } from './recency.ts';
import { type AspectTerm, aspectTerm, type RelationTerm, relationTerms } from './terms.ts';
import { type WalkSettings, walkSettings } from './walk-settings.ts';
import { createWalkWorkspace, type WalkWorkspace } from './walk-workspace.ts';

/** What ranking needs of a snapshot and its manifest, made once a snapshot. Users and items are node indices. */
export interface RankingIndex extends Interactions {
  readonly relationTerms: readonly RelationTerm[];
  readonly aspectTerm: AspectTerm | null;
  /** From users to the nodes they struck. */
  readonly strikes: Csr;
  /** What each like weighs where its user is the one who is asked for, one entry a slot of `likes`. */
  readonly ownWeights: Float64Array;
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
    ...walkParts(interactions, walkSettings(manifest), null),
    relationTerms: relationTerms(snapshot, manifest),
    aspectTerm: aspectTerm(snapshot, manifest),
    strikes: snapshot.strikes,
  };
}

/**
 * Returns an index over the same interactions and relations with other settings of the walk. Whatever the change does
 * not touch is shared with `index`. The scratch space is new. Cost: that of the parts which change.
 */
export function withWalk(index: RankingIndex, settings: WalkSettings): RankingIndex {
  return { ...index, ...walkParts(index, settings, index) };
}

function walkParts(
  interactions: Interactions,
  settings: WalkSettings,
  made: RankingIndex | null,
): Pick<RankingIndex, 'ownWeights' | 'regression' | 'pairs' | 'walk'> {
  const before = made?.walk.settings;
  const walk = createWalkWorkspace(
    { items: interactions.itemDegrees, users: interactions.userDegrees },
    settings,
  );
  const { regression } = settings;
  const sameRegression =
    before?.regression.neighbours === regression.neighbours && before.regression.ridge === regression.ridge;
  return {
    ownWeights:
      made !== null && before?.recency === settings.recency
        ? made.ownWeights
        : recencyWeights(interactions.likes, interactions.likedAt, settings.recency),
    regression:
      made !== null && sameRegression && made.regression !== null
        ? made.regression
        : regression.weight === 0
          ? null
          : buildItemRegression(interactions, regression),
    pairs:
      made !== null && before?.alphaUsers === settings.alphaUsers
        ? made.pairs
        : buildItemPairs(interactions, walk.userDamping),
    walk,
  };
}

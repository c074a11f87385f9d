import { scoreUser, seenItems, type UserScoring } from '../../core/ranking/score-user.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';

/** What a user's pairs have in common. */
export interface KeptScoring {
  readonly scoring: UserScoring;
  /** One entry an item, 1 where the user has acted on it. */
  readonly isSeen: Uint8Array;
}

/**
 * Returns the scoring of a user over a graph. That of the last user asked for is kept with the graph, so that pairs which
 * come by user cost one scoring. Cost: that of `scoreUser`, or nothing.
 */
export function scoringOf(graph: LoadedGraph, user: number): KeptScoring {
  const kept = lastScorings.get(graph.index);
  if (kept?.scoring.user === user) return kept;
  const made = { scoring: scoreUser(graph.index, user), isSeen: seenItems(graph.index, user) };
  lastScorings.set(graph.index, made);
  return made;
}

const lastScorings = new WeakMap<LoadedGraph['index'], KeptScoring>();

import type { GraphManifest } from '../../../contract/types.ts';
import {
  type Figures,
  type MeanFigures,
  meanFigures,
  meanGain,
} from '../../../core/evaluation/aspect-hits.ts';
import { rankCase } from '../../../core/evaluation/ranking/ranking-cases.ts';
import { rankingFigures } from '../../../core/evaluation/ranking/ranking-metrics.ts';
import { buildRankingIndex } from '../../../core/ranking/ranking-index.ts';
import type { Deps } from '../../deps.ts';
import { pause } from '../pause.ts';
import { type EvidenceGraph, evidenceGraph, type SearchedReview } from './evidence-graph.ts';

const listLength = 10;
/**
 * Settings of the aspect agreement that are tried: its weight beside the walk, which has 1, and the opinions that an item
 * needs for its side of an aspect to count half.
 */
const choices = [
  { weight: 0, smoothing: 2 },
  ...[0.05, 0.2, 0.8].flatMap((weight) => [2, 10].map((smoothing) => ({ weight, smoothing }))),
];

/** What the comparison takes. */
export interface EvidenceRankingRequest {
  readonly reviews: readonly SearchedReview[];
  readonly past: readonly SearchedReview[];
  readonly split: 'valid' | 'test';
  readonly aspectReviewsMin: number;
}

/**
 * Returns how well the held-out item of each user is ranked with the aspect agreement and without, all else equal, and the
 * mean gain with its standard error. Weight and smoothing are those with the best ndcg on the validation items over the
 * graph of the training reviews, whatever split is scored. Every rating is a like, as benchmarks count them.
 */
export async function rankingWithAspects(
  deps: Pick<Deps, 'hash'>,
  request: EvidenceRankingRequest,
  signal: AbortSignal,
): Promise<{ readonly parts: Record<string, MeanFigures>; readonly parameters: object }> {
  const { reviews, past, split, aspectReviewsMin } = request;
  const train = reviews.filter((review) => review.split === 'train');
  const heldOut = (name: 'valid' | 'test'): SearchedReview[] =>
    reviews.filter((review) => review.split === name);
  const training = evidenceGraph(reviews, train, aspectReviewsMin, deps.hash());
  let best = { weight: 0, smoothing: 2, ndcg: Number.NEGATIVE_INFINITY };
  for (const choice of choices) {
    await pause();
    signal.throwIfAborted();
    const ranked = ranking(training, heldOut('valid'), train, choice);
    const ndcg = meanFigures(ranked).metrics[`ndcg@${listLength}`] ?? 0;
    if (ndcg > best.ndcg) best = { ...choice, ndcg };
  }
  const graph = evidenceGraph(reviews, past, aspectReviewsMin, deps.hash());
  const known = split === 'test' ? [...train, ...heldOut('valid')] : train;
  const without = ranking(graph, heldOut(split), known, { weight: 0, smoothing: best.smoothing });
  const using = ranking(graph, heldOut(split), known, best);
  return {
    parts: {
      'ranking without aspects': meanFigures(without),
      'ranking with aspects': meanFigures(using),
      'gain of aspects in ranking': meanGain(using, without),
    },
    parameters: { chosen: { weight: best.weight, smoothing: best.smoothing }, choices },
  };
}

function ranking(
  graph: EvidenceGraph,
  heldOut: readonly SearchedReview[],
  known: readonly SearchedReview[],
  aspects: { readonly weight: number; readonly smoothing: number },
): Figures[] {
  const manifest: GraphManifest = {
    name: 'evidence',
    item: { one: 'item', many: 'items' },
    relations: [],
    aspects: { weight: aspects.weight, smoothing: aspects.smoothing },
  };
  const index = buildRankingIndex(graph.snapshot, manifest);
  const placeOf = (item: string): number => (graph.items.get(item) ?? 0) - index.itemStart;
  const knownOf = new Map<string, number[]>();
  for (const { user, item } of known) knownOf.set(user, [...(knownOf.get(user) ?? []), placeOf(item)]);
  return heldOut.map(({ user, item }) => {
    const asked = { user: graph.users.get(user) ?? 0, known: Uint32Array.from(knownOf.get(user) ?? []) };
    const isHit = rankCase(index, asked, listLength).best.map((found) => found === placeOf(item));
    const { recall, ndcg } = rankingFigures(isHit, listLength, 1);
    return { [`recall@${listLength}`]: recall, [`ndcg@${listLength}`]: ndcg };
  });
}

import type { Evaluation } from '../../../contract/types.ts';
import {
  aspectHits,
  type Figures,
  type MeanFigures,
  meanFigures,
  meanGain,
} from '../../../core/evaluation/aspect-hits.ts';
import {
  type AspectExpectation,
  aspectExpectation,
  expectationDefaults,
  expectedAspects,
  likeliest,
  opinionRow,
} from '../../../core/opinions/expected-aspects.ts';
import { extractOpinions } from '../../../core/opinions/extract-opinions.ts';
import type { OpinionLexicon } from '../../../core/opinions/lexicon.ts';
import type { SplitReviews } from '../../../files/reviews-port.ts';
import type { Deps } from '../../deps.ts';
import type { Progress } from '../../engine.ts';
import { pause } from '../pause.ts';
import { type EvidenceGraph, evidenceGraph, type SearchedReview } from './evidence-graph.ts';
import { rankingWithAspects } from './evidence-ranking.ts';

/** An aspect is known when this many reviews of the past name it. */
const aspectReviewsMin = 3;
const listLength = 10;
const reviewsBetweenPauses = 100;

/** What the suite takes. */
export interface EvidenceRequest {
  readonly data: SplitReviews;
  readonly lexicon: OpinionLexicon;
  readonly split: 'valid' | 'test';
  readonly history: 'train' | 'train+valid';
  readonly onProgress: (progress: Progress) => void;
}

/** The document of this suite; `parts` are gains over the baselines, and rankings with and without aspects. */
export type EvidenceEvaluation = Evaluation & {
  readonly peers: Readonly<Record<string, MeanFigures['metrics']>>;
  readonly parts: Readonly<Record<string, MeanFigures>>;
};

/**
 * Returns how often the aspects of a held-out review are among those that the graph of earlier reviews predicts for its
 * user and item, beside the aspects most spoken of for the item, by the user, and by all; then whether a ranking of items
 * finds the held-out item better with aspect agreement than without, its weight chosen on the validation reviews.
 * A case is a held-out review that speaks of at least one known aspect. Opinions are found by rules; nothing is learned
 * from held-out reviews. Cost: one search a review.
 */
export async function evaluateEvidence(
  deps: Pick<Deps, 'hash' | 'now'>,
  request: EvidenceRequest,
  signal: AbortSignal,
): Promise<EvidenceEvaluation> {
  const startedAt = deps.now();
  const { data, split, history } = request;
  const reviews = await searched(request, signal);
  const past = reviews.filter((review) => history.split('+').includes(review.split));
  const heldOut = reviews.filter((review) => review.split === split);
  const graph = evidenceGraph(reviews, past, aspectReviewsMin, deps.hash());
  const predicted = await predictions(graph, heldOut, signal);
  const ranking = await rankingWithAspects(deps, { reviews, past, split, aspectReviewsMin }, signal);
  const { ours, peers } = predicted;
  return {
    suite: 'evidence',
    data: data.name,
    split,
    history,
    n: ours.length,
    ...meanFigures(ours),
    peers: Object.fromEntries(
      Object.entries(peers).map(([name, theirs]) => [name, meanFigures(theirs).metrics]),
    ),
    parts: {
      ...Object.fromEntries(
        Object.entries(peers).map(([name, theirs]) => [`gain over ${name}`, meanGain(ours, theirs)]),
      ),
      ...ranking.parts,
    },
    parameters: {
      method: 'rules',
      heldOut: heldOut.length,
      aspects: graph.aspects.size,
      aspectReviewsMin,
      expectation: expectationDefaults,
      ranking: ranking.parameters,
    },
    seconds: (deps.now() - startedAt) / 1000,
  };
}

async function searched(
  { data, lexicon, onProgress }: EvidenceRequest,
  signal: AbortSignal,
): Promise<SearchedReview[]> {
  const found: SearchedReview[] = [];
  for (const review of data.reviews) {
    if (found.length % reviewsBetweenPauses === 0) {
      signal.throwIfAborted();
      onProgress({ phase: 'extract', done: found.length, total: data.reviews.length, unit: 'reviews' });
      await pause();
    }
    found.push({ ...review, opinions: extractOpinions(review.text, lexicon) });
  }
  return found;
}

/** Figures of each case, by us and by the baselines. */
interface Predictions {
  readonly ours: Figures[];
  readonly peers: Readonly<Record<'itemPopularity' | 'userPopularity' | 'popularity', Figures[]>>;
}

async function predictions(
  graph: EvidenceGraph,
  heldOut: readonly SearchedReview[],
  signal: AbortSignal,
): Promise<Predictions> {
  const expectation = aspectExpectation(graph.snapshot);
  const found: Predictions = {
    ours: [],
    peers: { itemPopularity: [], userPopularity: [], popularity: [] },
  };
  for (const [index, { user, item, opinions }] of heldOut.entries()) {
    if (index % reviewsBetweenPauses === 0) {
      await pause();
      signal.throwIfAborted();
    }
    const known = opinions.map(({ aspect }) => graph.aspects.get(aspect));
    const spoken = new Set(known.filter((aspect) => aspect !== undefined));
    if (spoken.size === 0) continue;
    const [userNode, itemNode] = [graph.users.get(user) ?? 0, graph.items.get(item) ?? 0];
    const ofItem = expectation.items[itemNode - expectation.itemStart] ?? new Map<number, number>();
    const { values, minds, aspectStart } = expectation;
    const ofUser = opinionRow([values, minds], userNode, aspectStart);
    found.ours.push(aspectHits(expectedAspects(expectation, userNode, itemNode, listLength), spoken));
    found.peers.itemPopularity.push(aspectHits(mostSpoken(expectation, ofItem), spoken));
    found.peers.userPopularity.push(aspectHits(mostSpoken(expectation, ofUser), spoken));
    found.peers.popularity.push(aspectHits(mostSpoken(expectation, new Map()), spoken));
  }
  return found;
}

/** The aspects with most opinions in a row; those that all speak of most follow, and break ties. */
function mostSpoken(expectation: AspectExpectation, row: ReadonlyMap<number, number>): number[] {
  const scores = expectation.popularity.map((share, aspect) => share + (row.get(aspect) ?? 0));
  return likeliest(scores, listLength).map((aspect) => expectation.aspectStart + aspect);
}

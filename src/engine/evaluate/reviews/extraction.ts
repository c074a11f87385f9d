import type { Evaluation } from '../../../contract/types.ts';
import {
  bootstrapErrors,
  countsOfSentence,
  type ExtractionFigures,
  extractionFigures,
  type SentenceCounts,
  textOf,
} from '../../../core/evaluation/extraction-metrics.ts';
import { extractOpinions } from '../../../core/opinions/extract-opinions.ts';
import type { OpinionLexicon } from '../../../core/opinions/lexicon.ts';
import { createRandom } from '../../../core/random.ts';
import type { AsteSet } from '../../../files/aste-port.ts';
import type { Deps } from '../../deps.ts';
import type { Progress } from '../../engine.ts';
import { pause } from '../pause.ts';

/** What evaluate extraction takes. */
export interface ExtractionEvaluationRequest {
  /** Name of the data set. */
  readonly data: string;
  readonly set: AsteSet;
  readonly lexicon: OpinionLexicon;
  readonly onProgress: (progress: Progress) => void;
}

const bootstrapRounds = 1000;
const bootstrapSeed = 20260;
const progressEvery = 100;

/**
 * Returns the figures of extraction by rules on one labelled set: exact match of aspect, opinion and polarity, and of
 * aspects and opinions alone. The extractor sees each sentence as raw text. Nothing is learned or tuned here.
 */
export async function evaluateExtraction(
  deps: Pick<Deps, 'now'>,
  request: ExtractionEvaluationRequest,
  signal: AbortSignal,
): Promise<Evaluation> {
  const startedAt = deps.now();
  const { data, set, lexicon, onProgress } = request;
  const counts: SentenceCounts[] = [];
  for (const sentence of set.sentences) {
    if (counts.length % progressEvery === 0) {
      signal.throwIfAborted();
      onProgress({
        phase: `evaluate ${set.set}`,
        done: counts.length,
        total: set.sentences.length,
        unit: 'sentences',
      });
      await pause();
    }
    counts.push(countsOfSentence(sentence, extractOpinions(textOf(sentence), lexicon)));
  }
  return {
    suite: 'extraction',
    data,
    set: set.set,
    split: set.split,
    n: counts.length,
    metrics: flat(extractionFigures(counts)),
    standardError: flat(bootstrapErrors(counts, bootstrapRounds, createRandom(bootstrapSeed))),
    parameters: {
      method: 'rules',
      match: 'exact spans and polarity',
      bootstrap: { rounds: bootstrapRounds, seed: bootstrapSeed },
    },
    seconds: (deps.now() - startedAt) / 1000,
  };
}

function flat(figures: ExtractionFigures): Record<string, number | null> {
  return { ...figures };
}

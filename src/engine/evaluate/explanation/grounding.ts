import type { Evaluation } from '../../../contract/types.ts';
import {
  type GroundingCounts,
  groundingCounts,
  groundingErrors,
  groundingFigures,
} from '../../../core/evaluation/grounding-metrics.ts';
import { finderVersion, unsupportedSpans } from '../../../core/explanation/spans.ts';
import { createRandom } from '../../../core/random.ts';
import type { GroundingData, GroundingText } from '../../../files/grounding-port.ts';
import type { Deps } from '../../deps.ts';

/** Texts about this many things, in file order, were looked at while the rules were written. */
const developedEntities = 25;
const resamples = 1000;
const seed = 20261;

/** The document of this suite; `parts` are the texts the rules were developed on, the others, and the strict setting. */
export type GroundingEvaluation = Evaluation & {
  readonly peers: Readonly<Record<string, Figures['metrics']>>;
  readonly parts: Readonly<Record<'developed' | 'heldOut' | 'strict', Figures>>;
};

/**
 * Returns how well the spans that `unsupportedSpans` finds agree with those of people, beside the other systems of the
 * data, and apart for the first 25 entities, on which the rules were developed, and the others. The lenient setting is
 * scored, as people let a word pass; the strict one stands beside it. Standard errors are
 * bootstrapped over the texts. Cost: one search a text.
 */
export async function evaluateGrounding(
  deps: Pick<Deps, 'now'>,
  request: { readonly data: GroundingData },
  signal: AbortSignal,
): Promise<GroundingEvaluation> {
  const startedAt = deps.now();
  const { texts, name } = request.data;
  signal.throwIfAborted();
  const ours = texts.map((one) => countsOf(one, true));
  const developed = firstEntities(texts);
  const inHalf = (isDeveloped: boolean): GroundingCounts[] =>
    ours.filter((_, index) => developed.has(texts[index]?.entity ?? '') === isDeveloped);
  const whole = figuresOf(ours);
  return {
    suite: 'grounding',
    data: name,
    split: 'test',
    ...whole,
    peers: peersOf(texts),
    parts: {
      developed: figuresOf(inHalf(true)),
      heldOut: figuresOf(inHalf(false)),
      strict: figuresOf(texts.map((one) => countsOf(one, false))),
    },
    parameters: { isLenient: true, finder: finderVersion, developedEntities, bootstrap: { resamples, seed } },
    seconds: (deps.now() - startedAt) / 1000,
  };
}

function countsOf({ entity, properties, text, human }: GroundingText, isLenient: boolean): GroundingCounts {
  const facts = properties.map(([relation, value]) => ({ subject: entity, relation, value }));
  const spans = unsupportedSpans(text, { facts, sentences: [], subjects: [entity] }, { isLenient });
  return groundingCounts(text, human, spans);
}

interface Figures {
  readonly n: number;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly standardError: Readonly<Record<string, number | null>>;
}

function figuresOf(counts: readonly GroundingCounts[]): Figures {
  return {
    n: counts.length,
    metrics: groundingFigures(counts),
    standardError: groundingErrors(counts, resamples, createRandom(seed)),
  };
}

/** Systems that flag at least one text of the data; no spans means nothing flagged. */
function peersOf(texts: readonly GroundingText[]): Record<string, Figures['metrics']> {
  const names = [...new Set(texts.flatMap((one) => Object.keys(one.peers)))];
  return Object.fromEntries(
    names
      .filter((peer) => texts.some((one) => one.peers[peer] !== null))
      .map((peer) => [
        peer,
        groundingFigures(texts.map((one) => groundingCounts(one.text, one.human, one.peers[peer] ?? []))),
      ]),
  );
}

function firstEntities(texts: readonly GroundingText[]): ReadonlySet<string> {
  return new Set([...new Set(texts.map((one) => one.entity))].slice(0, developedEntities));
}

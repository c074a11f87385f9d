import type { ExtractedOpinion } from '../opinions/extract-opinions.ts';
import type { Polarity } from '../opinions/lexicon.ts';
import type { Random } from '../random.ts';

/** A labelled triple: positions of the words of its aspect and of its opinion, ascending. */
export interface GoldTriple {
  readonly aspect: readonly number[];
  readonly opinion: readonly number[];
  readonly polarity: Polarity;
}

/** A sentence by its tokens; its raw text is the tokens joined by blanks. */
export interface GoldSentence {
  readonly tokens: readonly string[];
  readonly triples: readonly GoldTriple[];
}

/** Hits, and how many were said and how many are right, of one kind of thing in one sentence. */
interface Count {
  readonly hits: number;
  readonly said: number;
  readonly gold: number;
}

/** What one sentence adds to the figures. */
export interface SentenceCounts {
  readonly triples: Count;
  readonly aspects: Count;
  readonly opinions: Count;
}

/** Figures of extraction, 0..1; null where nothing was said or nothing is right. */
export interface ExtractionFigures {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly aspectF1: number | null;
  readonly opinionF1: number | null;
}

/**
 * Returns the counts of one sentence. A triple is a hit only if both sets of token positions and the polarity equal a
 * labelled one; aspects and opinions are counted by their positions alone. Repeats count once. An extracted span
 * stands for every token that it touches. After the exact match of ASTE-Data-V2 (Xu et al., 2020).
 */
export function countsOfSentence(
  sentence: GoldSentence,
  said: readonly Omit<ExtractedOpinion, 'aspect' | 'aspectKind'>[],
): SentenceCounts {
  const starts = startsOf(sentence.tokens);
  const saidTriples = said.map((opinion) => ({
    aspect: touched(sentence.tokens, starts, opinion.aspectStart, opinion.aspectEnd),
    opinion: touched(sentence.tokens, starts, opinion.start, opinion.end),
    polarity: opinion.polarity,
  }));
  const count = (key: (triple: GoldTriple) => string): Count =>
    overlap(new Set(saidTriples.map(key)), new Set(sentence.triples.map(key)));
  return {
    triples: count((triple) => `${triple.aspect}|${triple.opinion}|${triple.polarity}`),
    aspects: count((triple) => `${triple.aspect}`),
    opinions: count((triple) => `${triple.opinion}`),
  };
}

/** Returns the figures over all sentences (micro: counts are summed first). */
export function extractionFigures(counts: readonly SentenceCounts[]): ExtractionFigures {
  const triples = sumOf(counts.map((sentence) => sentence.triples));
  return {
    precision: ratio(triples.hits, triples.said),
    recall: ratio(triples.hits, triples.gold),
    f1: f1Of(triples),
    aspectF1: f1Of(sumOf(counts.map((sentence) => sentence.aspects))),
    opinionF1: f1Of(sumOf(counts.map((sentence) => sentence.opinions))),
  };
}

/**
 * Returns the standard error of each figure: its standard deviation over `rounds` samples of the sentences, drawn with
 * replacement (the bootstrap of Efron, 1979). Null where a figure is null in every sample.
 * Cost: O(rounds × sentences).
 */
export function bootstrapErrors(
  counts: readonly SentenceCounts[],
  rounds: number,
  random: Random,
): ExtractionFigures {
  const samples: ExtractionFigures[] = [];
  for (let round = 0; round < rounds; round++) {
    const sample: SentenceCounts[] = [];
    for (let drawn = 0; drawn < counts.length; drawn++) {
      const sentence = counts[Math.floor(random() * counts.length)];
      if (sentence !== undefined) sample.push(sentence);
    }
    samples.push(extractionFigures(sample));
  }
  const errorOf = (figure: keyof ExtractionFigures): number | null =>
    deviation(samples.flatMap((sample) => sample[figure] ?? []));
  return {
    precision: errorOf('precision'),
    recall: errorOf('recall'),
    f1: errorOf('f1'),
    aspectF1: errorOf('aspectF1'),
    opinionF1: errorOf('opinionF1'),
  };
}

/** Returns the raw text of a sentence. */
export function textOf(sentence: GoldSentence): string {
  return sentence.tokens.join(' ');
}

function startsOf(tokens: readonly string[]): number[] {
  const starts: number[] = [];
  let start = 0;
  for (const token of tokens) {
    starts.push(start);
    start += token.length + 1;
  }
  return starts;
}

function touched(
  tokens: readonly string[],
  starts: readonly number[],
  start: number,
  end: number,
): readonly number[] {
  return [...tokens.keys()].filter((index) => {
    const from = starts[index] ?? 0;
    return from < end && from + (tokens[index]?.length ?? 0) > start;
  });
}

function overlap(said: ReadonlySet<string>, gold: ReadonlySet<string>): Count {
  return { hits: [...said].filter((key) => gold.has(key)).length, said: said.size, gold: gold.size };
}

function sumOf(counts: readonly Count[]): Count {
  return counts.reduce(
    (sum, count) => ({
      hits: sum.hits + count.hits,
      said: sum.said + count.said,
      gold: sum.gold + count.gold,
    }),
    { hits: 0, said: 0, gold: 0 },
  );
}

function f1Of({ hits, said, gold }: Count): number | null {
  return ratio(2 * hits, said + gold);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function deviation(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

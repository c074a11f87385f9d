import type { StemmedWord } from '../opinions/syntax/tag-stems.ts';
import type { Random } from '../random.ts';
import { deviation } from './deviation.ts';
import {
  type JudgedAspects,
  type PolarityCounts,
  polarityCounts,
  polarityFigures,
} from './polarity-match.ts';

/**
 * Stems of words that stand in most recommendations and say nothing of what is recommended. They are neither content
 * nouns nor features, in our texts, in those of others, and in references alike.
 */
export const genericStems: ReadonlySet<string> = new Set(
  'user reader book stori novel read busi experi option enjoy appreci offer make'.split(' '),
);

/** A noun is a feature when this many references hold it. */
const featureReferencesMin = 5;
/** The baseline says this many of the commonest features of everything. */
const constantFeatures = 6;
/** More words than this are too many. */
export const explanationWordsMax = 50;

/** The features of a data set, and which of them each reference holds. */
export interface FeatureTable {
  readonly vocabulary: ReadonlySet<string>;
  readonly references: readonly ReadonlySet<string>[];
  /** The commonest features, the commonest first. */
  readonly commonest: readonly string[];
}

/** What is scored of one text. */
export interface ScoredText {
  readonly text: string;
  readonly words: readonly StemmedWord[];
  /** Everything that whoever wrote it was given. */
  readonly evidence: readonly StemmedWord[];
  /** Whether the gate lets it pass. */
  readonly isAccepted: boolean;
  readonly reference: string;
  readonly referenceFeatures: ReadonlySet<string>;
  readonly judged: JudgedAspects;
  readonly referenceJudged: JudgedAspects;
}

/** What one text adds to the figures. */
export interface ExplanationCounts {
  readonly text: string;
  readonly words: number;
  readonly nouns: number;
  readonly groundedNouns: number;
  readonly hasUngroundedName: boolean;
  readonly hasUngroundedNumber: boolean;
  readonly isAccepted: boolean;
  readonly features: readonly string[];
  readonly sharedFeatures: number;
  readonly referenceFeatures: number;
  readonly rougeL: number;
  readonly polarity: PolarityCounts;
}

/** Names of the figures in the order in which they are shown. */
export const explanationFigureNames = [
  'ungroundedNames',
  'ungroundedNumbers',
  'groundedNouns',
  'featurePrecision',
  'featureF1',
  'usr',
  'div',
  'words',
  'overLength',
  'rougeL',
  'likesF1',
  'dislikesF1',
  'polarityAgreement',
  'accepted',
] as const;

/** Figures of one system; null where nothing is divided by. */
export type ExplanationFigures = Readonly<Record<(typeof explanationFigureNames)[number], number | null>>;

/** Returns the features of the given references: stems of nouns and names in at least five of them. */
export function featureTable(references: readonly (readonly StemmedWord[])[]): FeatureTable {
  const nouns = references.map(
    (words) => new Set(words.filter(isFeatureNoun).map((word) => word.stem)) as ReadonlySet<string>,
  );
  const counts = new Map<string, number>();
  for (const stems of nouns) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const common = [...counts]
    .filter(([, count]) => count >= featureReferencesMin)
    .sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
    .map(([stem]) => stem);
  const vocabulary = new Set(common);
  return {
    vocabulary,
    references: nouns.map((stems) => new Set([...stems].filter((stem) => vocabulary.has(stem)))),
    commonest: common.slice(0, constantFeatures),
  };
}

/**
 * Returns what one text adds. A content noun is a noun, name or number that is not generic. It is grounded when its
 * stem is one of the evidence, or when it has six letters or more and a word of the evidence begins with the same five.
 * A number is a token of digits. The features of a text are all its words whose stem is in the vocabulary.
 */
export function explanationCounts(scored: ScoredText, vocabulary: ReadonlySet<string>): ExplanationCounts {
  const stems = new Set(scored.evidence.map((word) => word.stem));
  const begins = new Set(scored.evidence.map((word) => word.text.toLowerCase().slice(0, prefixLength)));
  const isGrounded = ({ text, stem }: StemmedWord): boolean =>
    stems.has(stem) ||
    (text.length >= prefixTextMin && begins.has(text.toLowerCase().slice(0, prefixLength)));
  const nouns = scored.words.filter((word) => isContentNoun(word));
  const ungrounded = nouns.filter((word) => !isGrounded(word));
  const features = new Set(scored.words.map((word) => word.stem).filter((stem) => vocabulary.has(stem)));
  const numbers = scored.words.filter((word) => digits.test(word.text));
  return {
    text: scored.text.trim().split(/\s+/u).join(' '),
    words: scored.text.trim().split(/\s+/u).length,
    nouns: nouns.length,
    groundedNouns: nouns.length - ungrounded.length,
    hasUngroundedName: ungrounded.some((word) => word.tag === 'PROPN'),
    hasUngroundedNumber: numbers.some((word) => !scored.evidence.some((known) => known.text === word.text)),
    isAccepted: scored.isAccepted,
    features: [...features],
    sharedFeatures: [...features].filter((stem) => scored.referenceFeatures.has(stem)).length,
    referenceFeatures: scored.referenceFeatures.size,
    rougeL: rougeL(tokensOf(withoutOpening(scored.text)), tokensOf(withoutOpening(scored.reference))),
    polarity: polarityCounts(scored.judged, scored.referenceJudged),
  };
}

const prefixLength = 5;
const prefixTextMin = 6;
const digits = /^\d+(?:[.,]\d+)*$/u;

/**
 * Returns the figures over all texts. `ungroundedNames` and `ungroundedNumbers` are shares of texts, `groundedNouns` of
 * nouns; features are summed over the texts before dividing (micro). `usr` is the share of distinct texts (as words between blanks), `div` the mean
 * number of features that two texts share (lower is better), `words` the mean length, `overLength` the share of texts with
 * more than 50 words, `rougeL` the mean F-measure of the longest common subsequence with the reference, without the
 * openings that nearly all texts and references have; likes and dislikes as `polarityFigures` says;
 * `accepted` the share of texts that the gate lets pass.
 */
export function explanationFigures(counts: readonly ExplanationCounts[]): ExplanationFigures {
  const n = counts.length;
  const sum = (value: (count: ExplanationCounts) => number): number =>
    counts.reduce((total, count) => total + value(count), 0);
  const features = sum((count) => count.features.length);
  const shared = sum((count) => count.sharedFeatures);
  return {
    ungroundedNames: ratio(
      sum((count) => Number(count.hasUngroundedName)),
      n,
    ),
    ungroundedNumbers: ratio(
      sum((count) => Number(count.hasUngroundedNumber)),
      n,
    ),
    groundedNouns: ratio(
      sum((count) => count.groundedNouns),
      sum((count) => count.nouns),
    ),
    featurePrecision: ratio(shared, features),
    featureF1: ratio(2 * shared, features + sum((count) => count.referenceFeatures)),
    usr: ratio(new Set(counts.map((count) => count.text)).size, n),
    div: ratio(pairsSharing(counts), (n * (n - 1)) / 2),
    words: ratio(
      sum((count) => count.words),
      n,
    ),
    overLength: ratio(
      sum((count) => Number(count.words > explanationWordsMax)),
      n,
    ),
    rougeL: ratio(
      sum((count) => count.rougeL),
      n,
    ),
    ...polarityFigures(counts.map((count) => count.polarity)),
    accepted: ratio(
      sum((count) => Number(count.isAccepted)),
      n,
    ),
  };
}

/**
 * Returns the standard error of each figure: the deviation (n - 1) over `resamples` samples of the texts with replacement
 * (bootstrap; Efron 1979); of `usr`, which a sample with repeats would change, the binomial one. Cost: O(resamples × texts).
 */
export function explanationErrors(
  counts: readonly ExplanationCounts[],
  resamples: number,
  random: Random,
): ExplanationFigures {
  const samples = Array.from({ length: counts.length < 2 ? 0 : resamples }, () =>
    explanationFigures(
      Array.from(counts, () => counts[Math.floor(random() * counts.length)] as ExplanationCounts),
    ),
  );
  const distinct = explanationFigures(counts).usr;
  const errors = explanationFigureNames.map((name) => [
    name,
    name === 'usr'
      ? distinct === null
        ? null
        : Math.sqrt((distinct * (1 - distinct)) / counts.length)
      : deviation(samples.map((sample) => sample[name]).filter((value) => value !== null)),
  ]);
  return Object.fromEntries(errors) as ExplanationFigures;
}

/** Returns precision and F1 of saying the six commonest features of every pair: what any system must beat. */
export function constantFigures(table: FeatureTable): { featurePrecision: number; featureF1: number } {
  const said = table.commonest.length * table.references.length;
  const shared = table.references.reduce(
    (sum, reference) => sum + table.commonest.filter((stem) => reference.has(stem)).length,
    0,
  );
  const all = table.references.reduce((sum, reference) => sum + reference.size, 0);
  return { featurePrecision: ratio(shared, said) ?? 0, featureF1: ratio(2 * shared, said + all) ?? 0 };
}

function isFeatureNoun(word: StemmedWord): boolean {
  return (word.tag === 'NOUN' || word.tag === 'PROPN') && isTelling(word);
}

function isContentNoun(word: StemmedWord): boolean {
  if (word.tag === 'NUM') return true;
  return (word.tag === 'NOUN' || word.tag === 'PROPN') && word.text.length > 1 && isTelling(word);
}

function isTelling(word: StemmedWord): boolean {
  return /^[a-z]/u.test(word.stem) && !genericStems.has(word.stem);
}

/** Over all pairs of texts, the number of features that both hold. */
function pairsSharing(counts: readonly ExplanationCounts[]): number {
  const holders = new Map<string, number>();
  for (const { features } of counts)
    for (const stem of features) holders.set(stem, (holders.get(stem) ?? 0) + 1);
  let pairs = 0;
  for (const count of holders.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}

/** Returns a text without its opening: "The user would enjoy this business for its ..." stands before nearly every reference. */
export function withoutOpening(text: string): string {
  return text.replace(/^.*?\b(?:because(?: of)?|for (?:its|the|their|a|an))\s+/isu, '');
}

function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
}

/** F-measure of the longest common subsequence (Lin 2004, section 3). */
function rougeL(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return 0;
  let above = new Uint16Array(right.length + 1);
  for (const token of left) {
    const row = new Uint16Array(right.length + 1);
    for (const [index, other] of right.entries())
      row[index + 1] =
        token === other ? (above[index] ?? 0) + 1 : Math.max(row[index] ?? 0, above[index + 1] ?? 0);
    above = row;
  }
  return (2 * (above[right.length] ?? 0)) / (left.length + right.length);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

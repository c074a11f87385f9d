import type { Evaluation } from '../../../contract/types.ts';
import {
  constantFigures,
  type ExplanationCounts,
  type ExplanationFigures,
  explanationCounts,
  explanationErrors,
  explanationFigures,
  type FeatureTable,
  featureTable,
  withoutOpening,
} from '../../../core/evaluation/explanation-metrics.ts';
import { type JudgedAspects, judgedAspects } from '../../../core/evaluation/polarity-match.ts';
import { profileChoice } from '../../../core/explanation/pair/chosen-aspects.ts';
import { pairGrounds } from '../../../core/explanation/pair/pair-grounds.ts';
import { pairText } from '../../../core/explanation/pair/pair-text.ts';
import { profileCorpus } from '../../../core/explanation/pair/profile-corpus.ts';
import { type ProfileRead, readProfile } from '../../../core/explanation/pair/read-profile.ts';
import { addressed } from '../../../core/explanation/pair/second-person.ts';
import { unsupportedSpans } from '../../../core/explanation/spans.ts';
import { extractOpinions } from '../../../core/opinions/extract-opinions.ts';
import type { OpinionLexicon } from '../../../core/opinions/lexicon.ts';
import { type StemmedWord, tagStems } from '../../../core/opinions/syntax/tag-stems.ts';
import { createRandom } from '../../../core/random.ts';
import type { ExplainedPair, ExplanationData } from '../../../files/explanation-port.ts';
import type { Deps } from '../../deps.ts';

/** On these first pairs of a file the choice of aspects was settled; the others are held out. */
const developedPairs = 1000;
/** Fewer people who chose alike are never told. */
const peopleMin = 5;
const resamples = 300;
const seed = 20261;

/** The document of this suite; `parts` are the pairs the choice was settled on and the others. */
export type ExplanationEvaluation = Evaluation & {
  readonly peers: Readonly<Record<string, Partial<ExplanationFigures>>>;
  readonly parts: Readonly<Record<'developed' | 'heldOut', Figures>>;
};

interface Figures {
  readonly n: number;
  readonly metrics: ExplanationFigures;
  readonly standardError: ExplanationFigures;
}

/**
 * Returns how explanations from title, profiles and paths compare with references, beside the texts that the data
 * brings from another system, one constant text of the commonest features, and the references of other pairs. Paths
 * come from the interactions without the explained pair. What texts and references like and dislike is found by our own rules
 * in all of them, without their openings; `accepted` is the share that the strict check lets pass, with "the user" read as
 * "you". Nothing is learned from references; those of the first
 * 1,000 pairs were looked at. Cost: tags every text once.
 */
export async function evaluateExplanation(
  deps: Pick<Deps, 'now'>,
  request: { readonly data: ExplanationData; readonly lexicon: OpinionLexicon },
  signal: AbortSignal,
): Promise<ExplanationEvaluation> {
  const startedAt = deps.now();
  const { data, lexicon } = request;
  const judge = (text: string): JudgedAspects =>
    judgedAspects(extractOpinions(withoutOpening(text), lexicon));
  const pairs = data.pairs.map((pair) => taggedPair(pair, judge, lexicon));
  signal.throwIfAborted();
  const table = featureTable(pairs.map((pair) => pair.reference));
  const ours = ourTexts(data, pairs, lexicon).map(({ text, evidence }, index) =>
    countsOf(pairs, table, index, text, judge, evidence),
  );
  signal.throwIfAborted();
  const whole = figuresOf(ours);
  return {
    suite: 'explanation',
    data: data.name,
    split: 'test',
    ...whole,
    peers: peersOf(data, pairs, table, judge),
    parts: {
      developed: figuresOf(ours.slice(0, developedPairs)),
      heldOut: figuresOf(ours.slice(developedPairs)),
    },
    parameters: {
      ...profileChoice,
      peopleMin,
      developedPairs,
      tagger: 'wink-eng-lite-web-model',
      features: table.vocabulary.size,
      bootstrap: { resamples, seed },
    },
    seconds: (deps.now() - startedAt) / 1000,
  };
}

/** What a text judges well and badly. */
type Judge = (text: string) => JudgedAspects;

interface TaggedPair {
  readonly pair: ExplainedPair;
  readonly itemProfile: ProfileRead;
  /** In words to the user. */
  readonly userProfile: ProfileRead;
  /** Words of title and profiles as they came. */
  readonly evidence: readonly StemmedWord[];
  readonly reference: readonly StemmedWord[];
  readonly referenceJudged: JudgedAspects;
}

function taggedPair(pair: ExplainedPair, judge: Judge, lexicon: OpinionLexicon): TaggedPair {
  const itemProfile = readProfile(pair.itemProfile, lexicon);
  return {
    pair,
    itemProfile,
    userProfile: readProfile(addressed(pair.userProfile), lexicon),
    evidence: [...tagStems(pair.title), ...tagStems(pair.userProfile), ...itemProfile.words],
    reference: tagStems(pair.reference),
    referenceJudged: judge(pair.reference),
  };
}

function ourTexts(
  data: ExplanationData,
  pairs: readonly TaggedPair[],
  lexicon: OpinionLexicon,
): { readonly text: string; readonly evidence: readonly string[] }[] {
  const items = new Map(pairs.map((one) => [one.pair.item, one.itemProfile]));
  const users = new Map(pairs.map((one) => [one.pair.user, one.userProfile]));
  const corpus = profileCorpus([...items.values()], [...users.values()], lexicon);
  const people = peopleCounter(data.interactions);
  return pairs.map(({ pair, itemProfile, userProfile }) => {
    const count = people(pair.user, pair.item);
    return pairText(
      { title: pair.title, itemProfile, userProfile, people: count < peopleMin ? null : count },
      corpus,
    );
  });
}

/** How many others chose the item and something else that the user chose, without the explained pair itself. */
function peopleCounter(
  interactions: ExplanationData['interactions'],
): (user: number, item: number) => number {
  const usersOf = new Map<number, number[]>();
  for (const [user, items] of interactions)
    for (const item of items) {
      const users = usersOf.get(item);
      if (users === undefined) usersOf.set(item, [user]);
      else users.push(user);
    }
  return (user, item) => {
    const own = [...(interactions.get(user) ?? [])].filter((one) => one !== item);
    const others = (usersOf.get(item) ?? []).filter((other) => other !== user);
    return others.filter((other) => own.some((one) => interactions.get(other)?.has(one))).length;
  };
}

function countsOf(
  pairs: readonly TaggedPair[],
  table: FeatureTable,
  index: number,
  text: string,
  judge: Judge,
  added: readonly string[] = [],
): ExplanationCounts {
  const { pair, itemProfile, userProfile, evidence, referenceJudged } = pairs[index] as TaggedPair;
  const grounds = pairGrounds({ title: pair.title, itemProfile, userProfile }, added);
  const scored = {
    text,
    words: tagStems(text),
    evidence: [...evidence, ...added.flatMap((one) => tagStems(one))],
    isAccepted: unsupportedSpans(addressed(text), grounds).length === 0,
    reference: pair.reference,
    referenceFeatures: table.references[index] ?? new Set<string>(),
    judged: judge(text),
    referenceJudged,
  };
  return explanationCounts(scored, table.vocabulary);
}

function figuresOf(counts: readonly ExplanationCounts[]): Figures {
  return {
    n: counts.length,
    metrics: explanationFigures(counts),
    standardError: explanationErrors(counts, resamples, createRandom(seed)),
  };
}

function peersOf(
  data: ExplanationData,
  pairs: readonly TaggedPair[],
  table: FeatureTable,
  judge: Judge,
): ExplanationEvaluation['peers'] {
  const others = pairs.map((_, index) => {
    const other = pairs[(index + 1) % pairs.length] as TaggedPair;
    return countsOf(pairs, table, index, other.pair.reference, judge);
  });
  const published = (data.published ?? []).map(({ pair, text }) => countsOf(pairs, table, pair, text, judge));
  return {
    ...(published.length === 0 ? {} : { published: explanationFigures(published) }),
    constant: constantFigures(table),
    otherReference: explanationFigures(others),
  };
}

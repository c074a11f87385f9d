import type { Evidence, Reason, RecommendedItem } from '../../contract/types.ts';
import { readNumbers } from './gate/numbers.ts';
import { finished, type Statement, statementOf } from './gate/statement.ts';
import { harmless } from './gate/words.ts';
import { mergedReasons } from './merge-reasons.ts';
import { type QuotableOpinion, quoteOf } from './quote.ts';

/** Most facts that are offered as evidence for an item. */
const factsOfferedMax = 5;
/** Most opinions that are quoted. */
export const opinionsOfferedMax = 3;
/** Longest canonical sentence in UTF-16 units; a longer one (a name of several lines) is no evidence. */
export const sentenceLengthMax = 400;

/** An item's aspect, as the store looks opinions up. */
export interface AspectPair {
  readonly item: string;
  readonly aspect: string;
}

/**
 * Returns the numbered evidence for one item: at most five facts by falling share, each a reason or, where `isMerged`,
 * several that say the same of a list (see `mergedReasons`; their share is the sum), then the strongest reason that speaks
 * against it, then at most three opinions, one for each aspect among them. An opinion is quoted only where it has the
 * polarity of its aspect's reason. Last, where it is given, what would be without the reader's strongest fact.
 * Sentences are one line of harmless characters; `quote` is verbatim.
 * Deterministic; nobody but the asker is named. Empty where the item has no reason that can be worded.
 */
export function buildEvidence(
  item: RecommendedItem,
  opinions: readonly QuotableOpinion[],
  change: WordedChange | null = null,
  isMerged = true,
): Evidence[] {
  const itemName = shownName(item);
  const facts = offeredFacts(item, isMerged);
  const statements = facts.flatMap(factEvidence);
  const quoted = facts
    .flatMap(({ reasons, kind }) => reasons.map((reason) => opinionFor(reason, kind, opinions, item.id)))
    .filter((opinion) => opinion !== null)
    .filter(isFirstQuote)
    .slice(0, opinionsOfferedMax)
    .map(({ opinion, quote }) => opinionEvidence(opinion, quote, itemName));
  const changes = change === null ? [] : counterfactualEvidence(change, itemName);
  return [...statements, ...quoted, ...changes].map((evidence, index) => ({
    id: `E${index + 1}`,
    ...evidence,
  }));
}

/** One sentence of a review can speak of several aspects; it is quoted once. */
function isFirstQuote<Quoted extends { readonly quote: string }>(
  { quote }: Quoted,
  index: number,
  all: readonly Quoted[],
): boolean {
  return all.findIndex((other) => other.quote === quote) === index;
}

/** What would be without a fact of the reader, in words, and the item or aspect that the fact is about. */
export interface WordedChange {
  readonly text: string;
  readonly node: { readonly id: string | null; readonly name: string | null };
}

/** Returns the aspects whose opinions `buildEvidence` can quote, in order and without repeats. */
export function quotablePairs(item: RecommendedItem): AspectPair[] {
  if (![...item.reasons, ...item.against].some((reason) => reason.kind === 'aspect')) return [];
  const aspects = [...offeredFacts(item, true), ...offeredFacts(item, false)].flatMap(({ reasons }) =>
    reasons.map((reason) => aspectOf(reason)),
  );
  return [...new Set(aspects)]
    .filter((aspect) => aspect !== null)
    .map((aspect) => ({ item: item.id, aspect }));
}

/** Returns the name of an item for sentences: its name where it has a usable one, else its id. */
export function shownName(item: { readonly id: string; readonly name: string | null }): string {
  const name = harmless(item.name ?? '');
  return name === '' ? harmless(item.id) : name;
}

/** What is told as one: a reason, or several. */
interface OfferedFact {
  /** Strongest first. */
  readonly reasons: readonly Reason[];
  readonly kind: 'reason' | 'against';
  readonly sentence: string;
  /** Names that may stand in the sentence. */
  readonly names: readonly string[];
  readonly share: number;
}

function offeredFacts(item: RecommendedItem, isMerged: boolean): OfferedFact[] {
  const itemName = shownName(item);
  const wordable = item.reasons.filter(isWordable);
  const merged = isMerged
    ? mergedReasons(wordable, itemName).filter(({ sentence }) => sentence.length <= sentenceLengthMax)
    : [];
  const kinds = new Set(merged.flatMap(({ reasons }) => reasons.map(mergedKind)));
  const facts = [
    ...merged.map(
      ({ reasons, sentence, names }): OfferedFact => ({
        reasons,
        kind: 'reason',
        sentence,
        names: [itemName, ...names],
        share: reasons.reduce((sum, reason) => sum + reason.share, 0),
      }),
    ),
    ...wordable
      .filter(
        (reason) => !kinds.has(mergedKind(reason)) && !merged.some((one) => one.reasons.includes(reason)),
      )
      .map((reason) => factOf(reason, 'reason', itemName)),
  ];
  const against = item.against
    .filter(isWordable)
    .sort((left, right) => Math.abs(right.share) - Math.abs(left.share))
    .slice(0, 1);
  return [
    ...facts
      .sort((left, right) => right.share - left.share)
      .filter(({ sentence }, index) => facts.findIndex((other) => other.sentence === sentence) === index)
      .slice(0, factsOfferedMax),
    ...against.map((reason) => factOf(reason, 'against', itemName)),
  ];
}

/** Reasons of such a kind that are too weak to be merged with the others are left out rather than told apart. */
function mergedKind(reason: Reason): string {
  return reason.kind === 'shared-entity' ? reason.id : reason.kind;
}

function factOf(reason: Reason, kind: OfferedFact['kind'], itemName: string): OfferedFact {
  const nodes = [...reason.example.nodes, ...(reason.liked ?? [])];
  return {
    reasons: [reason],
    kind,
    sentence: canonicalSentence(reason),
    names: [itemName, ...nodes.filter((node) => node.label !== 'User').map((node) => shown(node))],
    share: reason.share,
  };
}

function isWordable(reason: Reason): boolean {
  const sentence = canonicalSentence(reason);
  return sentence !== '' && sentence.length <= sentenceLengthMax;
}

/**
 * The text of the reason. For people who liked two items it also says what the path begins with, that the asker liked
 * the first of them, so that a sentence may say so too.
 */
function canonicalSentence(reason: Reason): string {
  const text = harmless(reason.text);
  const liked = reason.id.startsWith('linking-item:') ? reason.example.nodes[1] : undefined;
  if (liked?.label !== 'Item') return text;
  const who = ` who liked ${shown(liked)} `;
  return text.includes(who) ? `You liked ${shown(liked)}, and ${text.replace(who, ' who liked it ')}` : text;
}

function factEvidence({ reasons, kind, sentence, names, share }: OfferedFact): Statement[] {
  const [first] = reasons;
  if (first === undefined) return [];
  return [
    statementOf(kind, sentence, names, {
      share,
      reasonId: first.id,
      ...(reasons.length === 1 ? {} : { reasonIds: reasons.map((reason) => reason.id) }),
      polarity: kind === 'reason' ? 'positive' : 'negative',
      path: first.example,
    }),
  ];
}

function opinionEvidence(opinion: QuotableOpinion, quote: string, itemName: string): Statement {
  const sentence = `A reviewer of ${itemName} wrote: "${harmless(quote)}"`;
  return {
    kind: 'opinion',
    sentence: finished(sentence),
    share: 0,
    reasonId: null,
    names: [itemName],
    numbers: [...new Set(readNumbers(sentence).numbers)],
    polarity: opinion.polarity,
    review: opinion.review,
    quote,
  };
}

/** It speaks neither for the item nor against it: it says how much rests on one fact. */
function counterfactualEvidence({ text, node }: WordedChange, itemName: string): Statement[] {
  const statement = statementOf('counterfactual', text, [itemName, shown(node)]);
  return statement.sentence.length > sentenceLengthMax ? [] : [statement];
}

/** The first opinion on the aspect of `reason` that says the same as it and can be quoted. */
function opinionFor(
  reason: Reason,
  kind: 'reason' | 'against',
  opinions: readonly QuotableOpinion[],
  item: string,
): { readonly opinion: QuotableOpinion; readonly quote: string } | null {
  const aspect = aspectOf(reason);
  const polarity = kind === 'reason' ? 'positive' : 'negative';
  for (const opinion of opinions) {
    if (opinion.item !== item || opinion.aspect !== aspect || opinion.polarity !== polarity) continue;
    const quote = quoteOf(opinion);
    if (quote !== null && harmless(quote) !== '') return { opinion, quote };
  }
  return null;
}

function aspectOf(reason: Reason): string | null {
  if (reason.kind !== 'aspect') return null;
  return reason.example.nodes.find((node) => node.label === 'Aspect')?.id ?? null;
}

function shown(node: { readonly id: string | null; readonly name: string | null }): string {
  return harmless(node.name ?? node.id ?? '');
}

import type { CitedSentence, Evidence, GraphManifest } from '../../contract/types.ts';
import { isCommonWord } from './claims.ts';
import { gateLimits } from './gate.ts';
import type { TextForm } from './text-form.ts';
import { harmless, wordCount } from './words.ts';

/** A text is about this long at most, in words: its first reason and its drawback always stay. */
const wordsAim = 60;
/** A second reason is told when it carries at least this share of the score. */
const secondShareMin = 0.02;

const openings: readonly ((itemName: string, reason: string) => string)[] = [
  (_, reason) => reason,
  (itemName, reason) => `The main reason for ${itemName}: ${lowerFirst(reason)}`,
  (itemName, reason) => `Here is why ${itemName} may suit you: ${lowerFirst(reason)}`,
  (itemName, reason) => `${itemName} may appeal to you because ${lowerFirst(reason)}`,
];
const continuations: readonly string[] = ['Besides,', 'Also,', 'In addition,', 'Moreover,'];
const warnings: readonly string[] = ['One drawback:', 'On the other hand,', 'A caveat:'];

/** How the item of a text is called. */
export interface NamedItem {
  readonly itemName: string;
  /** Words of the data set for an item. */
  readonly noun: GraphManifest['item'];
}

/**
 * Returns a text without a model: the strongest reason, a second one of another kind where there is one, the words of
 * a reviewer, what would be without the reader's strongest fact, and the drawback where the evidence has one, about 60
 * words in all; as one sentence the strongest reason and the drawback; as bullets up to three reasons, each by itself. Which
 * opening is used follows from the evidence alone, so the same evidence always gives the same text. Every sentence is put together from canonical
 * sentences and passes the gate. Empty where the evidence holds no reason.
 */
export function templateText(
  evidence: readonly Evidence[],
  item: NamedItem,
  form: TextForm = 'paragraph',
): CitedSentence[] {
  const reasons = evidence.filter((one) => one.kind === 'reason');
  const [first] = reasons;
  if (first === undefined) return [];
  const second = secondReason(first, reasons.slice(1));
  const against = evidence.find((one) => one.kind === 'against');
  const opinion = evidence.find((one) => one.kind === 'opinion' && one.polarity === 'positive');
  const change = evidence.find((one) => one.kind === 'counterfactual');
  // A rank moves with every write, and must not change how the rest reads.
  const lasting = evidence.filter((one) => one.kind !== 'counterfactual');
  const variant = checksum(lasting.map((one) => one.sentence).join('\n'));
  if (form === 'sentence') return oneSentence(first, against, variant, item);
  if (form === 'bullets') return points(evidence, { variant, opinion, change, against }, item);

  const opening = sentenceOf(first, (text) => pick(openings, variant)(item.itemName, text), item);
  const warning =
    against && sentenceOf(against, (text) => `${pick(warnings, variant)} ${lowerFirst(text)}`, item);
  const middle = [
    second && sentenceOf(second, (text) => `${pick(continuations, variant)} ${lowerFirst(text)}`, item),
    opinion && { text: opinion.sentence, cites: [opinion.id] },
    change && { text: change.sentence, cites: [change.id] },
  ];
  const sentences = [opening];
  let room = wordsAim - wordCount(opening.text) - wordCount(warning?.text ?? '');
  for (const sentence of middle) {
    if (sentence === undefined || wordCount(sentence.text) > room) continue;
    room -= wordCount(sentence.text);
    sentences.push(sentence);
  }
  return warning === undefined ? sentences : [...sentences, warning];
}

/** The strongest reason, and the drawback behind a semicolon where both fit a sentence. */
function oneSentence(
  first: Evidence,
  against: Evidence | undefined,
  variant: number,
  item: NamedItem,
): CitedSentence[] {
  const reason = sentenceOf(first, (text) => pick(openings, variant)(item.itemName, text), item);
  if (against === undefined) return [reason];
  const warning = sentenceOf(against, (text) => `one drawback: ${lowerFirst(text)}`, item);
  const text = `${reason.text.replace(/\.$/u, '')}; ${warning.text}`;
  const fits = wordCount(text) <= gateLimits.sentenceWordsMax;
  return [fits ? { text, cites: [first.id, against.id] } : reason];
}

/** Reasons in falling order, then what a reviewer said, what would be otherwise and the drawback, each by itself. */
function points(
  evidence: readonly Evidence[],
  { variant, opinion, change, against }: Told,
  item: NamedItem,
): CitedSentence[] {
  const reasons = evidence.filter((one) => one.kind === 'reason');
  const told = reasons.filter((one, index) => index === 0 || one.share >= secondShareMin);
  return [
    ...[...told.slice(0, reasonPointsMax), opinion, change]
      .filter((one) => one !== undefined)
      .map((one) => ({ text: one.sentence, cites: [one.id] })),
    ...(against === undefined
      ? []
      : [sentenceOf(against, (text) => `${pick(warnings, variant)} ${lowerFirst(text)}`, item)]),
  ];
}

/** Most reasons of a list. */
const reasonPointsMax = 3;

/** What a text tells beside its reasons, and the number that chooses its wordings. */
interface Told {
  readonly variant: number;
  readonly opinion: Evidence | undefined;
  readonly change: Evidence | undefined;
  readonly against: Evidence | undefined;
}

function secondReason(first: Evidence, others: readonly Evidence[]): Evidence | undefined {
  const telling = others.filter((one) => one.share >= secondShareMin);
  return telling.find((one) => kindOf(one) !== kindOf(first)) ?? telling[0];
}

/** Reason ids begin with their kind: linking-item:kilo. */
function kindOf(evidence: Evidence): string {
  return evidence.reasonId?.split(':', 1)[0] ?? '';
}

/** Words a sentence around the text of evidence, in which the item, unless it stands alone, is "it" or "this film". */
function sentenceOf(evidence: Evidence, words: (text: string) => string, item: NamedItem): CitedSentence {
  const { sentence } = evidence;
  if (words(sentence) === sentence) return { text: sentence, cites: [evidence.id] };
  const startsWithName = evidence.names.some((name) => !isCommonWord(name) && sentence.startsWith(name));
  const guarded = startsWithName ? `${nameGuard}${sentence}` : sentence;
  return { text: words(withPronoun(guarded, item)).replace(nameGuard, ''), cites: [evidence.id] };
}

/** Stands before a text whose first word must keep its capital letter; harmless texts never hold it. */
const nameGuard = '\ue002';

function lowerFirst(text: string): string {
  if (text.startsWith(nameGuard) || !/^\p{Lu}(?:\p{Ll}|\s)/u.test(text)) return text;
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function withPronoun(text: string, { itemName, noun }: NamedItem): string {
  if (isCommonWord(itemName)) return text;
  const isNamedOnce = text.indexOf(itemName) === text.lastIndexOf(itemName);
  if (text.startsWith(`${nameGuard}${itemName} `)) return `${nameGuard}it${text.slice(itemName.length + 1)}`;
  if (!isNamedOnce || !text.endsWith(` ${itemName}.`)) return text;
  return `${text.slice(0, -itemName.length - 1)}this ${harmless(noun.one)}.`;
}

function pick<T>(choices: readonly T[], number: number): T {
  return choices[number % choices.length] as T;
}

/** FNV-1a over UTF-16 units: spreads texts over the wordings, nothing more. */
function checksum(text: string): number {
  let sum = 0x811c9dc5;
  for (let unit = 0; unit < text.length; unit++)
    sum = Math.imul(sum ^ text.charCodeAt(unit), 0x01000193) >>> 0;
  return sum;
}

import type { NodeLabel } from '../../graph/keys.ts';
import { aspectsOfComparative } from './comparatives.ts';
import { asksWhy, fixedPhrase, type PhraseIntent } from './fixed-phrases.ts';
import { linkNames, type NameMention } from './link-names.ts';
import { messageWords } from './message-words.ts';
import type { NameIndex } from './name-index.ts';
import { type NumberWish, type NumberWords, numberWishes } from './number-wishes.ts';

/** What a message is read against. */
export interface MessageContext {
  readonly names: NameIndex;
  readonly labelOf: (node: number) => NodeLabel;
  readonly numbers: readonly NumberWords[];
  /** What stands: yes, no and numbers of a list mean different things. */
  readonly open: 'ask' | 'show' | 'end';
  /** Items of the open list, in order; empty without one. */
  readonly listed: readonly number[];
}

/** One thing that a message says or asks. Nodes are indices of the snapshot. */
export type MessageIntent =
  | PhraseIntent
  | ({ readonly type: 'number'; readonly isLike: boolean } & NumberWish)
  /** Something of the graph is wanted (`yes`) or not (`no`); an item stands for others like it. */
  | { readonly type: 'want'; readonly node: number; readonly answer: 'yes' | 'no' }
  /** An aspect should be better than that of the item at hand; `isLike`: and the rest like it ("same but quieter"). */
  | { readonly type: 'better'; readonly aspect: number; readonly isLike: boolean }
  | { readonly type: 'accept'; readonly item: number }
  | { readonly type: 'why-item' | 'why-not'; readonly item: number }
  /** A name that may mean several things, or may be misspelt; what it would have said once it is clear. */
  | {
      readonly type: 'doubt';
      readonly mention: NameMention;
      readonly answer: 'yes' | 'no';
    };

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
/** Words with which an item of a list is pointed at. */
const pointing: ReadonlySet<string> = new Set([
  ...ordinals,
  ...'the one number no last this that it please thanks yes ok okay'.split(' '),
]);
const whyNot =
  /^(?:but |and )?why (?:not|(?:is|are|do|did|would)(?:n['’]t| not)|(?:is|are|do|did|would) (?:it|you) not)(?![\p{L}\p{N}])/iu;
const whyWord = /^(?:but |and )?(?:why|how come|what makes)(?![\p{L}\p{N}])/iu;
const taking =
  /(?<![\p{L}\p{N}])(?:i(?:['’]ll| will) (?:take|have|try|go (?:for|with))|(?:i )?(?:take|choose|pick)|go for|let['’]?s (?:take|try))(?![\p{L}\p{N}])/iu;
const alike = /(?<![\p{L}\p{N}])(?:same|similar|(?:just )?like (?:this|that|these|it|the))(?![\p{L}\p{N}])/iu;
const negator =
  /(?<![\p{L}\p{N}])(?:no|not|never|without|except|hate|hated|dislike|avoid|nothing|neither|nor|less|fewer|\p{L}+n['’]t)(?![\p{L}\p{N}])/iu;

/**
 * Returns what a message says, in order and each once; empty where nothing of it is understood. Fixed phrases first
 * (answers, undo, small talk), then numbers, then names of the graph clause by clause, with the negation of their
 * clause. Deterministic; English; no name that the graph lacks ever comes out. Cost: that of `linkNames`.
 */
export function readMessage(context: MessageContext, text: string): MessageIntent[] {
  const mentions = linkNames(context.names, text);
  const why = readWhy(context, text, mentions);
  if (why !== null) return [why];
  const { intents, end } = phrasesAt(context, text, mentions);
  const taken = intents.length > 0 ? null : acceptedItem(context, text, mentions);
  if (taken !== null) return [{ type: 'accept', item: taken }];
  const rest = withoutNames(text, mentions, end);
  const isLike = alike.test(rest);
  for (const wish of numberWishes(rest, context.numbers)) intents.push({ type: 'number', isLike, ...wish });
  for (const { folded } of messageWords(rest)) {
    const aspect = aspectNamed(context, aspectsOfComparative(folded));
    if (aspect !== null) intents.push({ type: 'better', aspect, isLike });
  }
  for (const mention of mentions) {
    if (mention.start >= end) intents.push(mentionIntent(context, rest, mention));
  }
  return withoutRepeats(intents);
}

/** The fixed phrases at the start of a message and where they end; none reaches into a name ("No Country ..."). */
function phrasesAt(
  context: MessageContext,
  text: string,
  mentions: readonly NameMention[],
): { readonly intents: MessageIntent[]; readonly end: number } {
  const intents: MessageIntent[] = [];
  let end = 0;
  for (;;) {
    const found = fixedPhrase(text.slice(end), intents.length === 0 ? context.open : 'end');
    if (found === null) return { intents, end };
    const next = text.length - found.rest.length;
    if (mentions.some((mention) => mention.start < next && mention.end > next)) return { intents, end };
    intents.push(found.intent);
    end = next;
  }
}

function readWhy(
  context: MessageContext,
  text: string,
  mentions: readonly NameMention[],
): MessageIntent | null {
  if (asksWhy(text)) return { type: 'ask-why', about: 'standing' };
  const frame = withoutNames(text, mentions, 0).trim();
  const isNot = whyNot.test(frame);
  if (!isNot && !whyWord.test(frame)) return null;
  const item = listedItem(context, frame) ?? namedItem(context, mentions);
  if (item === null) return isNot ? null : { type: 'ask-why', about: 'standing' };
  return { type: isNot ? 'why-not' : 'why-item', item };
}

/** The item of an open list that a message takes: by number, place or name, alone or with "I'll take". */
function acceptedItem(
  context: MessageContext,
  text: string,
  mentions: readonly NameMention[],
): number | null {
  if (context.open !== 'show') return null;
  const frame = withoutNames(text, mentions, 0);
  if (negator.test(frame) || alike.test(frame)) return null;
  const isBare = messageWords(frame).every(({ folded }) => pointing.has(folded) || /^\d+$/u.test(folded));
  if (!isBare && !taking.test(frame)) return null;
  const listed = listedItem(context, frame);
  if (listed !== null) return listed;
  const named = namedItem(context, mentions);
  return named !== null && context.listed.includes(named) ? named : null;
}

/** `2`, `number 2`, `the second`, `the last`, and `this` or `it` for a list of one. */
function listedItem(context: MessageContext, text: string): number | null {
  const { listed } = context;
  const digits = /^(?:\D*(?:number|no\.?|#)\s*)?(\d{1,3})(?:\s*(?:please|one))?[.!?]*$/iu.exec(
    text.trim(),
  )?.[1];
  if (digits !== undefined) return listed[Number(digits) - 1] ?? null;
  const place = /(?:number|#)\s*(\d{1,3})/iu.exec(text)?.[1];
  if (place !== undefined) return listed[Number(place) - 1] ?? null;
  const words = messageWords(text).map((word) => word.folded);
  if (words.includes('last')) return listed.at(-1) ?? null;
  const ordinal = ordinals.findIndex((word) => words.includes(word));
  if (ordinal >= 0) return listed[ordinal] ?? null;
  const isOne =
    listed.length === 1 && words.some((word) => word === 'this' || word === 'that' || word === 'it');
  return isOne ? (listed[0] ?? null) : null;
}

function namedItem(context: MessageContext, mentions: readonly NameMention[]): number | null {
  for (const mention of mentions) {
    const item = mention.nodes.find((node) => context.labelOf(node) === 'Item');
    if (item !== undefined) return item;
  }
  return null;
}

function mentionIntent(context: MessageContext, rest: string, mention: NameMention): MessageIntent {
  const answer = negator.test(clauseBefore(rest, mention.start)) ? 'no' : 'yes';
  const node = mention.nodes[0];
  if (!mention.isCertain || node === undefined) return { type: 'doubt', mention, answer };
  if (context.labelOf(node) === 'Aspect') return { type: 'better', aspect: node, isLike: alike.test(rest) };
  return { type: 'want', node, answer };
}

/** The aspect of one of these names, or of a name that holds one as a word ("noise level" for noise). */
function aspectNamed({ names, labelOf }: MessageContext, wanted: readonly string[]): number | null {
  const isAspect = (node: number): boolean => labelOf(node) === 'Aspect';
  for (const name of wanted) {
    const node = names.nodesOf.get(name)?.find(isAspect) ?? names.nodesOfWord.get(name)?.find(isAspect);
    if (node !== undefined) return node;
  }
  return null;
}

/** `text` with blanks before `end` and for every name, so that words of names are not read; offsets stay. */
function withoutNames(text: string, mentions: readonly NameMention[], end: number): string {
  let rest = ' '.repeat(end) + text.slice(end);
  for (const { start, end: stop } of mentions)
    rest = rest.slice(0, start) + ' '.repeat(stop - start) + rest.slice(stop);
  return rest;
}

/** The clause before an offset: a negation reaches up to a comma, a full stop or "but". */
function clauseBefore(rest: string, offset: number): string {
  return (
    rest
      .slice(0, offset)
      .split(/[,;.!?\n]+(?=\s|$)|(?<![\p{L}\p{N}])but(?![\p{L}\p{N}])/iu)
      .at(-1) ?? ''
  );
}

function withoutRepeats(intents: readonly MessageIntent[]): MessageIntent[] {
  const seen = new Set<string>();
  return intents.filter((intent) => {
    const key = JSON.stringify(intent);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

import type { GraphManifest, Relation } from '../../contract/types.ts';
import { fillTemplate } from '../graph/relation-words.ts';
import type { AskedTrait, ShowMove, StopMove } from './question/policy.ts';

type ItemNoun = GraphManifest['item'];

const smallNumbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const halfFrom = 0.4;
const halfTo = 0.6;
const namesMax = 4;

/** What is left to choose from, for words. */
export interface Remaining {
  readonly count: number;
  /** Answers that each of them contradicts. */
  readonly misses: number;
}

/** An attribute as words need it. */
export interface NamedTrait {
  readonly relation: Relation;
  readonly name: string;
  /** Kind of the attribute in the data, empty where it has none. */
  readonly kind: string;
}

/** A statement that an item meets or not. */
export interface Fit {
  readonly sentence: string;
  readonly isMet: boolean;
}

/** Returns the question for traits of one relation: the manifest's own with {to} filled in, else a plain one. */
export function questionText(traits: readonly NamedTrait[], item: ItemNoun): string {
  const [first] = traits;
  if (first === undefined) return '';
  const { relation } = first;
  const names = traits.map(({ name }) => name);
  if (relation.question !== undefined)
    return fillTemplate(relation.question, { from: `the ${item.one}`, to: alternatives(names) });
  const quoted = alternatives(names.map((name) => `“${name}”`));
  const kind = relation.kind ?? first.kind;
  if (kind !== '')
    return `Would you like ${article(item.one)} ${item.one} with the ${spaced(kind)} ${quoted}?`;
  return `Would you like ${article(item.one)} ${item.one} where “${spaced(relation.type)}” is ${quoted}?`;
}

/** Returns why a question is asked now. */
export function questionReason(values: readonly AskedTrait[], remaining: Remaining, item: ItemNoun): string {
  const [first] = values;
  if (first === undefined) return '';
  const left = `the ${count(remaining.count)} ${plural(remaining.count, item)} that ${whichAreLeft(remaining)}`;
  if (values.length > 1) {
    const having = values.map(({ matching }) => count(matching));
    return `Together they tell ${left} apart best: ${together(having)} of them have one each.`;
  }
  const share = first.matching / Math.max(1, remaining.count);
  if (isNearHalf(share) && isNearHalf(first.yesProbability)) return `This splits ${left} nearly in half.`;
  const verb = first.matching === 1 ? 'has' : 'have';
  const having = first.matching === 0 ? 'None' : capital(numberWord(first.matching));
  return `${having} of ${left} ${verb} it; a yes is ${percent(first.yesProbability)} likely.`;
}

/** Returns the words above a list. */
export function listText(names: readonly string[], item: ItemNoun): string {
  const [only] = names;
  if (only !== undefined && names.length === 1) return `How about ${only}?`;
  return `How about one of these ${item.many}?`;
}

/** Returns why a list is shown now. */
export function listReason(move: ShowMove, remaining: Remaining, item: ItemNoun): string {
  const shown = move.items.length;
  const left = `${numberWord(remaining.count)} ${plural(remaining.count, item)}`;
  const are = remaining.count === 1 ? 'is' : 'are';
  if (move.cause === 'few' && remaining.misses === 0) return `Only ${left} ${are} left.`;
  if (move.cause === 'few') return `No ${item.one} fits every answer; ${left} ${are} closest.`;
  if (move.cause === 'no-question') {
    return `No further question would tell the ${count(remaining.count)} ${plural(remaining.count, item)} that ${whichAreLeft(remaining)} apart.`;
  }
  const misfit = remaining.misses === 0 ? '' : `No ${item.one} fits every answer. `;
  return `${misfit}${capital(numberWord(shown))} ${plural(shown, item)} ${shown === 1 ? 'holds' : 'hold'} ${percent(move.mass)} of what is left.`;
}

/** Returns the last words when nothing is left to ask or show. */
export function stopText(outcome: StopMove['outcome'], item: ItemNoun): string {
  if (outcome === 'contradiction')
    return `No ${item.one} fits all your answers. Undo the last one, or start again.`;
  return `There is no ${item.one} left that you have not refused or seen. Undo the last refusal, or start again.`;
}

/** Returns the last words after an acceptance; `others` were taken before. */
export function acceptText(name: string, others: readonly string[] = []): string {
  const also = others.length === 0 ? '' : `, beside ${together(others)}`;
  return `${name} it is${also}. The conversation ends here.`;
}

/** Returns the last words to somebody who leaves; `kept` are the items taken. */
export function leaveText(kept: readonly string[]): string {
  return kept.length === 0
    ? 'As you wish. What you said is kept, should you come back.'
    : `You keep ${together(kept)}. What you said is kept, should you come back.`;
}

/** Returns the note that an item was taken and the search goes on. */
export function keptNote(name: string): string {
  return `${name} is kept; I look for more.`;
}

/** Returns where an item stands in what is left: `rank` from 1, `share` of the belief. */
export function placeText(name: string, rank: number, share: number): string {
  return `${name} is number ${count(rank)} of what is left, with ${percent(share)} of it.`;
}

/** Returns why an item is not shown any more. */
export function leftOutText(name: string, cause: 'refused' | 'named' | 'taken'): string {
  const said = {
    refused: 'you did not want it',
    named: 'you named it, so you know it',
    taken: 'you took it',
  };
  return `I leave ${name} out: ${said[cause]}.`;
}

/** Returns names as a list that "and" ends. */
export function together(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Returns the note that something contradicts what was said before. */
export function changedMindNote(name: string, before: 'yes' | 'no'): string {
  return `You said ${before} to “${name}” before; I go by what you say now.`;
}

/** Returns the note that words named nothing of the graph. */
export function unlinkedNote(item: ItemNoun): string {
  return `I found nothing in that by which I could look for ${article(item.one)} ${item.one}.`;
}

/** Returns the words by which a better judgement of an aspect is offered. */
export function betterText(aspect: string): string {
  return `better ${aspect}`;
}

/** Returns that an item has a trait, without a full stop: the manifest's own sentence, else "Kilo: director Ann Lee". */
export function traitSentence(trait: NamedTrait, itemName: string): string {
  const { relation, name } = trait;
  const isItemFirst = relation.ends.some(([from]) => from === 'Item');
  const ends = isItemFirst ? { from: itemName, to: name } : { from: name, to: itemName };
  const sentence = isItemFirst ? relation.forward : (relation.backward ?? relation.forward);
  if (sentence !== undefined) return fillTemplate(sentence, ends);
  const kind = relation.kind ?? trait.kind;
  return `${itemName}: ${spaced(kind === '' ? relation.type : kind)} ${name}`;
}

/**
 * Returns how an item meets what was said: what it fits, then what it does not fit; empty where nothing was said.
 * At most four of each are named.
 */
export function fitText(fits: readonly Fit[]): string {
  const met = fits.filter((fit) => fit.isMet).map((fit) => fit.sentence);
  const unmet = fits.filter((fit) => !fit.isMet).map((fit) => fit.sentence);
  const sentences: string[] = [];
  if (met.length > 0) sentences.push(`It fits what you said: ${listed(met)}.`);
  if (unmet.length > 0) sentences.push(`It does not fit everything: ${listed(unmet)}.`);
  return sentences.join(' ');
}

/** Returns how an item meets one answer, as part of `fitText`. */
export function fitSentence(
  trait: NamedTrait,
  itemName: string,
  hasTrait: boolean,
  answer: 'yes' | 'no',
): string {
  if (hasTrait) return `${traitSentence(trait, itemName)}${answer === 'no' ? ' (you said no)' : ''}`;
  return answer === 'no' ? `not “${trait.name}”` : `nothing says “${trait.name}” of it`;
}

/** Returns why an item is shown when nothing was said yet that it could fit. */
export function unsaidText(itemName: string, isPopular: boolean): string {
  return isPopular
    ? `${itemName} is among the best liked; you have not said yet what you are looking for.`
    : `Nothing speaks against ${itemName} yet; you have not said what you are looking for.`;
}

/** Returns the answer to why when the item left the data after it was shown. */
export function goneText(itemName: string): string {
  return `${itemName} is no longer in the data.`;
}

/** Returns the note that something the conversation rests on is no longer in the data. */
export function vanishedNote(name: string, isUser: boolean): string {
  return isUser
    ? `“${name}” is no longer in the data; I go on as with a stranger.`
    : `“${name}” is no longer in the data; what you said about it does not count any more.`;
}

/** Returns the note that the data changed. */
export function changedNote(): string {
  return 'The data has changed since your last turn; I looked at everything anew.';
}

function isNearHalf(share: number): boolean {
  return share >= halfFrom && share <= halfTo;
}

function whichAreLeft(remaining: Remaining): string {
  return remaining.misses === 0 ? `${remaining.count === 1 ? 'is' : 'are'} left` : 'come closest';
}

function listed(sentences: readonly string[]): string {
  const more = sentences.length - namesMax;
  const shown = sentences.slice(0, namesMax).map((sentence) => sentence.replace(/[.!]+$/u, ''));
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function alternatives(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

function plural(number: number, item: ItemNoun): string {
  return number === 1 ? item.one : item.many;
}

function numberWord(number: number): string {
  return smallNumbers[number] ?? count(number);
}

/** 7432 as "7,432". */
function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/gu, ',');
}

function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return 'more than 99 %';
  return rounded === 0 && share > 0 ? 'less than 1 %' : `${rounded} %`;
}

function article(noun: string): string {
  return /^[aeiou]/iu.test(noun) ? 'an' : 'a';
}

function spaced(word: string): string {
  return word.toLowerCase().replaceAll(/[_-]+/gu, ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

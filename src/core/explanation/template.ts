import type {
  CitedSentence,
  Evidence,
  ExplanationPlan,
  GraphManifest,
  PlanStep,
} from '../../contract/types.ts';
import { english, englishWordings, type Wordings } from '../graph/language-words.ts';
import { fillTemplate } from '../graph/relation-words.ts';
import { behindColon } from './gate/behind-colon.ts';
import { isCommonWord } from './gate/claims.ts';
import { finished } from './gate/statement.ts';
import { harmless } from './gate/words.ts';

/** How the item of a text is called. */
export interface NamedItem {
  readonly itemName: string;
  /** Words of the data set for an item. */
  readonly noun: GraphManifest['item'];
  /** Those that the evidence is worded by; English where absent. */
  readonly wordings?: Wordings;
}

/**
 * Returns the text of a plan without a model, one sentence a step: the canonical sentences of what it cites, tied
 * together. Which wording is used follows from the evidence alone, so the same evidence always gives the same text; no two
 * sentences of a text are tied alike. Every sentence is put together from canonical sentences and passes the gate. Empty
 * where the plan is.
 */
export function templateText(
  plan: ExplanationPlan,
  evidence: readonly Evidence[],
  item: NamedItem,
): CitedSentence[] {
  // A rank moves with every write, and must not change how the rest reads.
  const lasting = evidence.filter((one) => one.kind !== 'counterfactual');
  const variant = checksum(lasting.map((one) => one.sentence).join('\n'));
  const starts = new Set<string>();
  return plan.steps.flatMap(({ role, cites }, index): CitedSentence[] => {
    const [first, ...others] = cites.flatMap((id) => evidence.find((one) => one.id === id) ?? []);
    if (first === undefined) return [];
    const isAlone = plan.form === 'bullets' && !starts.has(firstWord(first.sentence));
    starts.add(firstWord(first.sentence));
    const begun = sentenceFor({ role, isAlone, index }, first, variant, item);
    const tied = others.map((one) => warningOf(one, variant, item));
    const whole = [begun, ...tied.map(lowerFirst)].map((part) => part.replace(/\.$/u, '')).join('; ');
    return [{ text: tied.length === 0 ? begun : finished(whole), cites }];
  });
}

/** Where a sentence stands. */
interface Place {
  readonly role: PlanStep['role'];
  /** Points of a list stand by themselves, but for those that would begin as one before. */
  readonly isAlone: boolean;
  readonly index: number;
}

function firstWord(sentence: string): string {
  return /^[^\s,:]*/u.exec(sentence)?.[0] ?? '';
}

function sentenceFor(
  { role, isAlone, index }: Place,
  evidence: Evidence,
  variant: number,
  item: NamedItem,
): string {
  if (role === 'drawback') return warningOf(evidence, variant, item);
  if (isAlone || role === 'change') return evidence.sentence;
  const { words } = item.wordings ?? englishWordings;
  if (role === 'quote') return quoting(evidence, variant >>> 6, words);
  if (role === 'reason') return worded(evidence, pick(words.openings, variant), item);
  return worded(evidence, pick(words.furthers, (variant >>> 3) + index), item);
}

function warningOf(evidence: Evidence, variant: number, item: NamedItem): string {
  const { words } = item.wordings ?? englishWordings;
  return worded(evidence, pick(words.drawbacks, variant >>> 9), item);
}

/** Words of a reviewer; the item was named before. */
function quoting({ quote, sentence }: Evidence, variant: number, words: Wordings['words']): string {
  if (quote === null) return sentence;
  return finished(fillTemplate(pick(words.quotedAgain, variant), { quote: harmless(quote) }));
}

/**
 * Words a sentence around the text of evidence, in which the item, unless it stands alone, is "it" or "this film", or what
 * the data set has for it in the language. In English the text goes on in small letters.
 */
function worded({ sentence, names }: Evidence, template: string, item: NamedItem): string {
  const { itemName, wordings = englishWordings } = item;
  if (template === '{reason}') return sentence;
  if (wordings.language !== english)
    return fillTemplate(template, { item: itemName, reason: withPhrase(sentence, itemName, wordings.item) });
  const startsWithName = names.some((name) => !isCommonWord(name) && sentence.startsWith(name));
  const guarded = startsWithName ? `${nameGuard}${sentence}` : sentence;
  const reason = lowerFirst(behindColon(withPronoun(guarded, item)));
  return fillTemplate(template, { item: itemName, reason }).replace(nameGuard, '');
}

/** "Dieses Spiel wurde ..." or "... loben dieses Spiel." in the place of a name that stands there and nowhere else. */
function withPhrase(text: string, itemName: string, phrase: Wordings['item']): string {
  if (phrase === null || text.split(itemName).length !== 2) return text;
  if (text.startsWith(`${itemName} `)) return `${phrase?.subject}${text.slice(itemName.length)}`;
  return text.endsWith(` ${itemName}.`) ? `${text.slice(0, -itemName.length - 1)}${phrase?.object}.` : text;
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

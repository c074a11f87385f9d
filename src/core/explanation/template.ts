import type {
  CitedSentence,
  Evidence,
  ExplanationPlan,
  GraphManifest,
  PlanStep,
} from '../../contract/types.ts';
import { isCommonWord } from './claims.ts';
import { finished } from './statement.ts';
import { harmless } from './words.ts';

type Wording = (text: string, itemName: string) => string;

const openings: readonly Wording[] = [
  (reason) => reason,
  (reason, itemName) => `The main reason for ${itemName}: ${lowerFirst(reason)}`,
  (reason, itemName) => `Here is why ${itemName} may suit you: ${lowerFirst(reason)}`,
  (reason, itemName) => `${itemName} may appeal to you because ${lowerFirst(reason)}`,
  (reason, itemName) => `${itemName} is worth a look: ${lowerFirst(reason)}`,
  (reason, itemName) => `Why ${itemName}: ${lowerFirst(reason)}`,
  (reason, itemName) => `${itemName} could be a match for you: ${lowerFirst(reason)}`,
];
const continuations: readonly string[] = ['Besides,', 'Also,', 'In addition,', 'Moreover,', 'Furthermore,'];
const warnings: readonly string[] = [
  'One drawback:',
  'On the other hand,',
  'A caveat:',
  'A drawback to consider:',
  'Be aware:',
];
const reviewers: readonly string[] = ['A reviewer', 'As a reviewer'];

/** How the item of a text is called. */
export interface NamedItem {
  readonly itemName: string;
  /** Words of the data set for an item. */
  readonly noun: GraphManifest['item'];
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
  return plan.steps.flatMap(({ role, cites }): CitedSentence[] => {
    const [first, ...others] = cites.flatMap((id) => evidence.find((one) => one.id === id) ?? []);
    if (first === undefined) return [];
    const begun = sentenceFor(role, plan.form, first, variant, item);
    const tied = others.map((one) => warningOf(one, variant, item));
    const whole = [begun, ...tied.map(lowerFirst)].map((part) => part.replace(/\.$/u, '')).join('; ');
    return [{ text: tied.length === 0 ? begun : finished(whole), cites }];
  });
}

function sentenceFor(
  role: PlanStep['role'],
  form: string,
  evidence: Evidence,
  variant: number,
  item: NamedItem,
): string {
  if (role === 'drawback') return warningOf(evidence, variant, item);
  // The points of a list stand by themselves.
  if (form === 'bullets' || role === 'change') return evidence.sentence;
  if (role === 'quote') return quoting(evidence.sentence, variant >>> 6, item.itemName);
  if (role === 'reason')
    return worded(evidence, (text) => pick(openings, variant)(text, item.itemName), item);
  return worded(evidence, (text) => `${pick(continuations, variant >>> 3)} ${lowerFirst(text)}`, item);
}

function warningOf(evidence: Evidence, variant: number, item: NamedItem): string {
  return worded(evidence, (text) => `${pick(warnings, variant >>> 9)} ${lowerFirst(text)}`, item);
}

/** The item was named before the words of a reviewer come. */
function quoting(sentence: string, variant: number, itemName: string): string {
  const start = `A reviewer of ${itemName} wrote: `;
  return sentence.startsWith(start)
    ? `${pick(reviewers, variant)} wrote: ${sentence.slice(start.length)}`
    : sentence;
}

/** Words a sentence around the text of evidence, in which the item, unless it stands alone, is "it" or "this film". */
function worded({ sentence, names }: Evidence, words: (text: string) => string, item: NamedItem): string {
  if (words(sentence) === sentence) return sentence;
  const startsWithName = names.some((name) => !isCommonWord(name) && sentence.startsWith(name));
  const guarded = startsWithName ? `${nameGuard}${sentence}` : sentence;
  return words(withoutColon(withPronoun(guarded, item))).replace(nameGuard, '');
}

/** Behind "One drawback:" a second colon would stand: "you care about price, and all 3 opinions ...". */
function withoutColon(text: string): string {
  return text.replace(/^(You care about [^:]+): /u, '$1, and ');
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

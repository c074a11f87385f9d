import type { CitedSentence, Evidence, GraphManifest } from '../../../contract/types.ts';
import { type CapitalRun, type Claims, readClaims, type Subject } from './claims.ts';
import { framedSentence } from './clause-frames.ts';
import { glueOf, isNegator } from './neutral-words.ts';
import { readNumbers } from './numbers.ts';
import { type EvidenceRead, holdsQuotation, type Lack, lacksOf, readEvidence } from './support.ts';
import { harmless, stem, wordCount, wordsOf } from './words.ts';

/** Version of the gate; part of the key of every result, so that a stricter gate judges anew. */
export const gateVersion = '5';

/** Limits of a text, in words and sentences. */
export const gateLimits = { sentencesMax: 6, sentenceWordsMax: 45, textWordsMax: 110 } as const;

/** One fault of a text. */
export interface GateProblem {
  /** Position of the sentence from 1, or 0 for the text as a whole. */
  readonly sentence: number;
  /** What is wrong, without a word of the text: fit to be kept. */
  readonly message: string;
  /** The words concerned, as the model wrote them: for its repair only, never to be stored or shown. */
  readonly words: readonly string[];
}

/** What the gate holds a text against. */
export interface GateInput {
  readonly sentences: readonly CitedSentence[];
  readonly evidence: readonly Evidence[];
  readonly itemName: string;
  /** Words of the data set for an item. */
  readonly noun: GraphManifest['item'];
  /** Most sentences, where a form allows fewer than `gateLimits`. */
  readonly sentencesMax?: number;
}

/** Verdict of the gate. */
export type Verdict =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly problems: readonly GateProblem[] };

/**
 * Returns whether every sentence says only what its cited evidence says. Deterministic, no model. For each clause one
 * cited statement must hold all its names, numbers and words that are not neutral, with the same negation, the same
 * direction between names, and nothing more about the asker. Words of a review may stand only in quotation marks, as
 * the reviewer wrote them. A sentence on evidence against the item must not praise, and the other way round; a
 * drawback in the evidence must be told. English only. It refuses some true sentences (synonyms, sums over several
 * statements); what it accepts was put together from the words of its evidence.
 * Cost: O(sentences × cited evidence × length).
 */
export function judge(input: GateInput): Verdict {
  const { sentences, evidence, sentencesMax = gateLimits.sentencesMax } = input;
  const judged = judgedSentences(input);
  const problems = [
    ...wholeProblems(sentences, evidence, sentencesMax),
    ...judged.flatMap((faults, index) =>
      faults.map(({ message, words }) => ({
        sentence: index + 1,
        message: `sentence ${index + 1} ${message}`,
        words,
      })),
    ),
  ];
  return problems.length === 0 ? { accepted: true } : { accepted: false, problems };
}

/** Returns whether each sentence by itself says only what its evidence says, whatever the text as a whole lacks. */
export function acceptsEach(input: GateInput): boolean {
  return judgedSentences(input).every((faults) => faults.length === 0);
}

function judgedSentences(input: GateInput): Fault[][] {
  const { sentences, evidence } = input;
  const names = [...new Set([input.itemName, ...evidence.flatMap((one) => one.names)])];
  const cited = new Set(sentences.flatMap((sentence) => sentence.cites));
  const subject: Subject = {
    itemName: input.itemName,
    nounStems: new Set(
      [input.noun.one, input.noun.many].flatMap((noun) => wordsOf(noun).map((word) => stem(word))),
    ),
  };
  const reads = new Map(
    evidence.filter((one) => cited.has(one.id)).map((one) => [one.id, readEvidence(one, names, subject)]),
  );
  return sentences.map((sentence) => sentenceProblems(sentence, names, reads, subject));
}

type Fault = Pick<GateProblem, 'message' | 'words'>;

function wholeProblems(
  sentences: readonly CitedSentence[],
  evidence: readonly Evidence[],
  sentencesMax: number,
): GateProblem[] {
  const problems: string[] = [];
  const texts = sentences.map((sentence) => sentence.text.trim().toLowerCase());
  const cited = new Set(sentences.flatMap((sentence) => sentence.cites));
  const citesKind = (kind: Evidence['kind']): boolean =>
    evidence.some((one) => one.kind === kind && cited.has(one.id));
  if (sentences.length === 0) problems.push('the text is empty');
  if (sentences.length > sentencesMax) {
    problems.push(`the text has ${sentences.length} sentences, at most ${sentencesMax} are allowed`);
  }
  const words = sentences.reduce((sum, sentence) => sum + wordCount(sentence.text), 0);
  if (words > gateLimits.textWordsMax) {
    problems.push(`the text has ${words} words, at most ${gateLimits.textWordsMax} are allowed`);
  }
  if (new Set(texts).size < texts.length) problems.push('the text says a sentence twice');
  if (!citesKind('reason') && evidence.some((one) => one.kind === 'reason'))
    problems.push('no sentence cites a reason');
  const drawback = evidence.find((one) => one.kind === 'against');
  if (drawback !== undefined && !citesKind('against'))
    problems.push(`the drawback ${drawback.id} is not told`);
  return problems.map((message) => ({ sentence: 0, message, words: [] }));
}

function sentenceProblems(
  sentence: CitedSentence,
  names: readonly string[],
  reads: ReadonlyMap<string, EvidenceRead>,
  subject: Subject,
): Fault[] {
  const unknown = sentence.cites.filter((id) => !reads.has(id));
  if (unknown.length > 0) return [{ message: 'cites evidence that does not exist', words: unknown }];
  const cited = [...new Set(sentence.cites)].map((id) => reads.get(id)).filter((read) => read !== undefined);
  if (cited.length === 0) return [{ message: 'cites nothing', words: [] }];
  const claims = readClaims(sentence.text, names);
  return [
    ...formFaults(sentence.text, cited, subject),
    ...claimFaults(claims, cited, subject),
    ...polarityFaults(claims, cited),
  ];
}

/** Length, one line, and letters and signs that English has or the cited evidence holds. */
function formFaults(text: string, cited: readonly EvidenceRead[], subject: Subject): Fault[] {
  const faults: Fault[] = [];
  const words = wordCount(text);
  if (words === 0) faults.push({ message: 'has no words', words: [] });
  if (words > gateLimits.sentenceWordsMax) {
    faults.push({
      message: `has ${words} words, at most ${gateLimits.sentenceWordsMax} are allowed`,
      words: [],
    });
  }
  const known = cited.map((read) => read.evidence.sentence).join(' ') + subject.itemName;
  const foreign = [...text].filter(
    (character) => !plainCharacter.test(character) && !known.includes(character),
  );
  if (foreign.length > 0) {
    faults.push({
      message: 'has letters or signs that are not in its evidence',
      words: [...new Set(foreign)],
    });
  }
  const rest = withoutKnown(text, cited, subject);
  if (/(?<![^\s(])[-–−]\d/u.test(rest)) faults.push({ message: 'has a sign before a number', words: [] });
  if (/[.!?]["”')]?\s+\p{Lu}/u.test(rest)) {
    faults.push({ message: 'is more than one sentence', words: [] });
  }
  return faults;
}

const plainCharacter = /[A-Za-z0-9 .,;:!?'’"“”()\-–—…]/u;

/** Names and quotations may hold full stops. */
function withoutKnown(text: string, cited: readonly EvidenceRead[], subject: Subject): string {
  const names = [subject.itemName, ...cited.flatMap((read) => [...read.names])].sort(
    (a, b) => b.length - a.length,
  );
  let rest = text.replace(/"[^"]*"|“[^”]*”/gu, 'X');
  for (const name of names) if (name !== '') rest = rest.replaceAll(name, 'X');
  for (const { evidence } of cited) rest = rest.replaceAll(evidence.sentence, 'X');
  return rest;
}

function claimFaults(claims: Claims, cited: readonly EvidenceRead[], subject: Subject): Fault[] {
  const faults: Fault[] = [];
  if (claims.isUnbalanced) faults.push({ message: 'has a quotation mark without its partner', words: [] });
  const misquoted = claims.quotations.filter(
    (quotation) => !cited.some((read) => holdsQuotation(quotation, read)),
  );
  if (misquoted.length > 0)
    faults.push({ message: 'quotes words that no cited review holds', words: misquoted });
  const sources = [...cited.map((read) => withoutQuote(read)), subject.itemName];
  const invented = claims.capitals.filter((run) => !sources.some((source) => holdsCapitals(source, run)));
  if (invented.length > 0)
    faults.push({
      message: 'names something that its evidence does not',
      words: invented.map((run) => run.text),
    });
  for (const clause of framedSentence(claims.clauses, subject).clauses) {
    const lacks = fewest(cited.map((read) => lacksOf(clause, read, subject)));
    faults.push(...lacks.map((lack) => ({ message: lackMessages[lack.kind], words: lack.words })));
  }
  return faults;
}

const lackMessages: Readonly<Record<Lack['kind'], string>> = {
  name: 'says of a name what its evidence does not say of it',
  number: 'states a number that its evidence does not hold there',
  word: 'has words that its evidence does not hold; words of a review must stand in quotation marks',
  negation: 'turns a statement of its evidence round',
  direction: 'exchanges the two ends of a relation',
  relation: 'ties a name to a relation that its evidence ties to another',
  asker: 'says something about the reader that its evidence does not say',
  binding: 'puts together what its evidence does not say together',
  count: 'counts a list otherwise than it is long',
};

function fewest(candidates: readonly Lack[][]): Lack[] {
  return candidates.reduce((best, lacks) => (lacks.length < best.length ? lacks : best));
}

function withoutQuote(read: EvidenceRead): string {
  const { quote, sentence } = read.evidence;
  return quote === null ? sentence : sentence.replace(`"${harmless(quote)}"`, '');
}

/** The first word of a sentence may drop out of its run when it needs no evidence or stands there in small letters. */
function holdsCapitals(source: string, run: CapitalRun): boolean {
  if (holdsRun(source, run.text)) return true;
  if (!run.isFirst) return false;
  const [first = '', ...rest] = run.text.split(/[ -]/u);
  const isPlain =
    glueOf(first) !== null ||
    isNegator(first) ||
    readNumbers(first).numbers.length > 0 ||
    wordsOf(source).some((word) => word === word.toLowerCase() && stem(word) === stem(first));
  // A single first word that is not plain is a word like any other: the evidence must hold it.
  return rest.length === 0 || (isPlain && holdsRun(source, run.text.slice(first.length + 1)));
}

function holdsRun(source: string, run: string): boolean {
  const isLetter = (character: string | undefined): boolean => /[\p{L}\p{M}]/u.test(character ?? ' ');
  for (let position = source.indexOf(run); position >= 0; position = source.indexOf(run, position + 1)) {
    if (!isLetter(source[position - 1]) && !isLetter(source[position + run.length])) return true;
  }
  return false;
}

function polarityFaults(claims: Claims, cited: readonly EvidenceRead[]): Fault[] {
  const polarities = new Set(cited.map((read) => read.evidence.polarity));
  const outside = claims.clauses
    .flatMap((clause) => clause.stems)
    .filter((word) => !cited.some((read) => read.stems.has(word)));
  const praising = outside.filter((word) => glueOf(word) === 'for');
  const warning = outside.filter((word) => glueOf(word) === 'against');
  if (praising.length > 0 && !polarities.has('positive')) {
    return [{ message: 'praises on evidence that does not speak for the item', words: praising }];
  }
  if (warning.length > 0 && !polarities.has('negative')) {
    return [{ message: 'warns on evidence that does not speak against the item', words: warning }];
  }
  return [];
}

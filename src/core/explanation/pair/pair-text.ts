import { unsupportedSpans } from '../spans.ts';
import { type ChosenAspect, chosenAspects } from './chosen-aspects.ts';
import { pairGrounds } from './pair-grounds.ts';
import type { ProfileCorpus } from './profile-corpus.ts';
import type { ProfilePair } from './read-profile.ts';

/** What a text says, with the evidence that it adds to title and profiles. */
export interface PairText {
  readonly text: string;
  /** Canonical sentences of what title, drawbacks and paths show. */
  readonly evidence: readonly string[];
}

/** Most words of a text. */
const wordsMax = 50;

/**
 * Returns a text on why the user may like the item, made of words of both profiles and of the number of people who
 * chose alike: what she may enjoy of it is what its own profile speaks well of, what she appreciates or enjoys is what only
 * hers speaks of. What the item's profile asks readers to put up with is told as a drawback; what neither profile names is
 * never said. Deterministic; at most `wordsMax` words: what is said of paths and of a series falls away first, then the
 * title becomes "it". A text that the strict check would refuse is told with the main title, then without aspects.
 */
export function pairText(pair: ProfilePair, corpus: ProfileCorpus): PairText {
  const chosen = chosenAspects(pair, corpus);
  const title = plainTitle(pair.title);
  const [mainTitle = title] = title.split(/: | \(/u);
  const attempts = [
    wordedText(pair, title, chosen),
    wordedText(pair, mainTitle === '' ? title : mainTitle, chosen),
    wordedText(pair, title, []),
  ];
  const isAccepted = ({ text, evidence }: PairText): boolean =>
    unsupportedSpans(text, pairGrounds(pair, evidence)).length === 0;
  return attempts.find(isAccepted) ?? { text: 'Consider it.', evidence: [] };
}

function wordedText(pair: ProfilePair, title: string, chosen: readonly ChosenAspect[]): PairText {
  const [drawback] = pair.itemProfile.drawbacks;
  const isInSeries = seriesPattern.test(pair.title) && !chosen.some((one) => one.stem === 'seri');
  const alike =
    pair.people === null ? [] : [`Of those who chose some of what you chose, ${pair.people} also chose it.`];
  const sentences = [
    mainSentence(title, chosen, drawback),
    ...(isInSeries ? ['It is in a series.'] : []),
    ...alike,
  ];
  while (sentences.length > 1 && lengthOf(sentences.join(' ')) > wordsMax) sentences.pop();
  const text = sentences.join(' ');
  return {
    text: lengthOf(text) > wordsMax ? mainSentence('it', chosen, drawback) : text,
    evidence: [
      ...(drawback === undefined ? [] : [`${title} comes with ${drawback}.`]),
      ...(isInSeries ? [`${title} is in a series.`] : []),
      ...alike,
    ],
  };
}

/** The title stands in a clause of its own, since no profile need say of it what the next clause says. */
function mainSentence(title: string, chosen: readonly ChosenAspect[], drawback: string | undefined): string {
  const ofItem = chosen.filter((one) => one.isOfItem);
  const ofUser = chosen.filter((one) => !one.isOfItem);
  const verb = ofUser.every((one) => one.isAppreciated) ? 'appreciate' : 'enjoy';
  const parts = [
    ...(ofUser.length === 0 ? [] : [`${verb} ${listOf(ofUser)}`]),
    ...(ofItem.length === 0 ? [] : [`may enjoy its ${listOf(ofItem)}`]),
  ];
  // Two ways to begin, so that a list of texts does not read like a form.
  const opening = (title.length + chosen.length) % 2 === 0 ? ':' : ', since';
  const reasons = parts.length === 0 ? '' : `${opening} you ${parts.join(', and ')}`;
  return `Consider ${title}${reasons}${drawback === undefined ? '' : `, though it comes with ${drawback}`}.`;
}

function listOf(aspects: readonly ChosenAspect[]): string {
  const phrases = aspects.map((one) => one.phrase);
  return phrases.length < 2 ? (phrases[0] ?? '') : `${phrases.slice(0, -1).join(', ')} and ${phrases.at(-1)}`;
}

function lengthOf(text: string): number {
  return text.split(/\s+/u).length;
}

/** A title that counts volumes, or says so. */
const seriesPattern = /\b(?:volume|vol\.?|book)\s*\d+|#\d+|\bseries\b|\btrilogy\b|\bsaga\b/iu;

/** The title without a count of volumes in brackets. */
function plainTitle(title: string): string {
  const plain = title.replaceAll('&amp;', '&').trim();
  const short = plain.replace(/\s*\((?:volume|vol\.?|book)\s*\d+\)/giu, '').trim();
  return short === '' ? plain : short;
}

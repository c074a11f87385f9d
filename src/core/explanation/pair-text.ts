import type { StemmedWord } from '../opinions/syntax/tag-stems.ts';

/** How all profiles of a data set speak of an aspect. */
export interface ProfileCorpus {
  /** Share of the items' profiles that name it, by stem. */
  readonly namedShare: ReadonlyMap<string, number>;
  /** Share of its mentions that stand behind a judging word ("strong characters"), smoothed, by stem. */
  readonly judgedShare: ReadonlyMap<string, number>;
}

/** Two profiles in words. */
export interface ProfilePair {
  readonly title: string;
  readonly itemProfile: readonly StemmedWord[];
  readonly userProfile: readonly StemmedWord[];
  /** People who chose the item and something that the user chose; null where too few to be told. */
  readonly people: number | null;
}

/** What a text says, with the evidence that it adds to title and profiles. */
export interface PairText {
  readonly text: string;
  /** Canonical sentences of what title and paths show. */
  readonly evidence: readonly string[];
}

/** How aspects are chosen; dimensionless. */
export const profileChoice = {
  aspectsMax: 4,
  /** An aspect that the item's own profile names counts this much more. */
  itemBonus: 4,
  /** Exponent of the share of judged mentions. */
  judgedPower: 0.5,
  scoreMin: 0.1,
} as const;

/** Most words of a text. */
const wordsMax = 50;
/** Judged this often, an aspect keeps its weight. */
const judgedNormal = 0.3;
/** A judging word stands at most so many words before its aspect. */
const judgingReach = 2;
/** Nouns for those who choose, for choosing and for what profiles are made of: no aspect of what is chosen. */
const outsideAspects: ReadonlySet<string> = new Set(
  'fan enthusiast lover individu reader user peopl person custom guest review rate purchas interact genr touch element mix volum blend item author interest busi histori book stori novel read experi option enjoy appreci offer make'.split(
    ' ',
  ),
);

/**
 * Returns how the profiles of a data set speak of aspects; `items` and `users` hold one profile each. `isJudging` tells
 * words that judge what follows them. Cost: linear in the profiles.
 */
export function profileCorpus(
  items: readonly (readonly StemmedWord[])[],
  users: readonly (readonly StemmedWord[])[],
  isJudging: (word: StemmedWord) => boolean,
): ProfileCorpus {
  const named = new Map<string, number>();
  for (const profile of items)
    for (const stem of new Set(profile.filter(isAspect).map((word) => word.stem)))
      named.set(stem, (named.get(stem) ?? 0) + 1);
  const mentions = new Map<string, number>();
  const judged = new Map<string, number>();
  for (const profile of [...items, ...users]) {
    for (const [index, word] of profile.entries()) {
      if (!isAspect(word)) continue;
      mentions.set(word.stem, (mentions.get(word.stem) ?? 0) + 1);
      if (profile.slice(Math.max(0, index - judgingReach), index).some(isJudging))
        judged.set(word.stem, (judged.get(word.stem) ?? 0) + 1);
    }
  }
  return {
    namedShare: new Map([...named].map(([stem, count]) => [stem, count / items.length])),
    judgedShare: new Map(
      [...mentions].map(([stem, count]) => [stem, ((judged.get(stem) ?? 0) + 1) / (count + 5)]),
    ),
  };
}

/**
 * Returns a text on why the user may like the item, made of words of both profiles and of the number of people who
 * chose alike. Named are the aspects that profiles of the data set name most and judge most, the item's own before the
 * user's; what neither profile names is never said. Deterministic; at most `wordsMax` words: what is said of paths and of
 * a series falls away first, then the title becomes "it".
 */
export function pairText(pair: ProfilePair, corpus: ProfileCorpus): PairText {
  const chosen = chosenAspects(pair, corpus);
  const title = shortTitle(pair.title);
  const isInSeries = seriesPattern.test(pair.title);
  const alike =
    pair.people === null ? [] : [`Of those who chose some of what you chose, ${pair.people} also chose it.`];
  const evidence = [...(isInSeries ? [`${title} is in a series.`] : []), ...alike];
  const sentences = [mainSentence(title, chosen), ...(isInSeries ? ['It is in a series.'] : []), ...alike];
  while (sentences.length > 1 && lengthOf(sentences.join(' ')) > wordsMax) sentences.pop();
  const text = sentences.join(' ');
  return { text: lengthOf(text) > wordsMax ? mainSentence('It', chosen) : text, evidence };
}

function mainSentence(title: string, chosen: readonly ChosenAspect[]): string {
  const ofItem = listOf(chosen.filter((one) => one.isOfItem).map((one) => one.text));
  const ofUser = listOf(chosen.filter((one) => !one.isOfItem).map((one) => one.text));
  if (ofItem === '') return `${title} may suit you${ofUser === '' ? '' : `, who would want ${ofUser}`}.`;
  return `${title} may suit you for its ${ofItem}${ofUser === '' ? '' : `, and you would want ${ofUser}`}.`;
}

function lengthOf(text: string): number {
  return text.split(/\s+/u).length;
}

/** A title that counts volumes, or says so. */
const seriesPattern = /\b(?:volume|vol\.?|book)\s*\d+|#\d+|\bseries\b|\btrilogy\b|\bsaga\b/iu;

/** The title without a count of volumes in brackets. */
function shortTitle(title: string): string {
  const short = title.replace(/\s*\((?:volume|vol\.?|book)\s*\d+\)/giu, '').trim();
  return short === '' ? title : short;
}

interface ChosenAspect {
  readonly stem: string;
  readonly text: string;
  readonly isOfItem: boolean;
  readonly score: number;
}

function chosenAspects(pair: ProfilePair, corpus: ProfileCorpus): ChosenAspect[] {
  const known = new Map<string, ChosenAspect>();
  const add = (profile: readonly StemmedWord[], isOfItem: boolean): void => {
    for (const word of profile) {
      if (!isAspect(word) || known.has(word.stem)) continue;
      const judged = (corpus.judgedShare.get(word.stem) ?? judgedNormal) / judgedNormal;
      const score =
        (corpus.namedShare.get(word.stem) ?? 0) *
        judged ** profileChoice.judgedPower *
        (isOfItem ? 1 + profileChoice.itemBonus : 1);
      known.set(word.stem, { stem: word.stem, text: word.text.toLowerCase(), isOfItem, score });
    }
  };
  add(pair.itemProfile, true);
  add(pair.userProfile, false);
  return [...known.values()]
    .filter((one) => one.score > profileChoice.scoreMin)
    .sort((left, right) => right.score - left.score || (left.stem < right.stem ? -1 : 1))
    .slice(0, profileChoice.aspectsMax);
}

function isAspect(word: StemmedWord): boolean {
  return word.tag === 'NOUN' && !outsideAspects.has(word.stem);
}

function listOf(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

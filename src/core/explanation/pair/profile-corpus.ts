import type { OpinionLexicon } from '../../opinions/lexicon.ts';
import type { StemmedWord } from '../../opinions/syntax/tag-stems.ts';
import type { ProfileRead } from './read-profile.ts';

/** How all profiles of a data set speak of an aspect. */
export interface ProfileCorpus {
  /** Share of the items' profiles that name it, by stem. */
  readonly namedShare: ReadonlyMap<string, number>;
  /** Share of its mentions that stand behind a judging word ("strong characters"), smoothed, by stem. */
  readonly judgedShare: ReadonlyMap<string, number>;
  /** Share of its mentions in which it is the whole name, by stem: high for "service", low for "fiction". */
  readonly aloneShare: ReadonlyMap<string, number>;
  /** The form it mostly has, by stem: "atmosphere", "dishes". */
  readonly usualForm: ReadonlyMap<string, string>;
  /** Share of its mentions with "a" or "an" somewhere before its adjectives, by form. */
  readonly articleShare: ReadonlyMap<string, number>;
  /** Stems that are a noun somewhere. */
  readonly nouns: ReadonlySet<string>;
}

/** A judging word stands at most so many words before its aspect. */
const judgingReach = 2;
/** Nouns for those who choose, for choosing and for what profiles are made of: no aspect of what is chosen; "cozy" the tagger takes for a noun, and a
 * series is told by its title. */
const outsideAspects: ReadonlySet<string> = new Set(
  'fan enthusiast lover individu reader user peopl person custom guest review rate purchas interact genr touch element mix volum blend item author interest busi histori book stori novel read experi option enjoy appreci offer make spot place cozi'.split(
    ' ',
  ),
);

/** Returns whether a word of a profile can name an aspect of what is chosen. */
export function isAspect(word: StemmedWord): boolean {
  return word.tag === 'NOUN' && !outsideAspects.has(word.stem);
}

/**
 * Returns how the profiles of a data set speak of aspects; `items` and `users` hold one profile each. Cost: linear in the
 * profiles.
 */
export function profileCorpus(
  items: readonly ProfileRead[],
  users: readonly ProfileRead[],
  lexicon: OpinionLexicon,
): ProfileCorpus {
  const all = [...items, ...users];
  const named = countsOf(items.flatMap(({ words }) => [...new Set(words.filter(isAspect).map(stemOf))]));
  const mentions = all.flatMap(({ words }) => mentionsOf(words, lexicon));
  const stems = countsOf(mentions.map((mention) => mention.stem));
  const forms = countsOf(mentions.map((mention) => mention.form));
  const judged = countsOf(mentions.filter((mention) => mention.isJudged).map((mention) => mention.stem));
  const withArticle = countsOf(
    mentions.filter((mention) => mention.hasArticle).map((mention) => mention.form),
  );
  const inPhrases = all.flatMap((profile) => profile.nouns);
  const alone = countsOf(inPhrases.filter((noun) => noun.isWhole).map((noun) => noun.stem));
  return {
    namedShare: mapped(named, (count) => count / items.length),
    judgedShare: mapped(stems, (count, stem) => ((judged.get(stem) ?? 0) + 1) / (count + 5)),
    aloneShare: mapped(
      countsOf(inPhrases.map((noun) => noun.stem)),
      (count, stem) => (alone.get(stem) ?? 0) / count,
    ),
    usualForm: usualForms(mentions, forms),
    articleShare: mapped(forms, (count, form) => (withArticle.get(form) ?? 0) / count),
    nouns: new Set(all.flatMap(({ words }) => words.filter((word) => word.tag === 'NOUN').map(stemOf))),
  };
}

interface Mention {
  readonly stem: string;
  readonly form: string;
  readonly isJudged: boolean;
  readonly hasArticle: boolean;
}

function mentionsOf(words: readonly StemmedWord[], lexicon: OpinionLexicon): Mention[] {
  return words.flatMap((word, index) => {
    if (!isAspect(word)) return [];
    const before = words.slice(Math.max(0, index - judgingReach), index);
    return {
      stem: word.stem,
      form: word.text.toLowerCase(),
      isJudged: before.some((one) => isJudging(one, lexicon)),
      hasArticle: hasArticle(words, index),
    };
  });
}

/** Of the forms of a stem the commonest, of equally common ones the first by alphabet. */
function usualForms(mentions: readonly Mention[], forms: ReadonlyMap<string, number>): Map<string, string> {
  const usual = new Map<string, string>();
  for (const { stem, form } of mentions) {
    const other = usual.get(stem);
    const lead = (forms.get(form) ?? 0) - (forms.get(other ?? '') ?? 0);
    if (other === undefined || lead > 0 || (lead === 0 && form < other)) usual.set(stem, form);
  }
  return usual;
}

/** A word that judges what follows it. */
function isJudging(word: StemmedWord, lexicon: OpinionLexicon): boolean {
  if (word.tag !== 'ADJ' && word.tag !== 'VERB') return false;
  if (/(?:ing|ed)$/u.test(word.text)) return true;
  return word.tag === 'ADJ' && lexicon.qualities.get(word.text.toLowerCase()) === 'positive';
}

function hasArticle(words: readonly StemmedWord[], index: number): boolean {
  let before = index - 1;
  while (/^(?:ADJ|ADV|NOUN|VERB|CCONJ)$/.test(words[before]?.tag ?? '')) before--;
  return /^an?$/iu.test(words[before]?.text ?? '');
}

function mapped(
  counts: ReadonlyMap<string, number>,
  value: (count: number, key: string) => number,
): Map<string, number> {
  return new Map([...counts].map(([key, count]) => [key, value(count, key)]));
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function stemOf(word: StemmedWord): string {
  return word.stem;
}

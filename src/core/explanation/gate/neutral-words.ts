import { stem } from './words.ts';

/**
 * Words that say nothing by themselves, so that a sentence may use them without evidence: articles, pronouns,
 * prepositions, auxiliaries and what ties sentences together. No quantity (some, most, only), no praise, no negation.
 */
const neutral = `
  a an the this that these those it its itself them they their there here you your yours who whom whose which what
  when where how as at by for from in into of off on onto out over to up with about around among between through
  than then so such too also well
  is are was were be been being am has have had having do does did will would can could may might shall should
  and or because since while though although whereas however besides moreover furthermore addition additionally
  similarly likewise meanwhile still yet therefore thus hence but if
  reason main chief why note one thing point let mean other hand say side put
`;

/** Words that speak for an item: never beside evidence that is only against it. */
const speakingFor = `
  recommend recommendation recommended suggest suggestion suit suits match matches fit fits appeal appeals enjoy
  worth choice pick taste tastes interest interests interesting likely look favour
`;

/** Words that announce a drawback: never beside evidence that is only in favour. */
const speakingAgainst = `
  drawback downside caveat unfortunately beware aware against careful consider bear keep mind warning
`;

/** Words that turn the meaning of what follows round. */
const negators = `not no never none neither nor without cannot hardly barely nothing nobody`;

const neutralStems = stemsOf(neutral);
const forStems = stemsOf(speakingFor);
const againstStems = stemsOf(speakingAgainst);
const negatorWords: ReadonlySet<string> = new Set(negators.split(/\s+/u));

/** What a word may do without evidence. */
export type Glue = 'neutral' | 'for' | 'against' | null;

/** Returns whether `word` is neutral, speaks for or against an item, or, null, needs evidence. */
export function glueOf(word: string): Glue {
  const stemmed = stem(word);
  if (neutralStems.has(stemmed)) return 'neutral';
  if (forStems.has(stemmed)) return 'for';
  return againstStems.has(stemmed) ? 'against' : null;
}

/** Returns whether `word` negates: not, never, without, isn't. */
export function isNegator(word: string): boolean {
  const lower = word.toLowerCase().replaceAll('’', "'");
  return negatorWords.has(lower) || lower.endsWith("n't");
}

function stemsOf(words: string): ReadonlySet<string> {
  return new Set(
    words
      .trim()
      .split(/\s+/u)
      .map((word) => stem(word)),
  );
}

import { foldText } from '../fold-text.ts';
import { isNegator } from './gate/neutral-words.ts';
import { stem, wordsOf } from './gate/words.ts';

/** What can be asked about an explanation. */
export type FollowUpIntent =
  | 'who-said-that'
  | 'show-path'
  | 'what-if-without'
  | 'what-if-with'
  | 'why-not'
  | 'newest-reviews'
  | 'against'
  | 'unknown';

/** Names that make questions concrete; one that is not known leaves its question out. */
export interface QuestionNames {
  readonly liked: string | undefined;
  readonly aspect: string | undefined;
  readonly other: string | undefined;
}

/** Returns what can be asked, as a reader would ask it: one question for each intent that the names allow. */
export function questionsAbout({ liked, aspect, other }: QuestionNames): string[] {
  return [
    'Who said that?',
    'Show me the path.',
    ...(aspect === undefined ? [] : [`What if I did not care about ${aspect}?`]),
    ...(liked === undefined ? [] : [`What if I had not liked ${liked}?`]),
    ...(other === undefined ? [] : [`What if I liked ${other}?`, `Why not ${other}?`]),
    'Is that true of the newest reviews too?',
    'What speaks against it?',
  ];
}

/** Words are small and without accents here. The first rule that fits decides. */
const rules: readonly (readonly [FollowUpIntent, RegExp])[] = [
  ['why-not', /\bwhy (?:not|isn'?t|is not|wasn'?t|was not|no|don'?t you|didn'?t you|do you not)\b/u],
  ['newest-reviews', /\b(?:newest|latest|recent|recently|newer|lately|still|these days)\b/u],
  ['what-if-with', /\b(?:what if|suppose|if i|assuming|imagine)\b/u],
  [
    'who-said-that',
    /\b(?:who|whose|which review\w*|what review\w*|source|sources|where (?:does|did) (?:that|this|it) come from)\b/u,
  ],
  [
    'against',
    /\b(?:against|drawbacks?|downsides?|caveats?|bad|worse|negative|cons|dislike\w*|criticis\w+)\b/u,
  ],
  [
    'show-path',
    /\b(?:paths?|routes?|ways?|connect\w*|linked|links?|related|relation\w*|how do you know|how come)\b/u,
  ],
];

/**
 * Returns what a question asks, by fixed rules on its words: the same question always gives the same intent. English
 * only. "What if" is a question about leaving out where a negation stands in it. Cost: O(length).
 */
export function intentOf(question: string): FollowUpIntent {
  const text = foldText(question).replaceAll('’', "'").replace(/\s+/gu, ' ');
  const found = rules.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown';
  const isDenied = wordsOf(text).some((word) => isNegator(word) || word === 'longer');
  return found === 'what-if-with' && isDenied ? 'what-if-without' : found;
}

/** A node that a question may name. */
export interface Nameable {
  readonly node: number;
  /** Names and ids under which it may be called. */
  readonly names: readonly string[];
}

/**
 * Returns the nodes whose name stands in a question as a whole, longest names first, ties by node; a name inside a longer
 * one that was found counts only where it stands apart. Case and accents do not count. Cost: O(candidates × length).
 */
export function namedIn(question: string, candidates: Iterable<Nameable>): number[] {
  let text = ` ${wordsOf(foldText(question)).join(' ')} `;
  const found: { readonly node: number; readonly name: string }[] = [];
  for (const { node, names } of candidates) {
    for (const name of names) {
      const words = ` ${wordsOf(foldText(name)).join(' ')} `;
      if (words.trim() !== '' && text.includes(words)) found.push({ node, name: words });
    }
  }
  found.sort((left, right) => right.name.length - left.name.length || left.node - right.node);
  const nodes: number[] = [];
  for (const { node, name } of found) {
    if (!text.includes(name)) continue;
    text = text.replaceAll(name, ' \u0000 ');
    if (!nodes.includes(node)) nodes.push(node);
  }
  return nodes;
}

/**
 * Returns the nodes that share a telling word with a question, as "the noise" does with "noise level": those with most
 * words in common, ties by node. Words that say nothing by themselves do not count. Cost: O(candidates × words).
 */
export function hintedIn(question: string, candidates: Iterable<Nameable>): number[] {
  const asked = new Set(tellingStems(question));
  let best: number[] = [];
  let most = 0;
  for (const { node, names } of candidates) {
    const common = Math.max(
      0,
      ...names.map((name) => tellingStems(name).filter((word) => asked.has(word)).length),
    );
    if (common === 0 || common < most) continue;
    if (common > most) best = [];
    most = common;
    best.push(node);
  }
  return best.sort((left, right) => left - right);
}

const wordLengthMin = 3;

function tellingStems(text: string): string[] {
  return wordsOf(foldText(text))
    .filter((word) => word.length >= wordLengthMin && !commonWords.has(word))
    .map((word) => stem(word));
}

const commonWords: ReadonlySet<string> = new Set(
  'the and for with what had have did not was were are you your mine about too out level one ones more than like liked'.split(
    ' ',
  ),
);

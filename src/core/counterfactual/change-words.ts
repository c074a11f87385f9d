import { englishWordings, nameIn, type Wordings } from '../graph/language-words.ts';
import { fillTemplate } from '../graph/relation-words.ts';
import { titleAt } from '../graph/show-node.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';
import { listed } from '../list-words.ts';
import type { OwnFact } from './own-facts.ts';

/** Returns a rank in words of one sign: 1st, 2nd, 3rd, 11th, 21st. */
export function ordinal(rank: number): string {
  const isTeen = rank % 100 >= 11 && rank % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${ending}`;
}

/**
 * Returns "Without your liking of A and B, C would be 14th.": what the removal of facts does to an item; in English "still"
 * where the rank is the one it had `before`.
 */
export function removalSentence(
  snapshot: GraphSnapshot,
  facts: readonly OwnFact[],
  item: number,
  rank: number | null,
  before: number | null = null,
  wordings: Wordings = englishWordings,
): string {
  const { words } = wordings;
  const named = (kind: OwnFact['kind']): string[] =>
    facts.filter((fact) => fact.kind === kind).map((fact) => nameIn(snapshot, wordings, fact.node));
  const [likes, aspects] = [named('like'), named('aspect')];
  const phrases = [
    ...(likes.length === 0 ? [] : [fillTemplate(words.likingOf, { names: listed(likes, words.and) })]),
    ...(aspects.length === 0
      ? []
      : [
          fillTemplate(aspects.length === 1 ? words.careAbout : words.careAboutMany, {
            names: listed(aspects, words.and),
          }),
        ]),
  ];
  const values = { facts: phrases.join(` ${words.and} `), item: titleAt(snapshot, item) };
  if (rank === null) return fillTemplate(words.changedOut, values);
  const still = rank === before ? 'still ' : '';
  const template = words.changed.replace('would be {ordinal}', `would ${still}be {ordinal}`);
  return fillTemplate(template, { ...values, rank, ordinal: ordinal(rank) });
}

/** Returns "With a liking of A, B would be 4th."; "still" where the rank is the one it had `before`. */
export function additionSentence(
  snapshot: GraphSnapshot,
  liked: number,
  item: number,
  rank: number | null,
  before: number | null = null,
): string {
  return `With a liking of ${titleAt(snapshot, liked)}, ${placeSentence(titleAt(snapshot, item), rank, before)}`;
}

function placeSentence(name: string, rank: number | null, before: number | null): string {
  if (rank === null) return `${name} would not be recommended.`;
  return `${name} would ${rank === before ? 'still ' : ''}be ${ordinal(rank)}.`;
}

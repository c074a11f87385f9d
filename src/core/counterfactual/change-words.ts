import { titleAt } from '../graph/show-node.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';
import type { OwnFact } from './own-facts.ts';

/** Returns a rank in words of one sign: 1st, 2nd, 3rd, 11th, 21st. */
export function ordinal(rank: number): string {
  const isTeen = rank % 100 >= 11 && rank % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${ending}`;
}

/**
 * Returns "Without your liking of A and B, C would be 14th.": what the removal of facts does to an item; "still" where
 * the rank is the one it had `before`.
 */
export function removalSentence(
  snapshot: GraphSnapshot,
  facts: readonly OwnFact[],
  item: number,
  rank: number | null,
  before: number | null = null,
): string {
  const titles = (kind: OwnFact['kind']): string[] =>
    facts.filter((fact) => fact.kind === kind).map((fact) => titleAt(snapshot, fact.node));
  const parts = [...phrase('your liking of', titles('like')), ...phrase('your care about', titles('aspect'))];
  return `Without ${parts.join(' and ')}, ${placeSentence(titleAt(snapshot, item), rank, before)}`;
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

function phrase(opening: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const last = names.at(-1) ?? '';
  return [`${opening} ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`}`];
}

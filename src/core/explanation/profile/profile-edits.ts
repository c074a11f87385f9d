import type { Profile } from '../../../contract/types.ts';
import { shownName } from './profile.ts';

const likedHeading = 'Liked, latest first:';

/** What an edited profile lacks. */
export interface ProfileEdits {
  /** References of what the reader took out, such as `Aspect:noise`, in the order of the profile. */
  readonly gone: readonly string[];
  /** Whether the text shares a line with the profile at all; else it is some other text. */
  readonly isOfProfile: boolean;
}

/**
 * Returns what is gone from `edited`, a copy of the text of a profile in which lines, or items of the line of liked ones,
 * were deleted. An aspect is gone when one of its lines is: what counts for nothing counts neither way. Everything else
 * that was changed says nothing. Cost: O(lines of the profile × length).
 */
export function profileEdits(profile: Profile, edited: string): ProfileEdits {
  const [before, after] = [linesOf(profile.text), linesOf(edited)];
  const gone: string[] = [];
  for (const { aspect, name } of [...profile.praise, ...profile.criticism]) {
    const start = `- ${shownName({ id: aspect, name: name ?? aspect })},`;
    const reference = `Aspect:${aspect}`;
    if (countOf(after, start) < countOf(before, start) && !gone.includes(reference)) gone.push(reference);
  }
  const liked = after.find((line) => line.startsWith(likedHeading)) ?? '';
  for (const { id, name } of profile.likes)
    if (!liked.includes(shownName({ id, name: name ?? id }))) gone.push(`Item:${id}`);
  return { gone, isOfProfile: before.some((line) => line !== '' && after.includes(line)) };
}

function countOf(lines: readonly string[], start: string): number {
  return lines.filter((line) => line.startsWith(start)).length;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/u).map((line) => line.trim());
}

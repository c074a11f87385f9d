import type { QuotableOpinion } from '../quote.ts';
import { quoteOf } from '../quote.ts';

/** An opinion with its moment. */
export interface ProfileOpinion extends QuotableOpinion {
  /** Epoch milliseconds, null where unknown. */
  readonly at: number | null;
}

/** What the reviews of one user or item say of one aspect, one polarity. */
export interface AspectLine {
  readonly aspect: string;
  readonly opinions: number;
  /** Epoch milliseconds of the newest opinion, null where none is known. */
  readonly latest: number | null;
  /** Verbatim, newest first, one a review. */
  readonly quotes: readonly { readonly review: string; readonly item: string; readonly text: string }[];
}

/**
 * Returns one line an aspect of `counts` (number of opinions of this polarity), most opinions first, then newest, then by
 * id. Moments and quotes come from `opinions`, which are given newest first and may be fewer than were counted; what they
 * say of other aspects is passed over. Cost: O(opinions).
 */
export function aspectLines(
  counts: ReadonlyMap<string, number>,
  opinions: readonly ProfileOpinion[],
  polarity: ProfileOpinion['polarity'],
  limits: { readonly linesMax: number; readonly quotesMax: number },
): AspectLine[] {
  const stated = new Map<string, ProfileOpinion[]>();
  for (const opinion of opinions) {
    if (opinion.polarity !== polarity || !counts.has(opinion.aspect)) continue;
    const known = stated.get(opinion.aspect);
    if (known === undefined) stated.set(opinion.aspect, [opinion]);
    else known.push(opinion);
  }
  return [...counts]
    .map(([aspect, count]) => ({ aspect, count, latest: stated.get(aspect)?.[0]?.at ?? null }))
    .sort(
      (left, right) =>
        right.count - left.count ||
        (right.latest ?? 0) - (left.latest ?? 0) ||
        (left.aspect < right.aspect ? -1 : 1),
    )
    .slice(0, limits.linesMax)
    .map(({ aspect, count, latest }) => ({
      aspect,
      opinions: count,
      latest,
      quotes: quotesOf(stated.get(aspect) ?? [], limits.quotesMax),
    }));
}

/** What the text of a profile is made of; names are those a reader sees. */
export interface ProfileWords {
  /** Name of the user or item. */
  readonly name: string;
  readonly isUser: boolean;
  readonly praise: readonly LineWords[];
  readonly criticism: readonly LineWords[];
  readonly likes: readonly NamedNode[];
  readonly struck: readonly string[];
}

/** A node as a line names it: with its id where that is not its name, so that a reader can strike it. */
export interface NamedNode {
  readonly id: string;
  readonly name: string;
}

/** One line with the names of its aspect and items. */
export interface LineWords extends NamedNode {
  readonly opinions: number;
  readonly latest: number | null;
  readonly quotes: readonly { readonly itemName: string; readonly text: string }[];
}

/**
 * Returns a profile in words: a heading a part, one line an aspect with the number of opinions, the month of the newest,
 * and words of reviews as they stand there. A profile without reviews says so.
 */
export function profileText(profile: ProfileWords): string {
  const { name, isUser, praise, criticism, likes, struck } = profile;
  const parts: string[] = [];
  const add = (heading: string, lines: readonly LineWords[]): void => {
    if (lines.length > 0) parts.push([heading, ...lines.map((line) => lineText(line, isUser))].join('\n'));
  };
  add(isUser ? `${name} values:` : `${name} is praised for:`, praise);
  add(isUser ? `${name} minds:` : `${name} is criticised for:`, criticism);
  if (parts.length === 0)
    parts.push(
      isUser
        ? `No review of ${name} states an opinion that counts.`
        : `No review of ${name} states an opinion.`,
    );
  if (likes.length > 0) parts.push(`Liked, latest first: ${likes.map(shownName).join(', ')}.`);
  if (struck.length > 0) parts.push(`Struck, and counted nowhere: ${struck.join(', ')}.`);
  return parts.join('\n\n');
}

/** Returns a node as a line of a profile names it. */
export function shownName({ id, name }: NamedNode): string {
  return id === name ? name : `${name} [${id}]`;
}

function lineText(line: LineWords, isUser: boolean): string {
  const { opinions, latest, quotes } = line;
  const times = opinions === 1 ? 'once' : opinions === 2 ? 'twice' : `${opinions} times`;
  const when = latest === null ? '' : `, ${opinions === 1 ? 'in' : 'last in'} ${monthOf(latest)}`;
  const said = quotes.map(({ itemName, text }) => `“${text}”${isUser ? ` (${itemName})` : ''}`);
  return `- ${shownName(line)}, ${times}${when}${said.length === 0 ? '' : `: ${said.join(' ')}`}`;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Returns the month of a moment in epoch milliseconds, UTC, such as May 2026. */
export function monthOf(moment: number): string {
  const date = new Date(moment);
  return `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function quotesOf(opinions: readonly ProfileOpinion[], quotesMax: number): AspectLine['quotes'] {
  const quotes: { review: string; item: string; text: string }[] = [];
  for (const opinion of opinions) {
    if (quotes.length >= quotesMax) break;
    if (quotes.some(({ review }) => review === opinion.review)) continue;
    const text = quoteOf(opinion);
    if (text !== null) quotes.push({ review: opinion.review, item: opinion.item, text });
  }
  return quotes;
}

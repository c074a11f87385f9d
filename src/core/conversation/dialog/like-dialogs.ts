import type { DialogPassage } from './dialog-record.ts';
import { buildCosineIndex, recentWords, type TextIndex, textScores } from './text-index.ts';

/** Turns of earlier dialogs that name movies, by what was said before them. */
export interface LikeDialogs {
  readonly words: TextIndex;
  /** Places in the list of movies, one list a turn. */
  readonly named: readonly (readonly number[])[];
}

/** Likeness counts to this power, so that a few very like turns outweigh thousands that share common words. */
const sharpness = 3;

/** Share that every movie has beside its own, so that one which no like dialog names is unlikely and not impossible. */
const shareFloor = 1e-3;

/** Returns the turns with something before them; movies that are not in `places` are left out. Cost: O(words). */
export function buildLikeDialogs(
  passages: readonly DialogPassage[],
  places: ReadonlyMap<number, number>,
  wordRecency: number,
): LikeDialogs {
  const turns = passages.filter(({ before }) => before.length > 0);
  return {
    words: buildCosineIndex(turns.map(({ before }) => recentWords(before, wordRecency))),
    named: turns.map(({ movies }) => movies.flatMap((movie) => places.get(movie) ?? [])),
  };
}

/**
 * Returns the logarithm of floor + share for each of `movieCount` movies: the share of it among the movies that like
 * turns name, each turn with the cube of its likeness to the dialog (cosine of words by idf and recency), and all turns
 * alike where no word is known: then what is popular leads. Cost: postings of the words, turns.
 */
export function likeDialogScores(
  { words, named }: LikeDialogs,
  query: ReadonlyMap<string, number>,
  movieCount: number,
): Float64Array {
  const likeness = textScores(words, query);
  const isKnown = likeness.some((like) => like > 0);
  const shares = new Float64Array(movieCount);
  let sum = 0;
  named.forEach((movies, turn) => {
    const like = isKnown ? (likeness[turn] ?? 0) ** sharpness : 1;
    for (const movie of movies) shares[movie] = (shares[movie] ?? 0) + like;
    sum += like * movies.length;
  });
  return shares.map((share) => Math.log(shareFloor + (sum === 0 ? 0 : share / sum)));
}

import { isAspect, type ProfileCorpus } from './profile-corpus.ts';
import type { ProfileNoun, ProfilePair, ProfileRead, ToldWords } from './read-profile.ts';

/** How aspects are chosen; dimensionless. */
export const profileChoice = {
  aspectsMax: 4,
  /** An aspect that the item's own profile names counts this much more. */
  itemBonus: 4,
  /** Exponent of the share of judged mentions. */
  judgedPower: 0.5,
  scoreMin: 0.09,
} as const;

/** Judged this often, an aspect keeps its weight. */
const judgedNormal = 0.3;
/** A noun that stands alone more rarely than this is told with the word beside it, where its profile has one. */
const aloneMin = 0.3;
/** A form that follows an article more often than this is told with one. */
const articleMin = 0.5;

/** An aspect as it is told. */
export interface ChosenAspect {
  readonly stem: string;
  readonly phrase: string;
  readonly isOfItem: boolean;
  /** Whether the profile says that the user appreciates it, and not only that she enjoys it. */
  readonly isAppreciated: boolean;
  readonly score: number;
}

/**
 * Returns the aspects of a pair that profiles of the data set name most and judge most, the item's own before the
 * user's, best first. What a profile only criticises, denies or excuses is none. Cost: O(words × mentions).
 */
export function chosenAspects(
  pair: Pick<ProfilePair, 'itemProfile' | 'userProfile'>,
  corpus: ProfileCorpus,
): ChosenAspect[] {
  const known = new Map<string, ChosenAspect>();
  const add = (profile: ProfileRead, isOfItem: boolean): void => {
    for (const word of profile.words) {
      const { stem } = word;
      if (!isAspect(word) || known.has(stem)) continue;
      const mentions = profile.nouns.filter((noun) => noun.stem === stem && !noun.isUnliked);
      if (mentions.length === 0) continue;
      const judged = (corpus.judgedShare.get(stem) ?? judgedNormal) / judgedNormal;
      const score =
        (corpus.namedShare.get(stem) ?? 0) *
        judged ** profileChoice.judgedPower *
        (isOfItem ? 1 + profileChoice.itemBonus : 1);
      known.set(stem, { stem, isOfItem, score, ...wordingOf(mentions, word.text, isOfItem, corpus) });
    }
  };
  add(pair.itemProfile, true);
  add(pair.userProfile, false);
  return [...known.values()]
    .filter((one) => one.score > profileChoice.scoreMin)
    .sort((left, right) => right.score - left.score || (left.stem < right.stem ? -1 : 1))
    .slice(0, profileChoice.aspectsMax);
}

/**
 * The noun in its usual form with a word of praise of its profile, or with the word that makes a name of it; unless that
 * word repeats a noun ("flavorful", "well-developed"), which would be one more thing that is claimed.
 */
function wordingOf(
  mentions: readonly ProfileNoun[],
  written: string,
  isOfItem: boolean,
  corpus: ProfileCorpus,
): Pick<ChosenAspect, 'phrase' | 'isAppreciated'> {
  const stem = mentions[0]?.stem ?? '';
  const isTold = (words: ToldWords | null): boolean =>
    words?.stems.every((part) => !corpus.nouns.has(part)) === true;
  const full = mentions.find((noun) => isTold(noun.fullName));
  if (full?.fullName != null && (corpus.aloneShare.get(stem) ?? 1) < aloneMin)
    return { phrase: full.fullName.text, isAppreciated: full.isAppreciated };
  const form = corpus.usualForm.get(stem) ?? written.toLowerCase();
  const praising = mentions.find((noun) => isTold(noun.praise));
  if (praising?.praise == null)
    return { phrase: form, isAppreciated: mentions.some((noun) => noun.isAppreciated) };
  const phrase = `${praising.praise.text} ${form}`;
  const needsArticle = !isOfItem && (corpus.articleShare.get(form) ?? 0) > articleMin;
  return {
    phrase: needsArticle ? `${articleOf(phrase)} ${phrase}` : phrase,
    isAppreciated: praising.isAppreciated,
  };
}

function articleOf(phrase: string): string {
  return /^(?:[aeio]|u(?!ni|s|t))/iu.test(phrase) && !/^(?:eu|one)/iu.test(phrase) ? 'an' : 'a';
}

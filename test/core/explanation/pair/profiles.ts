import { type ProfileCorpus, profileCorpus } from '../../../../src/core/explanation/pair/profile-corpus.ts';
import { type ProfileRead, readProfile } from '../../../../src/core/explanation/pair/read-profile.ts';
import { addressed } from '../../../../src/core/explanation/pair/second-person.ts';
import { readLexicon } from '../../../../src/files/read-lexicon.ts';

/** The word lists, read once. */
export const lexicon = await readLexicon(new AbortController().signal);

/** A few invented profiles: three items, two users. */
export const itemTexts: readonly string[] = [
  'Fans of strong characters would enjoy this romance.',
  'Users who enjoy quick service and do not mind limited seating would enjoy this café.',
  'Fans of historical fiction with a good plot enjoy it.',
];
export const userTexts: readonly string[] = [
  'This user is likely to enjoy a gripping plot and strong characters.',
  'They appreciate quick service.',
];

/** An item's profile, read. */
export function itemOf(text: string): ProfileRead {
  return readProfile(text, lexicon);
}

/** A user's profile, read as words to her. */
export function userOf(text: string): ProfileRead {
  return readProfile(addressed(text), lexicon);
}

/** What the invented profiles say of aspects. */
export const corpus: ProfileCorpus = profileCorpus(itemTexts.map(itemOf), userTexts.map(userOf), lexicon);

import type { Grounds } from '../spans/grounds.ts';
import type { ProfilePair } from './read-profile.ts';

/**
 * Returns what a text on a pair may rest on: the title, every sentence of both profiles, those of the user as words to
 * her, and `added` sentences.
 */
export function pairGrounds(
  { title, itemProfile, userProfile }: Omit<ProfilePair, 'people'>,
  added: readonly string[] = [],
): Grounds {
  return {
    facts: [{ subject: title, relation: 'name', value: title }],
    sentences: [...itemProfile.sentences, ...userProfile.sentences, ...added],
    subjects: [title],
  };
}

import { readFile } from 'node:fs/promises';
import { EngineError } from '../core/errors.ts';
import { type LexiconTexts, type OpinionLexicon, parseLexicon } from '../core/opinions/lexicon.ts';

const files: Readonly<Record<keyof LexiconTexts, string>> = {
  polarity: 'polarity.tsv',
  reviewWords: 'review-words.tsv',
  opinionVerbs: 'opinion-verbs.tsv',
  relationalAdjectives: 'relational-adjectives.tsv',
  compoundNouns: 'compound-nouns.tsv',
  plainWords: 'plain-words.tsv',
  adjectives: 'adjectives.tsv',
};

/** Returns the word lists that come with the package, in lexicon/. Throws `data-missing` when one is not there. */
export async function readLexicon(signal: AbortSignal): Promise<OpinionLexicon> {
  const folder = new URL('../../lexicon/', import.meta.url);
  const texts: Record<string, string> = {};
  for (const [list, file] of Object.entries(files)) {
    try {
      texts[list] = await readFile(new URL(file, folder), { encoding: 'utf8', signal });
    } catch (error) {
      signal.throwIfAborted();
      throw new EngineError(
        'data-missing',
        `lexicon/${file} of the package cannot be read. Install it again.`,
        { cause: error },
      );
    }
  }
  return parseLexicon(texts as Record<keyof LexiconTexts, string>);
}

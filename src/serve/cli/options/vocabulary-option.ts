import { EngineError } from '../../../core/errors.ts';
import type { Vocabulary } from '../../../core/opinions/vocabulary/vocabulary.ts';
import type { CliContext } from '../context.ts';

/** Where a vocabulary is looked for when no file is named. */
export const vocabularyPath = '.whypath/vocabulary.tsv';

/**
 * Returns the vocabulary of a file, or null where none was named and the default one is not there. Throws `data-missing`
 * for a named file that is not there, `data-invalid` with each bad line.
 */
export async function readVocabulary(
  context: CliContext,
  path: string | undefined,
): Promise<Vocabulary | null> {
  const state = await context.files.openVocabulary(path ?? vocabularyPath).read(context.signal);
  if (state === null && path !== undefined) throw missingVocabulary(path);
  return state?.vocabulary ?? null;
}

/** Returns what to say where a vocabulary is not there. */
export function missingVocabulary(path: string): EngineError {
  return new EngineError(
    'data-missing',
    `There is no vocabulary at ${path}. "whypath vocabulary propose --file ${path}" writes one from the opinions of the store.`,
  );
}

import type { Evidence } from '../../../contract/types.ts';
import { readNumbers } from './numbers.ts';
import { harmless } from './words.ts';

/** Evidence that has no number yet. */
export type Statement = Omit<Evidence, 'id'>;

/**
 * Returns a statement with its canonical sentence: `text` as one line of harmless characters with a mark at its end, the
 * names that stand in it, and its numbers. It speaks for no side and rests on no review unless `more` says so.
 */
export function statementOf(
  kind: Evidence['kind'],
  text: string,
  names: readonly string[],
  more: Partial<Statement> = {},
): Statement {
  const sentence = finished(harmless(text));
  return {
    kind,
    sentence,
    share: 0,
    reasonId: null,
    names: [...new Set(names.map(harmless))].filter((name) => name !== '' && sentence.includes(name)),
    numbers: [...new Set(readNumbers(sentence).numbers)],
    polarity: 'neutral',
    review: null,
    quote: null,
    ...more,
  };
}

/** Returns a sentence that ends with a mark; inside closing quotation marks it counts as well. */
export function finished(sentence: string): string {
  return /[.!?…]["')]?$/u.test(sentence) ? sentence : `${sentence}.`;
}

import type { OpinionRow } from '../../contract/types.ts';
import type { Deps } from '../deps.ts';

/**
 * Returns the id of an opinion: a hash of review, spans, aspect, polarity and method, so that equal ones are one. What the
 * review calls the aspect stands for the aspect where it is known, so that a vocabulary names it anew under the same id.
 */
export function opinionId(row: OpinionRow, hash: Deps['hash']): string {
  const { review, aspectStart, aspectEnd, start, end, polarity, method } = row;
  const aspect = row.mention ?? row.aspect;
  const content = hash();
  content.update(JSON.stringify([review, aspectStart, aspectEnd, start, end, aspect, polarity, method]));
  return content.digest();
}

import type { OpinionRow } from '../contract/types.ts';
import type { Deps } from './deps.ts';

/** Returns the id of an opinion: a hash of review, spans, aspect, polarity and method, so that equal ones are one. */
export function opinionId(row: OpinionRow, hash: Deps['hash']): string {
  const { review, aspect, aspectStart, aspectEnd, start, end, polarity, method } = row;
  const content = hash();
  content.update(JSON.stringify([review, aspectStart, aspectEnd, start, end, aspect, polarity, method]));
  return content.digest();
}

import { createHash } from 'node:crypto';

/** Hexadecimal digits of an id: 128 bits, so that a billion reviews do not meet. */
const digits = 32;

/**
 * Returns the id of a review that has none of its own: a hash of who wrote it, on what and when, so that an edited text
 * keeps its id, and that an id, which is shown, does not tell the writer's.
 */
export function reviewId(user: string, item: string, when: string): string {
  return createHash('sha256')
    .update(JSON.stringify([user, item, when]))
    .digest('hex')
    .slice(0, digits);
}

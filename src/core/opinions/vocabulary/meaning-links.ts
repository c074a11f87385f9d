import type { Link } from './complete-link.ts';

/** From this cosine on two names are taken to mean the same: a choice, to be reviewed in the file. */
export const cosineMin = 0.8;

/**
 * Returns the links between names whose vectors point the same way: cosine at least `cosineMin`, distance 1 − cosine. One
 * vector a name, all of one length; a vector of zeros or with a number that is none is linked to nothing. Cost:
 * O(names² × length), so that callers limit the names.
 */
export function meaningLinks(vectors: readonly Float32Array[]): Link[] {
  const units = vectors.map(unitOf);
  const links: Link[] = [];
  for (const [one, left] of units.entries())
    for (let other = one + 1; other < units.length; other++) {
      const cosine = dot(left, units[other] ?? left);
      if (cosine >= cosineMin) links.push({ one, other, distance: 1 - cosine });
    }
  return links;
}

function unitOf(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 && Number.isFinite(length)
    ? vector.map((value) => value / length)
    : new Float32Array(vector.length);
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

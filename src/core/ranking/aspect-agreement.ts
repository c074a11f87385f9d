import { type Csr, edgesEnd, edgesStart } from '../graph/csr.ts';
import type { RankingIndex } from './ranking-index.ts';
import type { AspectTerm } from './terms.ts';

/** How much a user cares for each aspect, by node index: log(1 + VALUES + MINDS), natural logarithm of opinions. */
export type AspectCare = ReadonlyMap<number, number>;

/** Returns what a user cares about, from her own opinions; aspects in `skipped` are left out. */
export function aspectCare(term: AspectTerm, user: number, skipped: ReadonlySet<number>): AspectCare {
  const opinions = new Map<number, number>();
  for (const csr of [term.values, term.minds]) {
    if (csr === null) continue;
    const end = edgesEnd(csr, user);
    for (let slot = edgesStart(csr, user); slot < end; slot++) {
      const aspect = csr.targets[slot]!;
      if (!skipped.has(aspect)) opinions.set(aspect, (opinions.get(aspect) ?? 0) + csr.weights[slot]!);
    }
  }
  const aspects = [...opinions.keys()].sort((left, right) => left - right);
  return new Map(aspects.map((aspect) => [aspect, Math.log1p(opinions.get(aspect)!)]));
}

/**
 * Writes the unscaled agreement to `out` (`Float64Array`, one entry an item, overwritten): Σ_a care(a) side(j,a).
 * Items criticised for what the user cares about come out negative. Cost: O(items × aspects cared for).
 */
export function writeAspectScores(
  index: RankingIndex,
  term: AspectTerm,
  care: AspectCare,
  out: Float64Array,
): void {
  out.fill(0);
  if (care.size === 0) return;
  for (let position = 0; position < index.itemCount; position++) {
    for (const [aspect, weight] of care)
      out[position]! += weight * aspectSide(term, index.itemStart + position, aspect);
  }
}

/** The side of an item on an aspect: (praise - criticism) / (praise + criticism + smoothing), within (-1, 1). */
export function aspectSide(term: AspectTerm, item: number, aspect: number): number {
  const praise = opinionCount(term.praised, item, aspect);
  const criticism = opinionCount(term.criticised, item, aspect);
  return (praise - criticism) / (praise + criticism + term.smoothing);
}

/** Number of opinions on the edge from a node to an aspect, 0 where there is none. */
export function opinionCount(csr: Csr | null, node: number, aspect: number): number {
  if (csr === null) return 0;
  const end = edgesEnd(csr, node);
  for (let slot = edgesStart(csr, node); slot < end; slot++) {
    if (csr.targets[slot] === aspect) return csr.weights[slot]!;
  }
  return 0;
}

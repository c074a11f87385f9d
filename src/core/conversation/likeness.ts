import { type AttributeIndex, itemsOfTrait, traitsOfItem } from './attribute-index.ts';

/** What likeness needs of a graph, made once. */
export interface LikenessIndex {
  readonly index: AttributeIndex;
  /** log(items / items that have it), one entry a trait: what few items have tells more. */
  readonly traitWeights: Float64Array;
  /** Length of each item's vector of trait weights, one entry an item. */
  readonly norms: Float64Array;
}

/** Likeness that every item has to every other, so that none is ruled out. */
const likenessMin = 0.02;

/** Returns what likeness needs. Cost: O(edges). */
export function buildLikeness(index: AttributeIndex): LikenessIndex {
  const traitWeights = Float64Array.from({ length: index.traitCount }, (_, trait) =>
    Math.log(index.itemCount / Math.max(1, itemsOfTrait(index, trait).length)),
  );
  const norms = Float64Array.from({ length: index.itemCount }, (_, item) => {
    let sum = 0;
    for (const trait of traitsOfItem(index, item)) sum += (traitWeights[trait] ?? 0) ** 2;
    return Math.sqrt(sum);
  });
  return { index, traitWeights, norms };
}

/**
 * Returns the items that share a trait with an item, and by how much the logarithm of their weight rises when somebody
 * wants something like it: log(1 + cosine / floor), the cosine of trait vectors weighted by log(items / items with the
 * trait) (inverse document frequency). The item itself is left out. Cost: O(items that share a trait).
 */
export function likenessSteps(
  likeness: LikenessIndex,
  item: number,
): { readonly items: Uint32Array; readonly steps: Float64Array } {
  const { index, traitWeights, norms } = likeness;
  const products = new Map<number, number>();
  for (const trait of traitsOfItem(index, item)) {
    const weight = (traitWeights[trait] ?? 0) ** 2;
    if (weight === 0) continue;
    for (const other of itemsOfTrait(index, trait))
      if (other !== item) products.set(other, (products.get(other) ?? 0) + weight);
  }
  const items = Uint32Array.from(products.keys()).sort();
  const own = norms[item] ?? 1;
  const steps = Float64Array.from(items, (other) =>
    Math.log1p((products.get(other) ?? 0) / (own * (norms[other] ?? 1)) / likenessMin),
  );
  return { items, steps };
}

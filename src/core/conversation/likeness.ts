import { type AttributeIndex, itemsOfTrait, traitsOfItem } from './attribute-index.ts';

/** What likeness needs of a graph, made once. */
export interface LikenessIndex {
  readonly index: AttributeIndex;
  /** log(items / items that have it), one entry a trait: what few items have tells more. */
  readonly traitWeights: Float64Array;
  /** Length of each item's vector of trait weights, one entry an item. */
  readonly norms: Float64Array;
  /** Worked in by each question for likeness, one entry an item. */
  readonly products: Float64Array;
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
  return { index, traitWeights, norms, products: new Float64Array(index.itemCount) };
}

/**
 * Returns the items that share a trait with an item, ascending, and the factor by which their weight rises when somebody
 * wants something like it: 1 + cosine / floor, the cosine of trait vectors weighted by log(items / items with the trait)
 * (inverse document frequency). The item itself is left out. Cost: O(items + edges of the item's traits).
 */
export function likenessFactors(
  likeness: LikenessIndex,
  item: number,
): { readonly items: Uint32Array; readonly factors: Float64Array } {
  const { index, traitWeights, norms, products } = likeness;
  const { traitItems, traitOffsets } = index;
  products.fill(0);
  for (const trait of traitsOfItem(index, item)) {
    const weight = (traitWeights[trait] ?? 0) ** 2;
    if (weight === 0) continue;
    const end = traitOffsets[trait + 1] ?? 0;
    for (let slot = traitOffsets[trait] ?? 0; slot < end; slot++) {
      const other = traitItems[slot] ?? 0;
      products[other] = (products[other] ?? 0) + weight;
    }
  }
  products[item] = 0;
  let count = 0;
  for (let other = 0; other < products.length; other++) if (products[other] !== 0) count++;
  const items = new Uint32Array(count);
  const factors = new Float64Array(count);
  const scale = 1 / ((norms[item] ?? 1) * likenessMin);
  let place = 0;
  for (let other = 0; other < products.length; other++) {
    const product = products[other] ?? 0;
    if (product === 0) continue;
    items[place] = other;
    factors[place++] = 1 + (product * scale) / (norms[other] ?? 1);
  }
  return { items, factors };
}

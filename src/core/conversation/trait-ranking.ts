/** Traits by the information that asking for them is expected to give. */
export interface TraitRanking {
  /** Most telling first, ties by trait. */
  readonly best: readonly number[];
  /** At most `count` traits of the type of `trait` that tell most, without itself and `excluded`. Cost: O(traits). */
  readonly partners: (
    types: ArrayLike<number>,
    trait: number,
    excluded: readonly number[],
    count: number,
  ) => number[];
}

/** Returns the ranking of the traits whose gain is above `gainMin`. `gains` has one entry a trait. Cost: O(traits × count). */
export function rankTraits(gains: Float64Array, gainMin: number, count: number): TraitRanking {
  return {
    best: strongest(gains, gainMin, count, null),
    partners: (types, trait, excluded, most) =>
      strongest(
        gains,
        gainMin,
        most,
        (other) => types[other] === types[trait] && other !== trait && !excluded.includes(other),
      ),
  };
}

/** A sorted list of few places: a trait that beats none of them costs one comparison. */
function strongest(
  gains: Float64Array,
  gainMin: number,
  count: number,
  isAllowed: ((trait: number) => boolean) | null,
): number[] {
  const kept: number[] = [];
  let bar = gainMin;
  for (let trait = 0; trait < gains.length; trait++) {
    const gain = gains[trait] ?? 0;
    if (gain <= bar || (isAllowed !== null && !isAllowed(trait))) continue;
    let place = kept.length;
    while (place > 0 && (gains[kept[place - 1] ?? 0] ?? 0) < gain) place--;
    kept.splice(place, 0, trait);
    if (kept.length > count) kept.pop();
    if (kept.length === count) bar = gains[kept[count - 1] ?? 0] ?? 0;
  }
  return kept;
}

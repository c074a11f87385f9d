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
  let telling: number[] | null = null;
  return {
    best: strongest(gains, gainMin, count),
    partners: (types, trait, excluded, most) => {
      telling ??= placesAbove(gains, gainMin);
      const open = telling.filter(
        (other) => types[other] === types[trait] && other !== trait && !excluded.includes(other),
      );
      const own = Float64Array.from(open, (other) => gains[other] ?? 0);
      return strongest(own, gainMin, most).map((place) => open[place] ?? 0);
    },
  };
}

function placesAbove(weights: Float64Array, least: number): number[] {
  const places: number[] = [];
  for (let place = 0; place < weights.length; place++) if ((weights[place] ?? 0) > least) places.push(place);
  return places;
}

/**
 * Returns the places of the `count` largest of what is above `least`, largest first, ties by place. Meant for few: a place
 * that beats none of them costs one comparison. Cost: O(places × count) at worst.
 */
export function strongest(weights: Float64Array, least: number, count: number): number[] {
  const kept: number[] = [];
  let bar = least;
  for (let one = 0; one < weights.length; one++) {
    const weight = weights[one] ?? 0;
    if (weight <= bar) continue;
    let place = kept.length;
    while (place > 0 && (weights[kept[place - 1] ?? 0] ?? 0) < weight) place--;
    kept.splice(place, 0, one);
    if (kept.length > count) kept.pop();
    if (kept.length === count) bar = weights[kept[count - 1] ?? 0] ?? 0;
  }
  return kept;
}

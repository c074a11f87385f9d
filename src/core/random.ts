/** A generator of numbers in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

/**
 * Returns a seeded generator (mulberry32: 32-bit state, period 2^32). For sampling and simulation, never for secrets.
 * `seed` is any integer; its low 32 bits count.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Returns which of `count` places are drawn: 1 for each of `wanted` places, or all where that is more, every choice
 * equally likely. Asks for one number a place (selection sampling; Knuth, TAOCP 2, 3.4.2, algorithm S).
 */
export function drawnPlaces(count: number, wanted: number, random: Random): Uint8Array {
  const isDrawn = new Uint8Array(count);
  let left = wanted;
  for (let place = 0; place < count; place++) {
    if (random() * (count - place) >= left) continue;
    isDrawn[place] = 1;
    left--;
  }
  return isDrawn;
}

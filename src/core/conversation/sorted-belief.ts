import { assert } from '../assert.ts';

/** A belief with what look-ahead needs; arrays have one entry a likely item, likeliest first. */
export interface SortedBelief {
  readonly items: Uint32Array;
  readonly shares: Float64Array;
  /** p log2 p of each. */
  readonly entropyTerms: Float64Array;
  /** The likely items beyond `likelyMax`; shares of all sum to 1. */
  readonly rest: BeliefRest;
}

/** Likely items that are weighed together, by some that stand for all of them, evenly spaced and in no order. */
export interface BeliefRest {
  readonly items: Uint32Array;
  /** Sum to `mass`. */
  readonly shares: Float64Array;
  readonly mass: number;
  /** Sum of p log2 p over the whole rest. */
  readonly entropyTerms: number;
}

/** Items below this share of the belief are left out of the look-ahead, not of the belief. */
const shareMin = 1e-7;

/** Likely items that are weighed one by one, and those that stand for the rest; more only occur in graphs of more items. */
const likelyMax = 8192;
const sampleMax = 8192;

/** Items take the lower bits of a key; with 32 bits of a probability above them a double holds both exactly. */
const itemsMax = 2 ** 21;

/** Upper bits of a single-precision number by which the likeliest are told from the rest: steps of 1 in 128. */
const bucketShift = 16;
const bucketCount = 2 ** 16;

/**
 * Returns the likely items of a posterior, the likeliest `itemsKept` in order and the others as the rest. Probabilities
 * are compared in single precision, ties by index; between kept and rest in steps of a hundredth. The rest is exact up to
 * `sampleMax` items and estimated from every nth of them beyond. Cost: O(items + kept log kept), in a sort of numbers that
 * is many times faster than one with a comparison of ours.
 */
export function sortBelief(probabilities: Float64Array, itemsKept: number = likelyMax): SortedBelief {
  const bits = bitsOf(probabilities);
  const selection = selectLargest(bits, shareMin, itemsKept);
  const items = itemsOfKeys(selection.keys);
  let kept = 0;
  for (const item of items) kept += probabilities[item] ?? 0;
  const rest = restOf(probabilities, bits, selection, kept);
  const sum = kept + rest.mass;
  const shares = new Float64Array(items.length);
  for (let place = 0; place < items.length; place++)
    shares[place] = (probabilities[items[place] ?? 0] ?? 0) / sum;
  return { items, shares, entropyTerms: shares.map(entropyTerm), rest };
}

/**
 * Returns the `count` items with the largest positive weights, best first, as `sortBelief` compares them. Cost: O(items +
 * count log count).
 */
export function likeliestItems(weights: Float64Array, count: number): Uint32Array {
  return itemsOfKeys(selectLargest(bitsOf(weights), 0, count).keys);
}

/** Taken anew by each call of `bitsOf` for as many weights: what a call returns holds until the next one. */
let scratch = new Float32Array(0);

/** Single-precision bits of each weight, which are ordered as positive numbers are. */
function bitsOf(weights: Float64Array): Uint32Array {
  assert(weights.length <= itemsMax, 'a key holds the number of every item');
  if (scratch.length !== weights.length) scratch = new Float32Array(weights.length);
  scratch.set(weights);
  return new Uint32Array(scratch.buffer);
}

/** Bits of one weight. */
function bitsOfOne(weight: number): number {
  return new Uint32Array(Float32Array.of(weight).buffer)[0] ?? 0;
}

function itemsOfKeys(keys: Float64Array): Uint32Array {
  const items = new Uint32Array(keys.length);
  for (let place = 0; place < keys.length; place++)
    items[place] = itemsMax - 1 - ((keys[keys.length - 1 - place] ?? 0) % itemsMax);
  return items;
}

/** The largest of some weights, and how the others above a bound are told from them. */
interface Selection {
  /** Bits of the weight, then items from the last to the first; ascending. */
  readonly keys: Float64Array;
  readonly othersCount: number;
  /** Whether an item is above the bound and not kept. */
  readonly isOther: (item: number) => boolean;
}

/** Selects by the upper bits of a weight; of the last step that is kept only in part, the first items. */
function selectLargest(bits: Uint32Array, least: number, itemsKept: number): Selection {
  const leastBits = bitsOfOne(least);
  const counts = new Uint32Array(bucketCount);
  let likely = 0;
  for (let item = 0; item < bits.length; item++) {
    const one = bits[item] ?? 0;
    if (one <= leastBits) continue;
    likely++;
    const bucket = one >>> bucketShift;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const isWhole = likely <= itemsKept;
  let lowest = 0;
  let fromLowest = likely;
  if (!isWhole) {
    let above = 0;
    for (lowest = bucketCount - 1; above + (counts[lowest] ?? 0) < itemsKept; lowest--)
      above += counts[lowest] ?? 0;
    fromLowest = itemsKept - above;
  }
  const from = Math.max(leastBits + 1, lowest * 2 ** bucketShift);
  const next = (lowest + 1) * 2 ** bucketShift;
  const keys = new Float64Array(Math.min(likely, itemsKept));
  let count = 0;
  let lastKept = bits.length;
  for (let item = 0; item < bits.length; item++) {
    const one = bits[item] ?? 0;
    if (one < from) continue;
    if (one < next && !isWhole && fromLowest-- <= 0) {
      lastKept = Math.min(lastKept, item - 1);
      continue;
    }
    keys[count++] = one * itemsMax + (itemsMax - 1 - item);
  }
  return {
    keys: keys.sort(),
    othersCount: likely - count,
    isOther: (item) => {
      const one = bits[item] ?? 0;
      return one > leastBits && (one < from || (one < next && item > lastKept));
    },
  };
}

const nothing: BeliefRest = {
  items: new Uint32Array(0),
  shares: new Float64Array(0),
  mass: 0,
  entropyTerms: 0,
};

/** The golden ratio: steps of it meet no period that the order of items may have. */
const golden = (Math.sqrt(5) - 1) / 2;

/** The likely items that are not kept. Where they are sampled, their mass is what the kept ones leave of 1. */
function restOf(
  probabilities: Float64Array,
  bits: Uint32Array,
  { othersCount, isOther }: Selection,
  keptMass: number,
): BeliefRest {
  if (othersCount === 0) return nothing;
  const isSampled = othersCount > sampleMax;
  const visits = isSampled ? Math.ceil((sampleMax / othersCount) * bits.length) : bits.length;
  const found: number[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const item = isSampled ? Math.floor(((visit * golden) % 1) * bits.length) : visit;
    if (isOther(item)) found.push(item);
  }
  if (found.length === 0) return nothing;
  const items = Uint32Array.from(found);
  const shares = new Float64Array(items.length);
  let sampled = 0;
  for (let place = 0; place < items.length; place++) {
    const share = probabilities[items[place] ?? 0] ?? 0;
    shares[place] = share;
    sampled += share;
  }
  const mass = isSampled ? Math.max(sampled, 1 - keptMass) : sampled;
  const sum = keptMass + mass;
  const factor = mass / sampled;
  let terms = 0;
  // Each of the sample stands for as many items of its own size as bring the sample to the mass of the rest.
  for (let place = 0; place < shares.length; place++) {
    const share = shares[place] ?? 0;
    terms += entropyTerm(share / sum) * factor;
    shares[place] = (share * factor) / sum;
  }
  return { items, shares, mass: mass / sum, entropyTerms: terms };
}

function entropyTerm(share: number): number {
  return share * Math.log2(share);
}

import { assert } from '../../assert.ts';

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
 * `sampleMax` items and estimated from as many of them beyond. Cost: O(items + kept log kept), in a sort of numbers that
 * is many times faster than one with a comparison of ours.
 */
export function sortBelief(probabilities: Float64Array, itemsKept: number = likelyMax): SortedBelief {
  const { kept, others, bits } = selectLargest(probabilities, shareMin, itemsKept);
  const items = likeliestFirst(kept, bits);
  let keptMass = 0;
  for (let place = 0; place < items.length; place++) keptMass += probabilities[items[place] ?? 0] ?? 0;
  const rest = restOf(probabilities, others, keptMass);
  const sum = keptMass + rest.mass;
  const shares = new Float64Array(items.length);
  const entropyTerms = new Float64Array(items.length);
  for (let place = 0; place < items.length; place++) {
    const share = (probabilities[items[place] ?? 0] ?? 0) / sum;
    shares[place] = share;
    entropyTerms[place] = entropyTerm(share);
  }
  return { items, shares, entropyTerms, rest };
}

/**
 * Returns the `count` items with the largest positive weights, ascending, as `sortBelief` compares them, ties and steps by
 * index. Cost: O(items).
 */
export function largestItems(weights: Float64Array, count: number): Uint32Array {
  return selectLargest(weights, 0, count).kept;
}

/** Worked in by each call for as many weights: what a call returns of them holds until the next one. */
let bitsScratch = new Float32Array(0);
let othersScratch = new Uint32Array(0);
const bucketCounts = new Uint32Array(bucketCount);

/** Bits of one weight. */
function bitsOfOne(weight: number): number {
  return new Uint32Array(Float32Array.of(weight).buffer)[0] ?? 0;
}

/** Sorts keys that hold the bits of a weight, then items from the last to the first. */
function likeliestFirst(kept: Uint32Array, bits: Uint32Array): Uint32Array {
  const keys = new Float64Array(kept.length);
  for (let place = 0; place < kept.length; place++) {
    const item = kept[place] ?? 0;
    keys[place] = (bits[item] ?? 0) * itemsMax + (itemsMax - 1 - item);
  }
  keys.sort();
  const items = new Uint32Array(kept.length);
  for (let place = 0; place < keys.length; place++)
    items[place] = itemsMax - 1 - ((keys[keys.length - 1 - place] ?? 0) % itemsMax);
  return items;
}

/** The largest of some weights, and the others above a bound; both ascending. */
interface Selection {
  readonly kept: Uint32Array;
  readonly others: Uint32Array;
  /** Single-precision bits of each weight, which are ordered as positive numbers are. */
  readonly bits: Uint32Array;
}

/** Selects by the upper bits of a weight; of the last step that is kept only in part, the first items. */
function selectLargest(weights: Float64Array, least: number, itemsKept: number): Selection {
  assert(weights.length <= itemsMax, 'a key holds the number of every item');
  if (bitsScratch.length !== weights.length) {
    bitsScratch = new Float32Array(weights.length);
    othersScratch = new Uint32Array(weights.length);
  }
  bitsScratch.set(weights);
  const bits = new Uint32Array(bitsScratch.buffer);
  const others = othersScratch;
  const bar = barOf(bits, bitsOfOne(least), itemsKept);
  const kept = new Uint32Array(bar.keptCount);
  let keptCount = 0;
  let othersCount = 0;
  let { partLeft } = bar;
  for (let item = 0; item < bits.length; item++) {
    const one = bits[item] ?? 0;
    if (one < bar.least) continue;
    if (one >= bar.whole || (one >= bar.part && partLeft-- > 0)) kept[keptCount++] = item;
    else others[othersCount++] = item;
  }
  return { kept, others: others.subarray(0, othersCount), bits };
}

/** What is kept, as bits of weights. */
interface Bar {
  /** Of what is at least `least`, everything from `whole` on, and the first `partLeft` from `part` on. */
  readonly least: number;
  readonly part: number;
  readonly whole: number;
  readonly partLeft: number;
  readonly keptCount: number;
}

function barOf(bits: Uint32Array, noMore: number, itemsKept: number): Bar {
  const counts = bucketCounts.fill(0);
  let likely = 0;
  for (let item = 0; item < bits.length; item++) {
    const one = bits[item] ?? 0;
    if (one <= noMore) continue;
    likely++;
    const bucket = one >>> bucketShift;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const least = noMore + 1;
  if (likely <= itemsKept) return { least, part: least, whole: least, partLeft: 0, keptCount: likely };
  let above = 0;
  let lowest = bucketCount - 1;
  for (; above + (counts[lowest] ?? 0) < itemsKept; lowest--) above += counts[lowest] ?? 0;
  const part = Math.max(least, lowest * 2 ** bucketShift);
  const whole = (lowest + 1) * 2 ** bucketShift;
  return { least, part, whole, partLeft: itemsKept - above, keptCount: itemsKept };
}

const nothing: BeliefRest = {
  items: new Uint32Array(0),
  shares: new Float64Array(0),
  mass: 0,
  entropyTerms: 0,
};

/** The golden ratio: steps of it meet no period that the order of items may have. */
const golden = (Math.sqrt(5) - 1) / 2;

/** One of each of `sampleMax` equal stretches, at a place that differs from stretch to stretch. */
function sampleOf(others: Uint32Array): Uint32Array {
  const stretch = others.length / sampleMax;
  let within = 0;
  return new Uint32Array(sampleMax).map((_, place) => {
    within += golden;
    if (within >= 1) within--;
    return others[Math.floor((place + within) * stretch)] ?? 0;
  });
}

/** The likely items that are not kept. Where they are sampled, their mass is what the kept ones leave of 1. */
function restOf(probabilities: Float64Array, others: Uint32Array, keptMass: number): BeliefRest {
  if (others.length === 0) return nothing;
  const isSampled = others.length > sampleMax;
  const items = isSampled ? sampleOf(others) : others.slice();
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

import { assert } from '../assert.ts';

/** A belief with what look-ahead needs; arrays have one entry a likely item, likeliest first. */
export interface SortedBelief {
  readonly items: Uint32Array;
  /** Sum to 1. */
  readonly shares: Float64Array;
  /** p log2 p of each. */
  readonly entropyTerms: Float64Array;
}

/** What is believed after one possible reply. */
export interface Outcome {
  readonly probability: number;
  /** Share of the belief that the best list holds. */
  readonly topMass: number;
  /** Entropy, in bits, of what is believed when that list fails; 0 where it holds everything. */
  readonly tailBits: number;
}

/** Items below this share of the belief are left out of the look-ahead, not of the belief. */
const shareMin = 1e-7;

/**
 * Returns the likely items of a posterior. Probabilities are compared in single precision, ties by index. Cost:
 * O(items + likely log likely), in a sort of numbers that is many times faster than one with a comparison of ours.
 */
export function sortBelief(probabilities: Float64Array): SortedBelief {
  const items = sortedItems(probabilities);
  let sum = 0;
  for (const item of items) sum += probabilities[item] ?? 0;
  const shares = Float64Array.from(items, (item) => (probabilities[item] ?? 0) / sum);
  return { items, shares, entropyTerms: shares.map((share) => share * Math.log2(share)) };
}

/** Items take the lower bits of a key; with 32 bits of a probability above them a double holds both exactly. */
const itemsMax = 2 ** 21;

function sortedItems(probabilities: Float64Array): Uint32Array {
  assert(probabilities.length <= itemsMax, 'a key holds the number of every item');
  const single = new Float32Array(1);
  const bits = new Uint32Array(single.buffer);
  const keys = new Float64Array(probabilities.length);
  let count = 0;
  for (let item = 0; item < probabilities.length; item++) {
    const probability = probabilities[item] ?? 0;
    if (probability <= shareMin) continue;
    // The bits of positive numbers are ordered as the numbers are.
    single[0] = probability;
    keys[count++] = (bits[0] ?? 0) * itemsMax + (itemsMax - 1 - item);
  }
  const sorted = keys.subarray(0, count).sort();
  const items = new Uint32Array(count);
  for (let place = 0; place < count; place++)
    items[place] = itemsMax - 1 - ((sorted[count - 1 - place] ?? 0) % itemsMax);
  return items;
}

/**
 * Returns the belief itself as an outcome, after `skipped` likeliest items were refused (0: as it is). Cost: O(likely
 * items).
 */
export function outcomeWithout(belief: SortedBelief, skipped: number, listMax: number): Outcome {
  const { shares, entropyTerms } = belief;
  let top = 0;
  let tail = 0;
  let terms = 0;
  for (let place = skipped; place < shares.length; place++) {
    const share = shares[place] ?? 0;
    if (place < skipped + listMax) {
      top += share;
      continue;
    }
    tail += share;
    terms += entropyTerms[place] ?? 0;
  }
  return outcomeOf(top, tail, terms);
}

/**
 * Returns what a question may lead to. `codes` says for each item of the belief which of the traits it has (bit t for
 * trait t of the question); `likelihoods[reply][code]` is the chance of a reply for an item of a code. Replies that
 * cannot come are left out. Cost: O(likely items + replies × codes × listMax log).
 */
export function outcomesOfQuestion(
  belief: SortedBelief,
  codes: Uint8Array,
  likelihoods: readonly (readonly number[])[],
  listMax: number,
): Outcome[] {
  const codeCount = likelihoods[0]?.length ?? 0;
  const masses = new Float64Array(codeCount);
  const terms = new Float64Array(codeCount);
  const tops = Array.from({ length: codeCount }, (): number[] => []);
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place] ?? 0;
    const share = belief.shares[place] ?? 0;
    masses[code] = (masses[code] ?? 0) + share;
    terms[code] = (terms[code] ?? 0) + (belief.entropyTerms[place] ?? 0);
    const top = tops[code];
    if (top !== undefined && top.length < listMax) top.push(share);
  }
  const outcomes: Outcome[] = [];
  for (const row of likelihoods) {
    let mass = 0;
    let sum = 0;
    row.forEach((likelihood, code) => {
      if (likelihood === 0) return;
      const part = likelihood * (masses[code] ?? 0);
      mass += part;
      sum += likelihood * (terms[code] ?? 0) + part * Math.log2(likelihood);
    });
    if (mass <= massMin) continue;
    const top = bestOf(tops, row, listMax);
    outcomes.push(outcomeOf(top.mass, mass - top.mass, sum - top.terms));
  }
  return outcomes;
}

/** Replies of less probability are rounding. */
const massMin = 1e-12;

/** Returns the outcome of weights: those of the best list sum to `top`, the others to `tail`, with w log2 w `terms`. */
function outcomeOf(top: number, tail: number, terms: number): Outcome {
  const probability = top + Math.max(0, tail);
  if (tail <= massMin) return { probability, topMass: 1, tailBits: 0 };
  return { probability, topMass: top / probability, tailBits: entropyOf(tail, terms) };
}

/** Entropy of weights that sum to `mass` and whose w log2 w sum to `terms`. */
function entropyOf(mass: number, terms: number): number {
  return Math.max(0, Math.log2(mass) - terms / mass);
}

function bestOf(
  tops: readonly (readonly number[])[],
  row: readonly number[],
  listMax: number,
): { readonly mass: number; readonly terms: number } {
  const filled: number[] = [];
  for (let code = 0; code < row.length; code++) {
    const likelihood = row[code] ?? 0;
    if (likelihood > 0) for (const share of tops[code] ?? []) filled.push(share * likelihood);
  }
  if (filled.length > listMax) filled.sort((left, right) => right - left);
  let mass = 0;
  let terms = 0;
  for (let place = 0; place < Math.min(listMax, filled.length); place++) {
    const weight = filled[place] ?? 0;
    mass += weight;
    terms += weight * Math.log2(weight);
  }
  return { mass, terms };
}

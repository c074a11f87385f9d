import type { SortedBelief } from '../belief/sorted-belief.ts';

/** What is believed after one possible reply. */
export interface Outcome {
  readonly probability: number;
  /** Share of the belief that the best list holds. */
  readonly topMass: number;
  /** Entropy, in bits, of what is believed when that list fails; 0 where it holds everything. */
  readonly tailBits: number;
}

/**
 * Returns the belief itself as an outcome, after `skipped` likeliest items were refused (0: as it is). Cost: O(likely
 * items).
 */
export function outcomeWithout(belief: SortedBelief, skipped: number, listMax: number): Outcome {
  const { shares, entropyTerms, rest } = belief;
  let top = 0;
  let tail = rest.mass;
  let terms = rest.entropyTerms;
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
 * trait t of the question); `likelihoods[reply][code]` is the chance of a reply for an item of a code; `restMasses` is
 * the mass of the rest by code, whose doubt is taken as equal in all codes. Replies that cannot come are left out. Cost:
 * O(likely items + replies × codes × listMax log).
 */
export function outcomesOfQuestion(
  belief: SortedBelief,
  codes: Uint8Array,
  likelihoods: readonly (readonly number[])[],
  listMax: number,
  restMasses: Float64Array | null = null,
): Outcome[] {
  const codeCount = likelihoods[0]?.length ?? 0;
  const masses = new Float64Array(codeCount);
  const terms = new Float64Array(codeCount);
  const tops = new Float64Array(codeCount * listMax);
  const topCounts = new Uint32Array(codeCount);
  const { shares, entropyTerms, rest } = belief;
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place] ?? 0;
    const share = shares[place] ?? 0;
    masses[code] = (masses[code] ?? 0) + share;
    terms[code] = (terms[code] ?? 0) + (entropyTerms[place] ?? 0);
    const filled = topCounts[code] ?? 0;
    if (filled >= listMax) continue;
    tops[code * listMax + filled] = share;
    topCounts[code] = filled + 1;
  }
  restMasses?.forEach((mass, code) => {
    masses[code] = (masses[code] ?? 0) + mass;
    terms[code] = (terms[code] ?? 0) + (rest.entropyTerms * mass) / rest.mass;
  });
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
    const top = bestOf(tops, topCounts, row, listMax);
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
  tops: Float64Array,
  topCounts: Uint32Array,
  row: readonly number[],
  listMax: number,
): { readonly mass: number; readonly terms: number } {
  const filled: number[] = [];
  row.forEach((likelihood, code) => {
    if (likelihood === 0) return;
    const start = code * listMax;
    for (const share of tops.subarray(start, start + (topCounts[code] ?? 0))) filled.push(share * likelihood);
  });
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

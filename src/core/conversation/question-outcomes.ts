/** A belief with what look-ahead needs; arrays have one entry a likely item, likeliest first. */
export interface SortedBelief {
  readonly items: Uint32Array;
  /** Sum to 1. */
  readonly shares: Float64Array;
  /** p log2 p of each. */
  readonly entropyTerms: Float64Array;
  readonly entropyBits: number;
}

/** What is believed after one possible reply. */
export interface Outcome {
  readonly probability: number;
  /** Entropy of the belief, in bits. */
  readonly entropyBits: number;
  /** Share of the belief that the best list holds. */
  readonly topMass: number;
}

/** Items below this share of the belief are left out of the look-ahead, not of the belief. */
const shareMin = 1e-7;

/** Returns the likely items of a posterior, ties by index. Cost: O(items + likely log likely). */
export function sortBelief(probabilities: Float64Array): SortedBelief {
  const likely: number[] = [];
  probabilities.forEach((probability, item) => {
    if (probability > shareMin) likely.push(item);
  });
  const items = Uint32Array.from(likely).sort(
    (left, right) => (probabilities[right] ?? 0) - (probabilities[left] ?? 0) || left - right,
  );
  const sum = items.reduce((total, item) => total + (probabilities[item] ?? 0), 0);
  const shares = Float64Array.from(items, (item) => (probabilities[item] ?? 0) / sum);
  const entropyTerms = shares.map((share) => share * Math.log2(share));
  return { items, shares, entropyTerms, entropyBits: -entropyTerms.reduce((total, term) => total + term, 0) };
}

/** Returns the outcome of a list of the first `listMax` items that holds no right one. */
export function outcomeOfRefusal(belief: SortedBelief, listMax: number): Outcome {
  const { shares, entropyTerms } = belief;
  let mass = 0;
  let terms = 0;
  let next = 0;
  for (let place = listMax; place < shares.length; place++) {
    mass += shares[place] ?? 0;
    terms += entropyTerms[place] ?? 0;
    if (place < 2 * listMax) next += shares[place] ?? 0;
  }
  if (mass <= 0) return { probability: 0, entropyBits: 0, topMass: 1 };
  return { probability: mass, entropyBits: entropyOf(mass, terms), topMass: Math.min(1, next / mass) };
}

/** Returns the mass of the first `listMax` items. */
export function topMassOf(belief: SortedBelief, listMax: number): number {
  let mass = 0;
  for (let place = 0; place < Math.min(listMax, belief.shares.length); place++)
    mass += belief.shares[place] ?? 0;
  return Math.min(1, mass);
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
    if (mass <= 1e-12) continue;
    outcomes.push({
      probability: mass,
      entropyBits: entropyOf(mass, sum),
      topMass: Math.min(1, bestMass(tops, row, listMax) / mass),
    });
  }
  return outcomes;
}

/** Entropy of weights that sum to `mass` and whose w log2 w sum to `terms`. */
function entropyOf(mass: number, terms: number): number {
  return Math.max(0, Math.log2(mass) - terms / mass);
}

function bestMass(tops: readonly (readonly number[])[], row: readonly number[], listMax: number): number {
  const filled = tops.flatMap((top, code) => {
    const likelihood = row[code] ?? 0;
    return likelihood === 0 ? [] : top.map((share) => share * likelihood);
  });
  if (filled.length > listMax) filled.sort((left, right) => right - left);
  let mass = 0;
  for (let place = 0; place < Math.min(listMax, filled.length); place++) mass += filled[place] ?? 0;
  return mass;
}

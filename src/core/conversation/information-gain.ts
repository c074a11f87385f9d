import type { TraitRates } from './answer-rates.ts';
import type { AnswerModel } from './belief.ts';

/**
 * Returns the expected information of a yes-or-no answer about the right item, in bits: H(P(yes)) less what remains
 * uncertain when the item is known, m H(hit) + (1 - m) H(falseAlarm), where m is the mass of the items that have it.
 */
export function informationGainBits(mass: number, model: AnswerModel): number {
  const { hitRate, falseAlarmRate } = model;
  const noise = mass * binaryEntropyBits(hitRate) + (1 - mass) * binaryEntropyBits(falseAlarmRate);
  return binaryEntropyBits(yesProbability(mass, model)) - noise;
}

/**
 * Returns the information gain of each trait, one entry a trait; 0 where the belief has nothing of it or it was asked.
 * `masses` is the share of the belief that has each. Cost: O(traits).
 */
export function informationGains(
  masses: Float64Array,
  isAsked: Uint8Array,
  { hits, falseAlarms }: TraitRates,
): Float64Array {
  const gains = new Float64Array(masses.length);
  let hit = Number.NaN;
  let falseAlarm = Number.NaN;
  let hitBits = 0;
  let falseAlarmBits = 0;
  for (let trait = 0; trait < gains.length; trait++) {
    const mass = masses[trait] ?? 0;
    if (mass === 0 || isAsked[trait] === 1) continue;
    // Rates are mostly the same for all traits, so that their entropies are as well.
    if (hit !== hits[trait]) {
      hit = hits[trait] ?? 1;
      hitBits = binaryEntropyBits(hit);
    }
    if (falseAlarm !== falseAlarms[trait]) {
      falseAlarm = falseAlarms[trait] ?? 0;
      falseAlarmBits = binaryEntropyBits(falseAlarm);
    }
    const yes = mass * hit + (1 - mass) * falseAlarm;
    gains[trait] = binaryEntropyBits(yes) - (mass * hitBits + (1 - mass) * falseAlarmBits);
  }
  return gains;
}

/** Returns the chance of a yes where the belief has this mass on items that have the attribute. */
export function yesProbability(mass: number, model: AnswerModel): number {
  return mass * model.hitRate + (1 - mass) * model.falseAlarmRate;
}

function binaryEntropyBits(probability: number): number {
  if (probability <= 0 || probability >= 1) return 0;
  return -probability * Math.log2(probability) - (1 - probability) * Math.log2(1 - probability);
}

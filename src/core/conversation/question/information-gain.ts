import type { TraitRates } from '../belief/answer-rates.ts';
import type { AnswerModel } from '../belief/belief.ts';

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
 * Returns the information gain of each trait, one entry a trait; 0 where it was asked, and where the belief has so little
 * of it that the gain is below `gainMin`. `masses` is the share of the belief that has each. The gain is concave in the
 * mass and 0 without any, so that it is at most the mass times its slope there, the divergence of the two answers (Kullback
 * and Leibler), which falls as the false-alarm rate rises; with many rare traits this saves nearly all logarithms. Written
 * to `gains`. Cost: O(traits).
 */
export function informationGains(
  masses: Float64Array,
  isAsked: Uint8Array,
  { hits, falseAlarms }: TraitRates,
  gainMin: number,
  gains: Float64Array = new Float64Array(masses.length),
): Float64Array {
  gains.fill(0);
  // Rates are mostly the same for all traits, or the hit rate is and the false-alarm rate has a floor.
  let boundHit = Number.NaN;
  let boundFalseAlarm = Number.NaN;
  let slope = 0;
  for (let trait = 0; trait < gains.length; trait++) {
    const mass = masses[trait] ?? 0;
    if (mass === 0 || isAsked[trait] === 1) continue;
    const hitRate = hits[trait] ?? 1;
    const falseAlarmRate = falseAlarms[trait] ?? 0;
    if (hitRate !== boundHit || falseAlarmRate < boundFalseAlarm) {
      boundHit = hitRate;
      boundFalseAlarm = falseAlarmRate;
      slope = divergenceBits(hitRate, falseAlarmRate);
    }
    if (mass * slope >= gainMin) gains[trait] = informationGainBits(mass, { hitRate, falseAlarmRate });
  }
  return gains;
}

/** Returns the chance of a yes where the belief has this mass on items that have the attribute. */
export function yesProbability(mass: number, model: AnswerModel): number {
  return mass * model.hitRate + (1 - mass) * model.falseAlarmRate;
}

/** Kullback-Leibler divergence of two answers that are yes with these chances; infinite where only the first can be. */
function divergenceBits(from: number, to: number): number {
  const part = (one: number, other: number): number => (one === 0 ? 0 : one * Math.log2(one / other));
  return part(from, to) + part(1 - from, 1 - to);
}

function binaryEntropyBits(probability: number): number {
  if (probability <= 0 || probability >= 1) return 0;
  return -probability * Math.log2(probability) - (1 - probability) * Math.log2(1 - probability);
}

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

/** Returns the chance of a yes where the belief has this mass on items that have the attribute. */
export function yesProbability(mass: number, model: AnswerModel): number {
  return mass * model.hitRate + (1 - mass) * model.falseAlarmRate;
}

function binaryEntropyBits(probability: number): number {
  if (probability <= 0 || probability >= 1) return 0;
  return -probability * Math.log2(probability) - (1 - probability) * Math.log2(1 - probability);
}

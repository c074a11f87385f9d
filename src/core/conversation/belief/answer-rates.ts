import { type AttributeIndex, traitMasses } from '../attribute-index.ts';
import type { AnswerModel } from './belief.ts';

/** How far answers about each trait are trusted; one entry a trait. */
export interface TraitRates {
  /** P(yes | the item has it). */
  readonly hits: Float64Array;
  /** P(yes | it has not), below the hit rate. */
  readonly falseAlarms: Float64Array;
}

/** The columns of `hitRateFeatures`. */
export const hitRateFeatureNames = [
  'one',
  'share',
  'logShare',
  'logLift',
  'rank',
  'globalShare',
  'deviation',
] as const;

/** Returns the answer model of one trait. */
export function modelOfTrait(rates: TraitRates, trait: number): AnswerModel {
  return { hitRate: rates.hits[trait] ?? 1, falseAlarmRate: rates.falseAlarms[trait] ?? 0 };
}

/** Returns rates that are the same for all traits. */
export function equalRates(traitCount: number, model: AnswerModel): TraitRates {
  return {
    hits: new Float64Array(traitCount).fill(model.hitRate),
    falseAlarms: new Float64Array(traitCount).fill(model.falseAlarmRate),
  };
}

/** Returns rates under which, on top, each answer is turned round with the chance `noise` (below .5). */
export function withNoise(rates: TraitRates, noise: number): TraitRates {
  const turned = (rate: number): number => rate * (1 - noise) + (1 - rate) * noise;
  return noise === 0 ? rates : { hits: rates.hits.map(turned), falseAlarms: rates.falseAlarms.map(turned) };
}

/** A yes never tells nothing: false alarms stay below the hit rate by this factor. */
const falseAlarmMax = 0.99;

/**
 * Returns rates for people who want one of several items: a yes may be said for another one of them, with the chance
 * `sharing` (0..1) times the share of the belief that has the trait, `masses`, one entry a trait. 0 changes nothing.
 */
export function withSharing(rates: TraitRates, sharing: number, masses: Float64Array): TraitRates {
  return {
    hits: rates.hits,
    falseAlarms: rates.falseAlarms.map((rate, trait) =>
      sharedFalseAlarm(
        { hitRate: rates.hits[trait] ?? 1, falseAlarmRate: rate },
        sharing,
        masses[trait] ?? 0,
      ),
    ),
  };
}

/** Returns the false-alarm rate of one trait under `withSharing`. */
export function sharedFalseAlarm(model: AnswerModel, sharing: number, mass: number): number {
  const { hitRate, falseAlarmRate } = model;
  return Math.min(falseAlarmMax * hitRate, falseAlarmRate + (1 - falseAlarmRate) * sharing * mass);
}

/** Returns the share of acts, over all users, on items that have each trait; `popularity` has one entry an item. */
export function globalShares(index: AttributeIndex, popularity: Float64Array): Float64Array {
  return sharesOf(index, popularity);
}

/**
 * Returns what tells how gladly a user says yes to a trait, from what the user acted on before: the share of those items
 * that have it, its logarithm, the share over that of all users, its rank among the traits of the user (0 is first,
 * divided by ten), the share of all users, and by how many standard deviations the two differ. One row of
 * `hitRateFeatureNames` a trait. Cost: O(items + edges of the items acted on + traits log traits).
 */
export function hitRateFeatures(
  index: AttributeIndex,
  isSeen: Uint8Array,
  everybody: Float64Array,
): Float64Array {
  const own = sharesOf(index, Float64Array.from(isSeen));
  const seenCount = isSeen.reduce((sum, seen) => sum + seen, 0);
  const ranks = ranksOf(own);
  const width = hitRateFeatureNames.length;
  const features = new Float64Array(index.traitCount * width);
  own.forEach((share, trait) => {
    const general = everybody[trait] ?? 0;
    const floor = 1 / (seenCount + 2);
    const spread = Math.sqrt((general * (1 - general)) / Math.max(1, seenCount) + floor * floor);
    features.set(
      [
        1,
        share,
        Math.log(share + floor),
        Math.log((share + floor) / (general + floor)),
        (ranks[trait] ?? 0) / 10,
        general,
        (share - general) / spread,
      ],
      trait * width,
    );
  });
  return features;
}

function sharesOf(index: AttributeIndex, weights: Float64Array): Float64Array {
  const shares = traitMasses(index, weights);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? shares.map((share) => share / sum) : shares;
}

function ranksOf(shares: Float64Array): Uint32Array {
  const order = Array.from(shares.keys()).sort(
    (left, right) => (shares[right] ?? 0) - (shares[left] ?? 0) || left - right,
  );
  const ranks = new Uint32Array(shares.length);
  order.forEach((trait, rank) => {
    ranks[trait] = rank;
  });
  return ranks;
}

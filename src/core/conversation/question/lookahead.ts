import { assert } from '../../assert.ts';
import type { AttributeIndex } from '../attribute-index.ts';
import type { TraitRates } from '../belief/answer-rates.ts';
import { type BeliefRest, type SortedBelief, sortBelief } from '../belief/sorted-belief.ts';
import { rankTraits, type TraitRanking } from '../trait-ranking.ts';
import { actionsAfter, reachOf, type ValueModel } from '../value-model.ts';
import { informationGains } from './information-gain.ts';
import { outcomesOfQuestion, outcomeWithout } from './question-outcomes.ts';

/** What the look-ahead sees. */
export interface LookaheadSituation {
  readonly index: AttributeIndex;
  /** The posterior: one entry an item; refused and seen items have 0. */
  readonly probabilities: Float64Array;
  /** 1 for each trait that was asked or wanted already. */
  readonly isAsked: Uint8Array;
  readonly rates: TraitRates;
  /** This one counted; at least 1. */
  readonly actionsLeft: number;
}

/** How the look-ahead weighs. */
export interface LookaheadParameters {
  /** Most items in a list. */
  readonly listMax: number;
  /** Questions that are looked through; the others have less information gain. */
  readonly questionsMax: number;
  /** Most traits in a question, 1 to 4; they are of one type. */
  readonly traitsMax: number;
  /** Type of each trait; used where `traitsMax` is above 1. */
  readonly traitTypes: ArrayLike<number>;
  /** Mean number of different right items. */
  readonly targets: number;
  readonly value: ValueModel;
  /** Asks only what is expected to tell more than this, in bits. */
  readonly gainBitsMin: number;
}

/** What to do, with the expected number of actions of both ways: the reason. */
export interface LookaheadMove {
  /** Empty to show a list. */
  readonly traits: readonly number[];
  /** Likeliest first, at most `listMax`; empty to ask. */
  readonly items: readonly number[];
  /** Expected actions when the list is shown now. */
  readonly showValue: number;
  /** Expected actions when the best question is asked now; null without a question. */
  readonly askValue: number | null;
  /** The belief that decided, for learning its value. */
  readonly tailBits: number;
  readonly reach: number;
}

/**
 * Returns the next action by looking one step ahead: the best list now, against the best question, by the expected
 * number of actions under the value model, ties to the list. Questions that tell hardly anything are never asked.
 * Traits are ranked by information gain first, and only `questionsMax` of them (sets of one type, where allowed) are
 * looked through. Cost: O(edges of the likely items + questionsMax × likely items).
 */
export function lookaheadMove(situation: LookaheadSituation, parameters: LookaheadParameters): LookaheadMove {
  const { listMax, targets, value } = parameters;
  const left = situation.actionsLeft - 1;
  const belief = sortBelief(situation.probabilities);
  const now = outcomeWithout(belief, 0, listMax);
  const reach = reachOf(now.topMass, targets);
  const refused = outcomeWithout(belief, listMax, listMax);
  const showValue = 1 + (1 - reach) * actionsAfter(value, refused, targets, left);
  const list = {
    traits: [],
    items: [...belief.items.subarray(0, listMax)],
    showValue,
    askValue: null,
    tailBits: now.tailBits,
    reach,
  };
  if (left === 0 || belief.items.length <= listMax) return list;
  const best = bestQuestion(situation, parameters, belief, left);
  if (best === null) return list;
  if (showValue <= best.askValue) return { ...list, askValue: best.askValue };
  return { ...list, traits: best.traits, items: [], askValue: best.askValue };
}

interface ValuedQuestion {
  readonly traits: readonly number[];
  readonly askValue: number;
}

/** A belief as questions are weighed on it. */
interface Weighing {
  readonly situation: LookaheadSituation;
  readonly parameters: LookaheadParameters;
  readonly belief: SortedBelief;
  readonly work: Work;
  /** Whether `work.restMasses` counts. */
  readonly hasRest: boolean;
  /** Actions left after the question. */
  readonly left: number;
}

function bestQuestion(
  situation: LookaheadSituation,
  parameters: LookaheadParameters,
  belief: SortedBelief,
  left: number,
): ValuedQuestion | null {
  const { index, rates, isAsked } = situation;
  const work = workOf(index);
  const { masses, restMasses, places } = work;
  masses.fill(0);
  addMasses(index, belief.rest, masses);
  const hasRest = belief.rest.items.length > 0;
  if (hasRest) restMasses.set(masses);
  addMasses(index, belief, masses);
  const least = Math.max(gainMin, parameters.gainBitsMin);
  const gains = informationGains(masses, isAsked, rates, least, work.gains);
  const ranking = rankTraits(gains, least, parameters.questionsMax);
  assert(belief.items.length <= placesMax, 'a place fits its array');
  places.fill(-1);
  for (let place = 0; place < belief.items.length; place++) places[belief.items[place] ?? 0] = place;
  return bestOf({ situation, parameters, belief, work, hasRest, left }, ranking);
}

/** Worked in by each look-ahead over an index: fresh arrays of this size cost more than what is written to them. */
interface Work {
  /** Mass of the belief that has each trait. */
  readonly masses: Float64Array;
  /** Mass of the rest that has each trait. */
  readonly restMasses: Float64Array;
  readonly gains: Float64Array;
  /** Place of each item in the belief, -1 for the others. */
  readonly places: Int16Array;
}

const placesMax = 2 ** 15;
const workByIndex = new WeakMap<AttributeIndex, Work>();

function workOf(index: AttributeIndex): Work {
  const known = workByIndex.get(index);
  if (known !== undefined) return known;
  const work = {
    masses: new Float64Array(index.traitCount),
    restMasses: new Float64Array(index.traitCount),
    gains: new Float64Array(index.traitCount),
    places: new Int16Array(index.itemCount),
  };
  workByIndex.set(index, work);
  return work;
}

/** A gain below this, in bits, is rounding. */
const gainMin = 1e-9;

/** Most traits that a set begins with, and most partners of one type that are tried beside each. */
const firstsMax = 4;
const partnersMax = 2;

function bestOf(weighing: Weighing, ranking: TraitRanking): ValuedQuestion | null {
  const { traitsMax, traitTypes } = weighing.parameters;
  const firsts = traitsMax < 2 ? [] : ranking.best.slice(0, firstsMax);
  const pairs = firsts.flatMap((trait, place) =>
    ranking
      .partners(traitTypes, trait, ranking.best.slice(0, place), partnersMax)
      .map((partner) => [trait, partner]),
  );
  // Beside pairs, which nearly always tell more, few single traits are worth the time.
  const singles = ranking.best.slice(0, pairs.length > 0 ? firstsMax : undefined).map((trait) => [trait]);
  let best: ValuedQuestion | null = null;
  for (const traits of [...pairs, ...singles]) best = better(best, valued(weighing, traits));
  while (best !== null && best.traits.length > 1 && best.traits.length < traitsMax) {
    const [first = 0, ...others] = best.traits;
    const partners = ranking.partners(traitTypes, first, others, partnersMax);
    let wider: ValuedQuestion = best;
    for (const partner of partners) wider = better(wider, valued(weighing, [...best.traits, partner]));
    if (wider === best) break;
    best = wider;
  }
  return best;
}

function better(best: ValuedQuestion | null, other: ValuedQuestion): ValuedQuestion {
  return best === null || other.askValue < best.askValue ? other : best;
}

function valued(weighing: Weighing, traits: readonly number[]): ValuedQuestion {
  const { situation, parameters, belief, left } = weighing;
  const { places, restMasses } = weighing.work;
  const codes = new Uint8Array(belief.items.length);
  const { traitItems, traitOffsets } = situation.index;
  traits.forEach((trait, bit) => {
    const end = traitOffsets[trait + 1] ?? 0;
    for (let slot = traitOffsets[trait] ?? 0; slot < end; slot++) {
      const place = places[traitItems[slot] ?? 0] ?? -1;
      if (place >= 0) codes[place] = (codes[place] ?? 0) | (1 << bit);
    }
  });
  const likelihoods = likelihoodsOf(situation.rates, traits);
  const rest = weighing.hasRest ? restByCode(belief.rest, restMasses, traits) : null;
  let expected = 0;
  for (const outcome of outcomesOfQuestion(belief, codes, likelihoods, parameters.listMax, rest))
    expected += outcome.probability * actionsAfter(parameters.value, outcome, parameters.targets, left);
  return { traits, askValue: 1 + expected };
}

/** Mass of the rest by code, traits taken as independent there. */
function restByCode(rest: BeliefRest, masses: Float64Array, traits: readonly number[]): Float64Array {
  return Float64Array.from({ length: 1 << traits.length }, (_, code) =>
    traits.reduce((product, trait, bit) => {
      const share = Math.min(1, (masses[trait] ?? 0) / rest.mass);
      return product * ((code >> bit) & 1 ? share : 1 - share);
    }, rest.mass),
  );
}

/** Chance of each reply (bit t: yes to trait t) for each code of an item (bit t: it has trait t). */
function likelihoodsOf(rates: TraitRates, traits: readonly number[]): number[][] {
  const count = 1 << traits.length;
  return Array.from({ length: count }, (_, reply) =>
    Array.from({ length: count }, (_code, code) =>
      traits.reduce((product, trait, bit) => {
        const yes = ((code >> bit) & 1 ? rates.hits[trait] : rates.falseAlarms[trait]) ?? 0;
        return product * ((reply >> bit) & 1 ? yes : 1 - yes);
      }, 1),
    ),
  );
}

/** Adds the shares of items to the traits that they have. */
function addMasses(
  index: AttributeIndex,
  part: { readonly items: Uint32Array; readonly shares: Float64Array },
  out: Float64Array,
): void {
  const { itemTraits, itemOffsets } = index;
  const { items, shares } = part;
  for (let place = 0; place < items.length; place++) {
    const item = items[place] ?? 0;
    const share = shares[place] ?? 0;
    const end = itemOffsets[item + 1] ?? 0;
    for (let slot = itemOffsets[item] ?? 0; slot < end; slot++) {
      const trait = itemTraits[slot] ?? 0;
      out[trait] = (out[trait] ?? 0) + share;
    }
  }
}

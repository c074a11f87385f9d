import { modelOfTrait, type TraitRates } from './answer-rates.ts';
import { type AttributeIndex, itemsOfTrait, traitsOfItem } from './attribute-index.ts';
import { informationGainBits } from './policy.ts';
import { outcomesOfQuestion, outcomeWithout, type SortedBelief, sortBelief } from './question-outcomes.ts';
import { actionsAfter, reachOf, type ValueModel } from './value-model.ts';

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
  /** Most traits in a question, 1 or 2; they are of one type. */
  readonly traitsMax: number;
  /** Type of each trait; used where `traitsMax` is 2. */
  readonly traitTypes: Int32Array;
  /** Mean number of different right items. */
  readonly targets: number;
  readonly value: ValueModel;
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

interface RankedTrait {
  readonly trait: number;
  readonly gain: number;
}

/**
 * Returns the next action by looking one step ahead: the best list now, against the best question, by the expected
 * number of actions under the value model, ties to the list. Questions without any information gain are never asked.
 * Traits are ranked by information gain first, and only `questionsMax` of them (pairs of one type, where allowed) are
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
  const best = bestOf(situation, parameters, belief, left);
  if (best === null) return list;
  if (showValue <= best.askValue) return { ...list, askValue: best.askValue };
  return { ...list, traits: best.traits, items: [], askValue: best.askValue };
}

function bestOf(
  situation: LookaheadSituation,
  parameters: LookaheadParameters,
  belief: SortedBelief,
  left: number,
): { readonly traits: readonly number[]; readonly askValue: number } | null {
  const ranked = rankTraits(situation, belief);
  const shortlist = ranked.slice(0, parameters.questionsMax);
  const pairs = parameters.traitsMax < 2 ? [] : pairsOf(shortlist, ranked, parameters.traitTypes);
  // Beside pairs, which nearly always tell more, few single traits are worth the time.
  const singles = shortlist.slice(0, pairs.length > 0 ? firstsMax : undefined).map(({ trait }) => [trait]);
  const places = new Int32Array(situation.index.itemCount).fill(-1);
  belief.items.forEach((item, place) => {
    places[item] = place;
  });
  let best: readonly number[] | null = null;
  let askValue = Number.POSITIVE_INFINITY;
  for (const traits of [...pairs, ...singles]) {
    const expected = 1 + valueOfQuestion(situation, parameters, belief, places, traits, left);
    if (expected < askValue) {
      askValue = expected;
      best = traits;
    }
  }
  return best === null ? null : { traits: best, askValue };
}

/** Most traits that a pair begins with, and most partners of one type that are tried beside each. */
const firstsMax = 4;
const partnersMax = 2;

function pairsOf(
  shortlist: readonly RankedTrait[],
  ranked: readonly RankedTrait[],
  types: Int32Array,
): number[][] {
  return shortlist.slice(0, firstsMax).flatMap(({ trait }, place) => {
    const partners: number[][] = [];
    for (const { trait: other } of ranked.slice(place + 1)) {
      if (types[other] === types[trait]) partners.push([trait, other]);
      if (partners.length === partnersMax) break;
    }
    return partners;
  });
}

function valueOfQuestion(
  situation: LookaheadSituation,
  parameters: LookaheadParameters,
  belief: SortedBelief,
  places: Int32Array,
  traits: readonly number[],
  left: number,
): number {
  const codes = new Uint8Array(belief.items.length);
  traits.forEach((trait, bit) => {
    for (const item of itemsOfTrait(situation.index, trait)) {
      const place = places[item] ?? -1;
      if (place >= 0) codes[place] = (codes[place] ?? 0) | (1 << bit);
    }
  });
  const likelihoods = likelihoodsOf(situation.rates, traits);
  let expected = 0;
  for (const outcome of outcomesOfQuestion(belief, codes, likelihoods, parameters.listMax))
    expected += outcome.probability * actionsAfter(parameters.value, outcome, parameters.targets, left);
  return expected;
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

/** A gain below this, in bits, is rounding. */
const gainMin = 1e-9;

/** Returns the open traits of likely items that tell something, most information gain first, ties by trait. */
function rankTraits(situation: LookaheadSituation, belief: SortedBelief): RankedTrait[] {
  const { index, isAsked, rates } = situation;
  const masses = new Float64Array(index.traitCount);
  belief.items.forEach((item, place) => {
    const share = belief.shares[place] ?? 0;
    for (const trait of traitsOfItem(index, item)) masses[trait] = (masses[trait] ?? 0) + share;
  });
  const ranked: RankedTrait[] = [];
  masses.forEach((mass, trait) => {
    if (mass === 0 || isAsked[trait] === 1) return;
    const gain = informationGainBits(mass, modelOfTrait(rates, trait));
    if (gain > gainMin) ranked.push({ trait, gain });
  });
  return ranked.sort((left, right) => right.gain - left.gain || left.trait - right.trait);
}

import {
  itemsOfTrait,
  openingLogLikelihood,
  traitsOfItem,
} from '../../../core/conversation/attribute-index.ts';
import { hitRateFeatureNames, hitRateFeatures } from '../../../core/conversation/belief/answer-rates.ts';
import { type PriorFeatures, priorFeatureNames } from '../../../core/conversation/belief/prior-features.ts';
import { type ChoiceCase, fitChoiceModel } from '../../../core/conversation/question/choice-model.ts';
import type { SessionRow, SimulatedUser } from '../../../core/evaluation/protocols/protocol.ts';
import type { Random } from '../../../core/random.ts';
import type { ConversationGraph } from './conversation-graph.ts';

/** Alternatives of a case beside the target; more make the fit slower and hardly better. */
const alternativesMax = 400;

/**
 * Returns the weights of the log-linear prior, one a prior feature, under which the targets of sessions are likeliest
 * among the items that the opening leaves (all, without one) and that the user has not acted on; an item counts
 * 1 / (number of its traits) where the opening was drawn from them. `users` are those of the sessions, in order.
 */
export function fitPrior(
  graph: ConversationGraph,
  sessions: readonly FitSession[],
  random: Random,
): Float64Array {
  const cases: ChoiceCase[] = [];
  for (const session of sessions) {
    for (const target of new Set(session.row.targets)) {
      const one = priorCase(graph, session, graph.itemPositions.get(target) ?? -1, random);
      if (one !== null) cases.push(one);
    }
  }
  return fitChoiceModel(cases, priorFeatureNames.length);
}

/** A session with what is known of its user. */
export interface FitSession {
  readonly row: SessionRow;
  readonly prior: PriorFeatures;
  readonly user: SimulatedUser;
}

function priorCase(
  graph: ConversationGraph,
  session: FitSession,
  target: number,
  random: Random,
): ChoiceCase | null {
  const { features, isSeen } = session.prior;
  if (target < 0 || isSeen[target] === 1) return null;
  const { opening } = session.user;
  const trait = opening === null ? undefined : graph.traitOfAttribute.get(opening);
  const pool = (
    trait === undefined ? Array.from(isSeen.keys()) : [...itemsOfTrait(graph.traits, trait)]
  ).filter((item) => isSeen[item] === 0 && item !== target);
  const alternatives = [target, ...sample(pool, alternativesMax, random)];
  const width = priorFeatureNames.length;
  const rows = new Float64Array(alternatives.length * width);
  alternatives.forEach((item, place) => {
    rows.set(features.subarray(item * width, (item + 1) * width), place * width);
  });
  return {
    features: rows,
    offsets: Float64Array.from(alternatives, (item) =>
      trait === undefined ? 0 : openingLogLikelihood(graph.traits, item),
    ),
    chosen: 0,
  };
}

/** Returns at most `count` of the entries, drawn without replacement. */
function sample(pool: number[], count: number, random: Random): number[] {
  if (pool.length <= count) return pool;
  for (let place = 0; place < count; place++) {
    const other = place + Math.floor(random() * (pool.length - place));
    const kept = pool[place] ?? 0;
    pool[place] = pool[other] ?? 0;
    pool[other] = kept;
  }
  return pool.slice(0, count);
}

/**
 * Returns the weights of the hit rate, one a feature, under which the answers are likeliest that the users of the
 * sessions give to the attributes of their targets (logistic regression). A few weights for all users: no user's own
 * answers are kept.
 */
export function fitHitRate(
  graph: ConversationGraph,
  everybody: Float64Array,
  sessions: readonly FitSession[],
): Float64Array {
  const width = hitRateFeatureNames.length;
  const cases: ChoiceCase[] = [];
  for (const { row, prior, user } of sessions) {
    const features = hitRateFeatures(graph.traits, prior.isSeen, everybody);
    const target = graph.itemPositions.get(row.targets[0] ?? -1);
    if (target === undefined) continue;
    for (const trait of traitsOfItem(graph.traits, target)) {
      const rows = new Float64Array(2 * width);
      rows.set(features.subarray(trait * width, (trait + 1) * width), width);
      const isYes = user.holds(graph.attributeOfTrait[trait] ?? -1);
      cases.push({ features: rows, offsets: new Float64Array(2), chosen: isYes ? 1 : 0 });
    }
  }
  return fitChoiceModel(cases, width);
}

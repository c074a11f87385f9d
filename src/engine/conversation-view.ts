import {
  type AttributeIndex,
  buildAttributeIndex,
  itemsOfTraits,
  traitsOfAttribute,
} from '../core/conversation/attribute-index.ts';
import {
  type Belief,
  type Candidates,
  candidatesOf,
  createBelief,
  defaultAnswerModel,
  probabilitiesOf,
  refuseItems,
  updateBelief,
} from '../core/conversation/belief.ts';
import type { ConversationState, Statement } from '../core/conversation/events.ts';
import { itemPrior } from '../core/conversation/prior.ts';
import { indexOf } from '../core/graph/keys.ts';
import { scoreItems } from '../core/ranking/score-items.ts';
import { seenItems } from '../core/ranking/score-user.ts';
import type { LoadedGraph } from './graph-cache.ts';

/** A conversation on a graph: what its statements make likely there. Items are counted from the first item. */
export interface ConversationView {
  readonly graph: LoadedGraph;
  readonly index: AttributeIndex;
  /** Node of the known user; null for a stranger, or where the graph no longer holds her. */
  readonly user: number | null;
  readonly belief: Belief;
  readonly probabilities: Float64Array;
  readonly candidates: Candidates;
  /** 1 for each trait that was asked or wanted. */
  readonly isAsked: Uint8Array;
}

/** Priors kept for a graph, the latest ones: each takes 8 bytes an item. */
const priorsMax = 16;

/**
 * Returns the view of a conversation on a graph: the prior of its user and every statement in order. Statements about
 * attributes that the graph lacks count nothing. The index and the latest priors are kept as long as the graph.
 * Cost: O(statements × items), and once a graph O(edges), once a user that of scoring.
 */
export function viewConversation(
  graph: LoadedGraph,
  state: Pick<ConversationState, 'user' | 'statements'>,
): ConversationView {
  const { keys } = graph.snapshot;
  const index = attributeIndexOf(graph);
  const found = state.user === null ? -1 : indexOf(keys, 'User', state.user);
  const user = found < 0 ? null : found;
  const isAsked = new Uint8Array(index.traitCount);
  let belief = createBelief(priorOf(graph, user), defaultAnswerModel);
  for (const statement of state.statements) {
    if (statement.type === 'refusal') {
      belief = refuseItems(belief, itemsOf(graph, statement.items));
      continue;
    }
    const traits = traitsOfStatement(graph, statement);
    for (const trait of traits) isAsked[trait] = 1;
    const answer = answerOf(statement);
    if (answer !== 'any' && traits.length > 0)
      belief = updateBelief(belief, itemsOfTraits(index, traits), answer);
  }
  return {
    graph,
    index,
    user,
    belief,
    probabilities: probabilitiesOf(belief),
    candidates: candidatesOf(belief),
    isAsked,
  };
}

/** Returns what a statement about an attribute says: an opening wish is a yes. */
export function answerOf(statement: Exclude<Statement, { type: 'refusal' }>): 'yes' | 'no' | 'any' {
  return statement.type === 'want' ? 'yes' : statement.answer;
}

/** Returns the traits that a statement is about: of one relation for an answer, of all for an opening wish. */
export function traitsOfStatement(
  graph: LoadedGraph,
  statement: Exclude<Statement, { type: 'refusal' }>,
): number[] {
  const attribute = indexOf(graph.snapshot.keys, 'Attribute', statement.attribute);
  const relation = statement.type === 'want' ? null : statement.relation;
  return attribute < 0 ? [] : traitsOfAttribute(attributeIndexOf(graph), attribute, relation);
}

/** Returns the traits of a graph that conversations may ask for, made once a graph. */
export function attributeIndexOf(graph: LoadedGraph): AttributeIndex {
  return partsOf(graph).index;
}

interface GraphParts {
  readonly index: AttributeIndex;
  /** By node of the user, null for strangers; in the order of use. */
  readonly priors: Map<number | null, Float64Array>;
}

const partsByGraph = new WeakMap<LoadedGraph, GraphParts>();

function partsOf(graph: LoadedGraph): GraphParts {
  const known = partsByGraph.get(graph);
  if (known !== undefined) return known;
  const parts = { index: buildAttributeIndex(graph.snapshot, graph.manifest), priors: new Map() };
  partsByGraph.set(graph, parts);
  return parts;
}

function priorOf(graph: LoadedGraph, user: number | null): Float64Array {
  const { priors } = partsOf(graph);
  const prior = priors.get(user) ?? makePrior(graph, user);
  priors.delete(user);
  priors.set(user, prior);
  for (const oldest of priors.keys()) {
    if (priors.size <= priorsMax) break;
    priors.delete(oldest);
  }
  return prior;
}

function makePrior(graph: LoadedGraph, user: number | null): Float64Array {
  const popularity = graph.index.itemDegrees;
  if (user === null) return itemPrior({ scores: null, popularity, isSeen: null });
  return itemPrior({
    scores: scoreItems(graph.index, user),
    popularity,
    isSeen: seenItems(graph.index, user),
  });
}

function itemsOf(graph: LoadedGraph, ids: readonly string[]): number[] {
  const nodes = ids.map((id) => indexOf(graph.snapshot.keys, 'Item', id));
  return nodes.filter((node) => node >= 0).map((node) => node - graph.index.itemStart);
}

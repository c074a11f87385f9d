import {
  type AttributeIndex,
  itemsOfTrait,
  itemsOfTraits,
  traitMasses,
  traitsOfAttribute,
} from '../../core/conversation/attribute-index.ts';
import { withSharing } from '../../core/conversation/belief/answer-rates.ts';
import {
  type AnswerModel,
  addAnswer,
  addFactors,
  addJudgement,
  addRefusal,
  type Belief,
  candidatesOf,
  createBelief,
  defaultAnswerModel,
} from '../../core/conversation/belief/belief.ts';
import { probabilitiesOf } from '../../core/conversation/belief/posterior.ts';
import type { ConversationState } from '../../core/conversation/events.ts';
import { likenessFactors } from '../../core/conversation/likeness.ts';
import { compareAspect, compareNumbers } from '../../core/conversation/question/comparison.ts';
import type { Situation } from '../../core/conversation/question/policy.ts';
import { statementsOf } from '../../core/conversation/said.ts';
import type { AnswerStatement, CompareStatement, Statement } from '../../core/conversation/statements.ts';
import { strongest } from '../../core/conversation/trait-ranking.ts';
import { indexOf } from '../../core/graph/keys.ts';
import { relationOf } from '../../core/graph/snapshot.ts';
import { termDefaults } from '../../core/ranking/terms.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { type ViewArrays, viewArrays } from './conversation-arrays.ts';
import {
  attributeIndexOf,
  conversationPrior,
  type ItemNumbersByName,
  likenessOf,
  ratesOf,
} from './conversation-parts.ts';

/** A conversation on a graph: what its statements make likely there. Items are counted from the first item. */
export interface ConversationView extends Situation {
  readonly graph: LoadedGraph;
  readonly state: ConversationState;
  readonly statements: readonly Statement[];
  readonly numbers: ItemNumbersByName;
  /** Node of the known user; null for a stranger, or where the graph no longer holds her. */
  readonly user: number | null;
}

/** Most items of a list, and of `top` in a reply. */
export const listMax = 10;

/** Share of the yeses to an attribute that are meant for another right item, where several are right: `withSharing`. */
export const severalSharing = 0.5;

/** Actions that a person is thought to take part in from any moment on; nothing ends after them. */
const actionsLeft = 12;

/**
 * Returns the view of a conversation on a graph: the prior of its user and all that was said, made anew each turn, so that
 * a conversation keeps no array of the size of the graph. Of two answers about the same attribute the later counts;
 * statements about what the graph lacks count nothing. Cost: O(items + items of each attribute answered), and once a
 * graph O(edges), once a user that of scoring. The view stands in `arrays`.
 */
export function viewConversation(
  graph: LoadedGraph,
  state: ConversationState,
  numbers: ItemNumbersByName,
  arrays: ViewArrays = viewArrays(graph),
): ConversationView {
  const index = attributeIndexOf(graph);
  const found = state.user === null ? -1 : indexOf(graph.snapshot.keys, 'User', state.user);
  const user = found < 0 ? null : found;
  const basis = state.policy === 'popularity' ? 'popularity' : 'walk';
  const belief = createBelief(conversationPrior(graph, user, basis, arrays.prior), arrays);
  const isAsked = arrays.isAsked.fill(0);
  const isDecided = arrays.isDecided.fill(0);
  const statements = statementsOf(state);
  for (const statement of statements.toReversed()) {
    if (statement.type === 'answer') believeAnswer(graph, statement, belief, isAsked, isDecided);
    else believeOther(graph, numbers, statement, belief);
  }
  const probabilities = probabilitiesOf(belief, arrays.probabilities);
  const rates = ratesOf(graph);
  return {
    graph,
    state,
    statements,
    numbers,
    index,
    user,
    belief,
    probabilities,
    candidates: candidatesOf(belief),
    likeliest: strongest(probabilities, 0, listMax),
    isAsked,
    rates: state.several ? withSharing(rates, severalSharing, traitMasses(index, probabilities)) : rates,
    actionsLeft,
  };
}

/** Returns the traits that an answer is about: of one relation, or of all, and of every value that a yes may mean. */
export function traitsOfAnswer(
  graph: LoadedGraph,
  statement: Pick<AnswerStatement, 'attribute' | 'relation' | 'others'>,
): number[] {
  const index = attributeIndexOf(graph);
  return [statement.attribute, ...statement.others].flatMap((id) => {
    const attribute = indexOf(graph.snapshot.keys, 'Attribute', id);
    return attribute < 0 ? [] : traitsOfAttribute(index, attribute, statement.relation);
  });
}

function believeAnswer(
  graph: LoadedGraph,
  statement: AnswerStatement,
  belief: Belief,
  isAsked: Uint8Array,
  isDecided: Uint8Array,
): void {
  const index = attributeIndexOf(graph);
  const traits = traitsOfAnswer(graph, statement);
  const open = traits.filter((trait) => isDecided[trait] === 0);
  for (const trait of traits) isAsked[trait] = 1;
  if (statement.others.length === 0 || statement.answer !== 'yes')
    for (const trait of traits) isDecided[trait] = 1;
  if (statement.answer === 'any' || open.length === 0) return;
  const model = modelOf(statement);
  if (statement.answer === 'yes') addAnswer(belief, itemsOfTraits(index, open), 'yes', model);
  else believeNo(index, statement, open, belief, model);
}

/** A no to one attribute is one no, whatever relations lead to it; a no to several values is one to each. */
function believeNo(
  index: AttributeIndex,
  statement: AnswerStatement,
  traits: readonly number[],
  belief: Belief,
  model: AnswerModel,
): void {
  if (statement.others.length === 0) addAnswer(belief, itemsOfTraits(index, traits), 'no', model);
  else for (const trait of traits) addAnswer(belief, itemsOfTrait(index, trait), 'no', model);
}

function modelOf({ falseAlarm }: AnswerStatement): AnswerModel {
  return falseAlarm === null ? defaultAnswerModel : { ...defaultAnswerModel, falseAlarmRate: falseAlarm };
}

function believeOther(
  graph: LoadedGraph,
  numbers: ItemNumbersByName,
  statement: Exclude<Statement, AnswerStatement>,
  belief: Belief,
): void {
  const { keys } = graph.snapshot;
  const positionOf = (id: string): number => indexOf(keys, 'Item', id) - graph.index.itemStart;
  if (statement.type === 'refusal') {
    addRefusal(belief, statement.items.filter((id) => indexOf(keys, 'Item', id) >= 0).map(positionOf));
  } else if (statement.type === 'like') {
    if (indexOf(keys, 'Item', statement.item) < 0) return;
    const { items, factors } = likenessFactors(likenessOf(graph), positionOf(statement.item));
    addFactors(belief, items, factors);
  } else {
    const judged = compared(graph, numbers, statement);
    if (judged !== null) addJudgement(belief, judged, defaultAnswerModel);
  }
}

/** How each item stands to a comparison; null where the graph lacks what it is about. */
function compared(
  graph: LoadedGraph,
  numbers: ItemNumbersByName,
  { about, name, direction, than, value }: CompareStatement,
): Uint8Array | null {
  const column = numbers.get(name);
  if (about === 'number')
    return column === undefined || value === null ? null : compareNumbers(column, direction, value);
  const { keys } = graph.snapshot;
  const aspect = indexOf(keys, 'Aspect', name);
  if (aspect < 0) return null;
  const base = than === null ? null : indexOf(keys, 'Item', than);
  const items = { start: graph.index.itemStart, count: graph.index.itemCount };
  return compareAspect(opinionsOf(graph), items, aspect, direction, base === -1 ? null : base);
}

function opinionsOf(graph: LoadedGraph): Parameters<typeof compareAspect>[0] {
  return {
    praised: relationOf(graph.snapshot, 'PRAISED_FOR')?.forward ?? null,
    criticised: relationOf(graph.snapshot, 'CRITICISED_FOR')?.forward ?? null,
    smoothing: graph.manifest.aspects?.smoothing ?? termDefaults.aspectSmoothing,
  };
}

import type {
  AskedValue,
  AskSay,
  EndSay,
  ExpectedActions,
  NodeShown,
  OfferedCritique,
  ShownItem,
  ShowSay,
} from '../../contract/types.ts';
import { relationOfTrait } from '../../core/conversation/attribute-index.ts';
import { acceptedItems } from '../../core/conversation/events.ts';
import {
  type AskedTrait,
  type AskMove,
  chooseMove,
  type PolicyParameters,
  type ShowMove,
} from '../../core/conversation/question/policy.ts';
import { firstValueModel } from '../../core/conversation/value-model.ts';
import {
  betterText,
  listReason,
  listText,
  type NamedTrait,
  questionReason,
  questionText,
  stopText,
} from '../../core/conversation/wording.ts';
import { idAt, indexOf } from '../../core/graph/keys.ts';
import { nameAt, showNode, titleAt } from '../../core/graph/show-node.ts';
import { relationOf } from '../../core/graph/snapshot.ts';
import { type ConversationView, listMax } from './conversation-view.ts';

/** Questions that are looked through each turn. */
const questionsMax = 16;

/** Asks only what is expected to tell this much, in bits. */
const gainBitsMin = 0.02;

/** Right items where several are right. */
const severalTargets = 2;

/** Aspects that are offered for a critique of a list. */
const aspectsOffered = 3;

const value = firstValueModel(2);

/** Returns what the policy of the conversation does next, in words. Cost: that of the policy. */
export function nextSay(view: ConversationView): AskSay | ShowSay | EndSay {
  const parameters: PolicyParameters = {
    listMax,
    questionsMax,
    traitsMax: view.state.valuesMax,
    traitTypes: view.index.traitRelations,
    targets: view.state.several ? severalTargets : 1,
    value,
    gainBitsMin,
    onlyFitting: true,
  };
  const move = chooseMove(view.state.policy, view, parameters);
  if (move.type === 'ask') return askSay(view, move);
  if (move.type === 'show') return showSay(view, move);
  return {
    type: 'end',
    outcome: move.outcome,
    item: null,
    kept: keptItems(view),
    text: stopText(move.outcome, view.graph.manifest.item),
  };
}

/** Returns what a reply says of the belief beside its words. */
export function outlook(view: ConversationView): { candidates: number; top: ShownItem[]; snapshot: string } {
  return {
    candidates: view.candidates.count,
    top: view.likeliest.map((item) => shownItem(view, item)),
    snapshot: view.graph.snapshot.id,
  };
}

/** Returns every item that was accepted, as the graph names it now. */
export function keptItems(view: ConversationView): NodeShown[] {
  const { snapshot } = view.graph;
  return acceptedItems(view.state).map((id) => {
    const node = indexOf(snapshot.keys, 'Item', id);
    return { label: 'Item', id, name: node < 0 ? null : nameAt(snapshot, node) };
  });
}

/** Returns a trait as words need it. */
export function namedTrait(view: ConversationView, trait: number): NamedTrait {
  const { snapshot } = view.graph;
  const attribute = view.index.traitAttributes[trait] ?? 0;
  return {
    relation: relationOfTrait(view.index, trait),
    name: titleAt(snapshot, attribute),
    kind: snapshot.kindNames[(snapshot.kinds[attribute] ?? 0) - 1] ?? '',
  };
}

function askSay(view: ConversationView, move: AskMove): AskSay {
  const noun = view.graph.manifest.item;
  const values = move.values.map((asked) => askedValue(view, asked));
  const [first] = values;
  const traits = move.values.map(({ trait }) => namedTrait(view, trait));
  return {
    type: 'ask',
    attribute: first?.attribute ?? { label: 'Attribute', id: null, name: null },
    relation: relationOfTrait(view.index, move.values[0]?.trait ?? 0).type,
    text: questionText(traits, noun),
    reason: questionReason(move.values, view.candidates, noun),
    gainBits: first?.gainBits ?? 0,
    yesProbability: first?.yesProbability ?? 0,
    matching: first?.matching ?? 0,
    values,
    expected: expectedOf(move),
  };
}

function askedValue(view: ConversationView, asked: AskedTrait): AskedValue {
  const { trait, gainBits, yesProbability, share, matching } = asked;
  const attribute = showNode(view.graph.snapshot, view.index.traitAttributes[trait] ?? 0, null);
  return { attribute, gainBits, yesProbability, share, matching };
}

function expectedOf({ expected }: AskMove | ShowMove): ExpectedActions | null {
  return expected === null ? null : { ask: expected.askValue, show: expected.showValue };
}

function showSay(view: ConversationView, move: ShowMove): ShowSay {
  const noun = view.graph.manifest.item;
  const names = move.items.map((item) => titleAt(view.graph.snapshot, view.index.itemStart + item));
  return {
    type: 'show',
    items: move.items.map((item) => shownItem(view, item)),
    text: listText(names, noun),
    reason: listReason(move, view.candidates, noun),
    cause: move.cause,
    mass: move.mass,
    critiques: [...offeredNumbers(view, move.items), ...offeredAspects(view, move.items)],
    expected: expectedOf(move),
  };
}

function offeredNumbers(view: ConversationView, items: readonly number[]): OfferedCritique[] {
  return (view.graph.manifest.numbers ?? []).flatMap(({ name, less, more }) => {
    const column = view.numbers.get(name);
    const isKnown = items.some((item) => !Number.isNaN(column?.[item] ?? Number.NaN));
    if (!isKnown) return [];
    return [
      { text: less ?? `less ${name}`, about: 'number', name, direction: 'less' },
      { text: more ?? `more ${name}`, about: 'number', name, direction: 'more' },
    ];
  });
}

/** The aspects that reviews of the shown items criticise most. */
function offeredAspects(view: ConversationView, items: readonly number[]): OfferedCritique[] {
  const { snapshot } = view.graph;
  const criticised = relationOf(snapshot, 'CRITICISED_FOR')?.forward;
  if (criticised === undefined) return [];
  const opinions = new Map<number, number>();
  for (const item of items) {
    const row = view.index.itemStart + item - criticised.firstNode;
    if (row < 0 || row >= criticised.offsets.length - 1) continue;
    for (let slot = criticised.offsets[row] ?? 0; slot < (criticised.offsets[row + 1] ?? 0); slot++) {
      const aspect = criticised.targets[slot] ?? 0;
      opinions.set(aspect, (opinions.get(aspect) ?? 0) + (criticised.weights[slot] ?? 0));
    }
  }
  return [...opinions]
    .sort((left, right) => right[1] - left[1] || left[0] - right[0])
    .slice(0, aspectsOffered)
    .map(([aspect]) => ({
      text: betterText(titleAt(snapshot, aspect)),
      about: 'aspect',
      name: idAt(snapshot.keys, aspect),
      direction: 'more',
    }));
}

function shownItem(view: ConversationView, item: number): ShownItem {
  const node = view.index.itemStart + item;
  const { snapshot } = view.graph;
  return {
    id: idAt(snapshot.keys, node),
    name: nameAt(snapshot, node),
    probability: view.probabilities[item] ?? 0,
  };
}

import type { AskSay, EndSay, NodeShown, ShownItem, ShowSay } from '../contract/types.ts';
import { relationOfTrait } from '../core/conversation/attribute-index.ts';
import { type AskMove, adaptivePolicy, type Policy, type ShowMove } from '../core/conversation/policy.ts';
import {
  listReason,
  listText,
  type NamedTrait,
  questionReason,
  questionText,
  stopText,
} from '../core/conversation/wording.ts';
import { idAt } from '../core/graph/keys.ts';
import { nameAt, showNode, titleAt } from '../core/graph/show-node.ts';
import { topK } from '../core/ranking/top-k.ts';
import type { ConversationView } from './conversation-view.ts';

/** Most items of `top` in a reply. */
const topMax = 10;

const policy: Policy = adaptivePolicy();

/** Returns what the policy does next, in words. Cost: that of the policy. */
export function nextSay(view: ConversationView): AskSay | ShowSay | EndSay {
  const move = policy(view);
  if (move.type === 'ask') return askSay(view, move);
  if (move.type === 'show') return showSay(view, move);
  return {
    type: 'end',
    outcome: move.outcome,
    item: null,
    text: stopText(move.outcome, view.graph.manifest.item),
  };
}

/** Returns what a reply says of the belief beside its words. */
export function outlook(view: ConversationView): { candidates: number; top: ShownItem[]; snapshot: string } {
  const top = topK(view.probabilities, view.belief.isOut, topMax);
  return {
    candidates: view.candidates.count,
    top: top.map((item) => shownItem(view, item)),
    snapshot: view.graph.snapshot.id,
  };
}

/** Returns the attribute of a trait as the border shows it. */
function attributeOfTrait(view: ConversationView, trait: number): NodeShown {
  return showNode(view.graph.snapshot, view.index.traitAttributes[trait] ?? 0, null);
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
  return {
    type: 'ask',
    attribute: attributeOfTrait(view, move.trait),
    relation: relationOfTrait(view.index, move.trait).type,
    text: questionText(namedTrait(view, move.trait), noun),
    reason: questionReason(move, view.candidates, noun),
    gainBits: move.gainBits,
    yesProbability: move.yesProbability,
    matching: move.matching,
  };
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
  };
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

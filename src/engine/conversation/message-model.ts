import { traitMasses } from '../../core/conversation/attribute-index.ts';
import {
  linkFormat,
  linkPrompt,
  type ModelLink,
  type Offer,
  offersMax,
  readLinks,
} from '../../core/conversation/message/link-prompt.ts';
import { frameWords, messageWords } from '../../core/conversation/message/message-words.ts';
import { type NameIndex, nearNames } from '../../core/conversation/message/name-index.ts';
import { labelAt } from '../../core/graph/keys.ts';
import { titleAt } from '../../core/graph/show-node.ts';
import type { LanguageModel } from '../../llm/port.ts';
import { modelText } from '../explanation/model-text.ts';
import type { ConversationView } from './conversation-view.ts';

/** Names offered for one word of the message. */
const offersPerWord = 6;
const contextTokens = 4096;
const outputTokensMax = 400;
const timeoutMs = 20_000;

/** The view that offers are drawn from. */
export type OfferView = Pick<ConversationView, 'graph' | 'index' | 'probabilities'>;

/**
 * Asks the model which things of a shortlist a message names: what shares a word with it or nearly does, and the
 * likeliest attributes. Whatever comes back is checked against the message and the shortlist; nothing where there is no
 * model, where it fails, and where it answers anything else. `viewOf` is called only where there is a model. A link is a
 * proposal for the person to confirm.
 */
export async function linkByModel(
  model: LanguageModel,
  names: NameIndex,
  viewOf: () => Promise<OfferView>,
  text: string,
  signal: AbortSignal,
): Promise<readonly ModelLink[]> {
  if (!(await model.status(signal)).available) return [];
  const offers = offersFor(names, await viewOf(), text);
  if (offers.length === 0) return [];
  const messages = linkPrompt(text, offers);
  const call = { messages, format: linkFormat(offers.length), contextTokens, outputTokensMax, timeoutMs };
  const reply = await modelText(model, call, signal);
  return reply === null ? [] : readLinks(reply, text, offers).links;
}

function offersFor(names: NameIndex, view: OfferView, text: string): readonly Offer[] {
  const nodes = new Set<number>();
  for (const { folded } of messageWords(text)) {
    if (frameWords.has(folded)) continue;
    for (const node of (names.nodesOfWord.get(folded) ?? []).slice(0, offersPerWord)) nodes.add(node);
    for (const near of nearNames(names, folded, 2)) for (const node of near.nodes) nodes.add(node);
  }
  for (const node of likeliestAttributes(view)) nodes.add(node);
  return [...nodes].slice(0, offersMax).map((node) => ({
    node,
    name: titleAt(view.graph.snapshot, node),
    label: labelAt(view.graph.snapshot.keys, node),
  }));
}

/** The attributes that most of the belief has, likeliest first. */
function likeliestAttributes({ index, probabilities }: OfferView): number[] {
  const masses = traitMasses(index, probabilities);
  const traits = Array.from(masses, (_, trait) => trait);
  traits.sort((left, right) => (masses[right] ?? 0) - (masses[left] ?? 0) || left - right);
  return traits.slice(0, offersMax).map((trait) => index.traitAttributes[trait] ?? 0);
}

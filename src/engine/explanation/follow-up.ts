import type { FollowUp, FollowUpRequest } from '../../contract/types.ts';
import { shownName } from '../../core/explanation/evidence.ts';
import { type FollowUpIntent, intentOf } from '../../core/explanation/follow-up-question.ts';
import { gateVersion } from '../../core/explanation/gate/gate.ts';
import { textOf } from '../../core/explanation/text-form.ts';
import type { ReasonDeps } from '../deps.ts';
import { why } from '../reasons/why.ts';
import { checkedSentences } from './checked-sentences.ts';
import {
  questionsFor,
  showPath,
  speaksAgainst,
  whatIfWith,
  whatIfWithout,
  whyNotOther,
} from './follow-up-graph.ts';
import type { FollowUpContext, FollowUpDeps, FollowUpReply } from './follow-up-reply.ts';
import { newestReviews, whoSaidThat } from './follow-up-reviews.ts';

const answers: Readonly<
  Record<FollowUpIntent, (context: FollowUpContext) => FollowUpReply | Promise<FollowUpReply>>
> = {
  'who-said-that': whoSaidThat,
  'show-path': showPath,
  'what-if-without': whatIfWithout,
  'what-if-with': whatIfWith,
  'why-not': whyNotOther,
  'newest-reviews': newestReviews,
  against: speaksAgainst,
  unknown: (context) => ({
    statements: [],
    text: `That question is not understood. What can be asked: ${questionsFor(context).join(' ')}`,
  }),
};

/**
 * Returns the answer to a question about why an item is recommended: what is asked follows from fixed rules, the answer
 * from the graph and the reviews alone, and every sentence on evidence passed the gate of explanations. A question of no
 * known kind gets an answer too, which lists what can be asked. Nothing is written. Throws as `why` and `whyNot`.
 */
export async function followUp(
  deps: FollowUpDeps,
  request: FollowUpRequest,
  signal: AbortSignal,
): Promise<FollowUp> {
  const graph = await deps.graph.current(signal);
  const answer = await why(deps satisfies ReasonDeps, { user: request.user, item: request.item }, signal);
  const intent = intentOf(request.question);
  const itemName = shownName(answer.item);
  const context = { deps, graph, request, answer, itemName, signal };
  const reply = await answers[intent](context);
  const proposed = reply.statements.map((one) => ({ text: one.sentence, rests: [one] }));
  const { sentences, evidence } = checkedSentences(proposed, reply.about ?? itemName, graph);
  const isRefused = reply.statements.length > 0 && sentences.length === 0;
  const plain = isRefused
    ? 'What is known cannot be put into words that pass the check.'
    : (reply.text ?? '');
  return {
    user: request.user,
    item: { label: 'Item', id: answer.item.id, name: answer.item.name },
    question: request.question,
    intent,
    text: [textOf(sentences), plain].filter((part) => part !== '').join(' '),
    sentences,
    evidence,
    path: reply.path ?? null,
    canAsk: questionsFor(context),
    gateVersion,
    revision: graph.snapshot.revision,
    snapshot: graph.snapshot.id,
  };
}

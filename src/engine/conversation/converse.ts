import type { BranchAct, StartAct, TurnAct, TurnReply, TurnRequest } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { type ConversationFold, replyOf, sameAct } from '../../core/conversation/events.ts';
import { EngineError } from '../../core/errors.ts';
import type { Deps } from '../deps.ts';
import { appendEvents, closingAt, loadFold } from './conversation-log.ts';
import { branchTurn, continueTurn, openTurn, type TakenTurn } from './conversation-turn.ts';
import { smoothQuestion } from './smooth-question.ts';

/** Most turns of one conversation; bounds what a log holds. */
export const turnsMax = 10_000;

/** Days after its last turn for which a conversation is kept. */
export const conversationDays = 30;

/** Streams that one sweep removes, and how often a process sweeps. */
const sweptMax = 50;
const sweepEveryMs = 3_600_000;
const dayMs = 86_400_000;

const sweptAt = new WeakMap<Deps['store'], number>();

/**
 * Takes one turn of a conversation and returns the reply. The state is the event log in the store and nothing else, so
 * a conversation goes on after a restart, and on whatever snapshot is current: when that has moved on, the log says so
 * and what was said is weighed anew. A turn id sent again with the same act gets the stored reply, byte for byte. The
 * same log on the same graph gives the same replies.
 *
 * Throws `conversation-unknown` (an act before start, or `conversationDays` after the last turn), `conversation-conflict`
 * (start on a conversation that exists, a turn id with another act, a sequence that is no longer the last, two turns at
 * once), `answer-invalid` (an act that does not fit what is open), `node-unknown` and `request-invalid` (what an act
 * names), `limit-exceeded` (more than `turnsMax` turns). Nothing is stored when it throws. Cost: O(new events + items +
 * items of each attribute answered) and that of the policy.
 */
export async function converse(deps: Deps, request: TurnRequest, signal: AbortSignal): Promise<TurnReply> {
  const turn = parse<TurnRequest>('turn-request', request, `turn ${JSON.stringify(request.turn)}`);
  const fold = await loadFold(deps.store, turn.conversation, signal);
  const earlier = await earlierReply(deps, fold, turn, signal);
  if (earlier !== null) return earlier;
  const plain = await takeTurn(deps, fold, turn, signal);
  const taken = turn.smooth === true ? await smoothQuestion(deps, plain, signal) : plain;
  try {
    await appendEvents(deps.store, turn.conversation, fold, taken.events, signal);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'store-conflict') throw error;
    return await afterConflict(deps, turn, error, signal);
  }
  return replyOf(turn.conversation, taken.closing);
}

/** Returns the next turn of a conversation, not stored yet. Throws what `converse` throws for an act. */
export async function takeTurn(
  deps: Deps,
  fold: ConversationFold,
  turn: TurnRequest,
  signal: AbortSignal,
): Promise<TakenTurn> {
  const { act } = turn;
  if (fold.state === null) {
    await sweep(deps, signal);
    if (isOpening(act))
      return act.type === 'start' ? openTurn(deps, turn, act, signal) : branchTurn(deps, turn, act, signal);
    throw unknownConversation(turn.conversation);
  }
  if (isOpening(act)) {
    throw new EngineError(
      'conversation-conflict',
      `The conversation ${JSON.stringify(turn.conversation)} has begun already. Resume it, or start one with another id.`,
    );
  }
  assertLive(deps, fold, turn);
  return continueTurn(deps, fold, { id: turn.turn, conversation: turn.conversation, act }, signal);
}

function isOpening(act: TurnAct): act is StartAct | BranchAct {
  return act.type === 'start' || act.type === 'branch';
}

/** Refuses turns of a conversation that is over, too long, or further than the person has seen. */
function assertLive(deps: Deps, fold: ConversationFold, turn: TurnRequest & { act: TurnAct }): void {
  const at = fold.last?.at;
  if (at !== undefined && at < deps.now() - conversationDays * dayMs) {
    throw new EngineError(
      'conversation-unknown',
      `The conversation ${JSON.stringify(turn.conversation)} had no turn for ${conversationDays} days and is no longer kept. Start another.`,
    );
  }
  const { sequence = null } = turn;
  if (sequence !== null && sequence !== fold.state?.eventCount) {
    throw new EngineError(
      'conversation-conflict',
      `The conversation stands at ${fold.state?.eventCount}, and the turn was made for ${sequence}. Resume it to see what is open.`,
    );
  }
  if (fold.turns.size < turnsMax) return;
  throw new EngineError(
    'limit-exceeded',
    `This conversation has had ${fold.turns.size} turns, the most that one may have. Start another.`,
  );
}

/** The reply stored under the turn's id, or null. */
async function earlierReply(
  deps: Deps,
  fold: ConversationFold,
  turn: TurnRequest,
  signal: AbortSignal,
): Promise<TurnReply | null> {
  const sequence = fold.turns.get(turn.turn);
  if (sequence === undefined) return null;
  const closing = await closingAt(deps.store, turn.conversation, fold, sequence, signal);
  if (sameAct(closing.act, turn.act)) return replyOf(turn.conversation, closing);
  throw new EngineError(
    'conversation-conflict',
    `Turn ${JSON.stringify(turn.turn)} was taken before with another act (${closing.act.type}). Send a new turn id.`,
  );
}

/** Another process was faster: with this very turn, which then has its reply, or with another one. */
async function afterConflict(
  deps: Deps,
  turn: TurnRequest,
  cause: EngineError,
  signal: AbortSignal,
): Promise<TurnReply> {
  const fold = await loadFold(deps.store, turn.conversation, signal);
  const reply = await earlierReply(deps, fold, turn, signal);
  if (reply !== null) return reply;
  throw turnsAtOnce(cause);
}

/** Returns the error of a turn that came second. */
export function turnsAtOnce(cause: EngineError): EngineError {
  return new EngineError(
    'conversation-conflict',
    'Another turn of this conversation was taken at the same time. Resume it to see what is open, then answer that.',
    { cause },
  );
}

/** Removes some conversations that nobody went on with, once in a while. */
async function sweep(deps: Deps, signal: AbortSignal): Promise<void> {
  const now = deps.now();
  const last = sweptAt.get(deps.store);
  if (last !== undefined && now - last < sweepEveryMs) return;
  sweptAt.set(deps.store, now);
  await deps.store.removeStreams(now - conversationDays * dayMs, sweptMax, signal);
}

/** Returns the error about a conversation that is not kept. */
export function unknownConversation(conversation: string): EngineError {
  return new EngineError(
    'conversation-unknown',
    `There is no conversation ${JSON.stringify(conversation)}. Begin one with a start act (whypath chat).`,
  );
}

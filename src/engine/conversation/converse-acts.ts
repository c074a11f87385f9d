import type { ConversationEvent, MessageHeard, TurnReply } from '../../contract/types.ts';
import { assert } from '../../core/assert.ts';
import { addEvent, copyFold, replyOf } from '../../core/conversation/events.ts';
import { EngineError } from '../../core/errors.ts';
import type { Deps } from '../deps.ts';
import type { FollowingAct } from './conversation-acts.ts';
import { appendEvents, loadFold } from './conversation-log.ts';
import type { TakenTurn } from './conversation-turn.ts';
import { takeTurn } from './converse.ts';
import { smoothQuestion } from './smooth-question.ts';

/** What one message asks for. */
export interface ActsRequest {
  readonly conversation: string;
  /** Id of the turn of the last act; the others get it with a number behind. */
  readonly turn: string;
  /** The sequence that the person has seen; null for whatever stands. */
  readonly sequence: number | null;
  /** At least one. */
  readonly acts: readonly FollowingAct[];
  /** Whether a model may word the question at the end. */
  readonly smooth: boolean;
  /** What is stored with the last turn, given why acts did not fit. */
  readonly heardOf: (refusals: readonly string[]) => MessageHeard;
}

/** Statuses from here on are no fault of an act. */
const foreignStatus = 499;

/**
 * Takes the acts of one message, each a turn against what the one before left, and stores them together or not at all: a
 * process that ends on the way leaves nothing, so that the message can be sent again. Acts after the first that do not
 * fit are left out. Returns the reply of the last turn. Throws what `converse` throws for the first act, and
 * `store-conflict` where the log has moved on. Cost: that of a turn for each act, and O(turns) with several.
 */
export async function converseActs(
  deps: Deps,
  request: ActsRequest,
  signal: AbortSignal,
): Promise<TurnReply> {
  const { conversation, acts, smooth, heardOf } = request;
  const fold = await loadFold(deps.store, conversation, signal);
  const draft = acts.length > 1 ? copyFold(fold) : fold;
  const refusals: string[] = [];
  const taken: TakenTurn[] = [];
  for (const [position, act] of acts.entries()) {
    const turn = acts.length > 1 ? `${request.turn}~${position + 1}` : request.turn;
    try {
      const sequence = position === 0 ? request.sequence : null;
      const one = await takeTurn(deps, draft, { conversation, turn, act, sequence }, signal);
      taken.push(one);
      if (acts.length > 1) for (const event of one.events) addUnsaved(draft, event);
    } catch (error) {
      const isRefusal = error instanceof EngineError && error.status < foreignStatus;
      if (taken.length === 0 || !isRefusal) throw error;
      refusals.push(error.message);
    }
  }
  const last = named(taken.at(-1), request.turn, heardOf(refusals));
  const worded = smooth ? await smoothQuestion(deps, last, signal) : last;
  const events = [...taken.slice(0, -1).map(goingOn), worded].flatMap((one) => one.events);
  await appendEvents(deps.store, conversation, fold, events, signal);
  return replyOf(conversation, worded.closing);
}

function addUnsaved(draft: ReturnType<typeof copyFold>, event: ConversationEvent): void {
  addEvent(draft, event);
  draft.unsaved.push(event);
}

/** Says of a turn that the next one is of the same message. */
function goingOn({ events, closing }: TakenTurn): TakenTurn {
  const marked = { ...closing, goesOn: true };
  return { events: [...events.slice(0, -1), marked], closing: marked };
}

/** Gives the last turn the id of the message, and what was heard in it. */
function named(taken: TakenTurn | undefined, turn: string, message: MessageHeard): TakenTurn {
  assert(taken !== undefined, 'a message takes at least one act');
  const closing = { ...taken.closing, turn, message };
  return {
    events: [...taken.events.slice(0, -1).map((event) => ({ ...event, turn })), closing],
    closing,
  };
}

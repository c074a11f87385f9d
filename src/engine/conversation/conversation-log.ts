import type { ConversationEvent } from '../../contract/types.ts';
import { assert } from '../../core/assert.ts';
import { eventOfNow } from '../../core/conversation/earlier-events.ts';
import {
  addEvent,
  type ClosingEvent,
  type ConversationFold,
  createFold,
  isClosing,
} from '../../core/conversation/events.ts';
import { type EventRange, type GraphStore, wholeStream } from '../../store/port.ts';

/** The part of a store that keeps logs. */
export type LogStore = Pick<GraphStore, 'append' | 'read'>;

/** Events that are read at once. */
const pageEvents = 5000;

/** Conversations whose state is kept in memory, and the most turns of all of them: some hundred bytes a turn. */
const foldsMax = 2000;
const foldedTurnsMax = 200_000;

/** States by conversation, in the order of use. */
const foldsByStore = new WeakMap<LogStore, Map<string, ConversationFold>>();

/**
 * Returns what the log of a conversation has come to; `state` is null where there is none. The states of the latest
 * conversations are kept, so that a turn reads only what other processes added since, and a long log is read by pages
 * once. Cost: O(new events).
 */
export async function loadFold(
  store: LogStore,
  conversation: string,
  signal: AbortSignal,
): Promise<ConversationFold> {
  const folds = foldsOf(store);
  const fold = folds.get(conversation) ?? createFold();
  for (let isMore = true; isMore; ) {
    const from = eventCountOf(fold);
    const events = await readEvents(store, conversation, signal, { from, limit: pageEvents });
    addNew(fold, events);
    isMore = events.length === pageEvents;
  }
  remember(folds, conversation, fold);
  return fold;
}

/**
 * Appends the events of a turn to a log and to its state. Throws `store-conflict` when the log has moved on since it was
 * read; the state is forgotten then, so that the next `loadFold` reads the whole log.
 */
export async function appendEvents(
  store: LogStore,
  conversation: string,
  fold: ConversationFold,
  events: readonly ConversationEvent[],
  signal: AbortSignal,
): Promise<void> {
  const from = events[0]?.sequence ?? 0;
  try {
    await store.append(conversation, from, events, signal);
  } catch (error) {
    foldsOf(store).delete(conversation);
    throw error;
  }
  addNew(fold, events);
}

/** Returns the closing event at a sequence, from the state where it is the last one or not stored yet, else from the store. */
export async function closingAt(
  store: LogStore,
  conversation: string,
  fold: ConversationFold,
  sequence: number,
  signal: AbortSignal,
): Promise<ClosingEvent> {
  if (fold.last?.sequence === sequence) return fold.last;
  const unsaved = fold.unsaved.find((one) => one.sequence === sequence);
  const [event] =
    unsaved === undefined
      ? await readEvents(store, conversation, signal, { from: sequence, limit: 1 })
      : [unsaved];
  assert(event !== undefined && isClosing(event), 'the log holds the closing event of each turn');
  return event;
}

/** Returns events of a log, all or those of a range, as this version writes them. Throws as `eventOfNow` does. */
export async function readEvents(
  store: Pick<LogStore, 'read'>,
  conversation: string,
  signal: AbortSignal,
  range: EventRange = wholeStream,
): Promise<readonly ConversationEvent[]> {
  const events = await store.read(conversation, signal, range);
  return events.map((event) => eventOfNow(conversation, event));
}

/** Adds the events that a state does not hold yet: two turns at once may have read the same ones. */
function addNew(fold: ConversationFold, events: readonly ConversationEvent[]): void {
  for (const event of events) if (event.sequence === eventCountOf(fold)) addEvent(fold, event);
}

function eventCountOf(fold: ConversationFold): number {
  return fold.state?.eventCount ?? 0;
}

function foldsOf(store: LogStore): Map<string, ConversationFold> {
  const known = foldsByStore.get(store);
  if (known !== undefined) return known;
  const folds = new Map<string, ConversationFold>();
  foldsByStore.set(store, folds);
  return folds;
}

function remember(folds: Map<string, ConversationFold>, conversation: string, fold: ConversationFold): void {
  folds.delete(conversation);
  if (fold.state === null) return;
  folds.set(conversation, fold);
  let turns = 0;
  for (const one of folds.values()) turns += one.turns.size;
  for (const [oldest, { turns: some }] of folds) {
    if ((folds.size <= foldsMax && turns <= foldedTurnsMax) || oldest === conversation) break;
    folds.delete(oldest);
    turns -= some.size;
  }
}

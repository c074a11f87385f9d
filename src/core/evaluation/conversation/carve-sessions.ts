import type { Random } from '../../random.ts';
import type { ConversationProtocol, SessionRow } from '../protocols/protocol.ts';
import { type Histories, historyRows } from '../ranking/histories.ts';

/** Sessions made of interactions, and the interactions that are left. */
export interface CarvedSessions {
  readonly history: Histories;
  readonly sessions: readonly SessionRow[];
}

/**
 * Returns sessions carved from histories: each item is taken with the chance `share`; a taken item is the target of a
 * session, and with two targets another taken item of the same user that has a common attribute, or the same item again
 * where there is none, is the second. Taken items leave the history. Items without attributes stay, except where
 * sessions have no opening. Cost: O(items), with two targets O(taken items of a user squared).
 */
export function carveSessions(
  histories: Histories,
  protocol: ConversationProtocol,
  attributesOfItem: (item: number) => readonly number[],
  share: number,
  random: Random,
): CarvedSessions {
  const needsOpening = protocol !== 'user-dependent';
  const kept: number[] = [];
  const offsets = [0];
  const sessions: SessionRow[] = [];
  for (const { user, items } of historyRows(histories)) {
    const taken: number[] = [];
    for (const item of items) {
      const isTaken = random() < share && (!needsOpening || attributesOfItem(item).length > 0);
      (isTaken ? taken : kept).push(item);
    }
    offsets.push(kept.length);
    for (const item of taken) {
      if (protocol !== 'two-target') sessions.push({ user, targets: [item] });
      else sessions.push({ user, targets: [item, secondTarget(item, taken, attributesOfItem, random)] });
    }
  }
  const history = {
    users: histories.users,
    offsets: Uint32Array.from(offsets),
    items: Uint32Array.from(kept),
    times: null,
  };
  return { history, sessions };
}

function secondTarget(
  item: number,
  taken: readonly number[],
  attributesOfItem: (item: number) => readonly number[],
  random: Random,
): number {
  const own = new Set(attributesOfItem(item));
  const others = taken.filter(
    (other) => other !== item && attributesOfItem(other).some((attribute) => own.has(attribute)),
  );
  return others[Math.floor(random() * others.length)] ?? item;
}

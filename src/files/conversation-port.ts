import type { ConversationProtocol, SessionRow } from '../core/evaluation/protocols/protocol.ts';
import type { Histories } from '../core/evaluation/ranking/histories.ts';

/** An item with what it has; ids of attributes, each once, ascending. */
export interface ConversationItem {
  readonly item: number;
  readonly name: string | null;
  readonly attributes: readonly number[];
}

/** An attribute; its type decides what may be asked together. */
export interface ConversationAttribute {
  readonly attribute: number;
  readonly name: string | null;
  /** Null where the data gives none: one common type. */
  readonly type: number | null;
}

/** What is known of a user beside interactions; ids, ascending. */
export interface ConversationUser {
  readonly user: number;
  readonly friends: readonly number[];
  readonly likes: readonly number[];
  /** What the simulated user answers by; never shown to an agent. */
  readonly attributes: readonly number[];
}

/**
 * Conversations in which an item is found by asking for attributes. Ids are integers from 0 in any order; what only
 * other files name (a friend, a trained item) has no row in `items`, `attributes` or `users`.
 */
export interface ConversationData {
  readonly name: string;
  readonly protocol: ConversationProtocol;
  /** Questions and lists together that a session may take. */
  readonly actionsMax: number;
  /** Items in a list. */
  readonly topK: number;
  /** Attributes in a question; 1 except for two targets. */
  readonly attributesPerQuestion: number;
  readonly items: readonly ConversationItem[];
  readonly attributes: readonly ConversationAttribute[];
  readonly users: readonly ConversationUser[];
  readonly train: Histories;
  /** Null where the data has none. */
  readonly valid: readonly SessionRow[] | null;
  readonly test: readonly SessionRow[];
}

import type { MessageRequest } from '../contract/types.ts';
import type { ClosingEvent } from '../core/conversation/events.ts';
import type { ConversationView } from './conversation-view.ts';
import type { Deps } from './deps.ts';

/** A message with all that it is read against. */
export interface HeardMessage {
  readonly deps: Deps;
  readonly request: MessageRequest;
  readonly view: ConversationView;
  readonly standing: ClosingEvent | null;
  readonly signal: AbortSignal;
}

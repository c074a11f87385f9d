import type { MessageRequest } from '../../contract/types.ts';
import type { ClosingEvent } from '../../core/conversation/events.ts';
import type { Deps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import type { ConversationView } from './conversation-view.ts';

/** A message with all that it is read against. */
export interface HeardMessage {
  readonly deps: Deps;
  readonly request: MessageRequest;
  readonly graph: LoadedGraph;
  /** What the conversation came to before the message; made when first asked for. */
  readonly viewOf: () => Promise<ConversationView>;
  readonly standing: ClosingEvent | null;
  readonly signal: AbortSignal;
}

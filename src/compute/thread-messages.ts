import { EngineError, type ErrorCode } from '../core/errors.ts';
import type { PageRankOptions } from '../core/ranking/pagerank/solve-pagerank.ts';
import type { RankingIndex } from '../core/ranking/ranking-index.ts';
import type { ListQuestion, NearNodes, NearQuestion, NearWanted } from './port.ts';
import type { SharedGraph } from './wasm/shared-graph.ts';

/** What a thread is told. It answers each message with one reply, in order. */
export type ThreadTask =
  | { readonly kind: 'graph'; readonly shared: SharedGraph }
  | { readonly kind: 'index'; readonly index: RankingIndex }
  | {
      readonly kind: 'together';
      readonly question: NearQuestion;
      readonly options: PageRankOptions;
      readonly wanted: NearWanted;
    }
  | {
      readonly kind: 'apart';
      readonly questions: readonly NearQuestion[];
      readonly options: PageRankOptions;
      readonly wanted: NearWanted;
    }
  | { readonly kind: 'users'; readonly questions: readonly ListQuestion[]; readonly k: number };

/** What a thread answers: nothing for what it only takes in. */
export type ThreadResult = NearNodes | readonly NearNodes[] | readonly (readonly number[])[] | null;

/** A result, or the error with its code where it is one of the engine's. */
export type ThreadReply =
  | { readonly ok: true; readonly result: ThreadResult }
  | { readonly ok: false; readonly code: ErrorCode | null; readonly message: string };

/** Returns the reply for an error: what crosses threads loses its class. */
export function failedReply(error: unknown): ThreadReply {
  const code = error instanceof EngineError ? error.code : null;
  return { ok: false, code, message: error instanceof Error ? error.message : String(error) };
}

/** Returns the error of a failed reply. */
export function errorOfReply({ code, message }: Extract<ThreadReply, { ok: false }>): Error {
  return code === null ? new Error(message) : new EngineError(code, message);
}

/** One message of a chat. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** One constrained call of a model. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** JSON Schema that constrains decoding. */
  readonly format: Record<string, unknown>;
  /** Context length in tokens, always explicit. */
  readonly contextTokens: number;
  /** Most tokens to write. */
  readonly outputTokensMax: number;
  readonly seed: number;
  /** Dimensionless, 0 for reproducible answers. */
  readonly temperature: number;
  /** The call is given up after this time, in milliseconds. */
  readonly timeoutMs: number;
}

/** What a model answered. Nothing about it is trusted: the caller parses and checks the text. */
export interface ChatReply {
  readonly text: string;
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  /** `length`: the output limit cut it; `other`: the server gave up, as on a model that repeats itself. */
  readonly doneReason: 'stop' | 'length' | 'other';
  /** Whether the server read fewer tokens than the prompt holds, so that the model saw only part of it. */
  readonly promptTruncated: boolean;
}

/** Whether the model can be used, and what to do when not. */
export type ModelStatus =
  | { readonly available: true; readonly name: string; readonly digest: string; readonly version: string }
  | { readonly available: false; readonly reason: string; readonly fix: string };

/**
 * A language model behind a server. `chat` rejects with EngineError: `model-unavailable` (down, dropped, full),
 * `model-missing`, `model-failed` (an answer that is no stream of the protocol), `deadline-exceeded`, `interrupted`.
 */
export interface LanguageModel {
  status(signal: AbortSignal): Promise<ModelStatus>;
  /** `onText` gets the answer as far as it has come, again and again; it begins anew where a call is tried again. */
  chat(request: ChatRequest, signal: AbortSignal, onText?: (text: string) => void): Promise<ChatReply>;
}

/**
 * A model that turns texts into vectors. `embed` returns one for each text, all of one length, and rejects with EngineError
 * as `chat` of a language model does.
 */
export interface TextEmbedder {
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
}

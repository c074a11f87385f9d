import { setTimeout as sleep } from 'node:timers/promises';
import { Ollama, type ChatRequest as OllamaChatRequest } from 'ollama';
import { EngineError } from '../core/errors.ts';
import { causeOf, isContextRefusal, startFix } from './ollama-failure.ts';
import { ollamaAddress } from './ollama-host.ts';
import type { ChatReply, ChatRequest, LanguageModel, ModelStatus } from './port.ts';
import { ServerRefusal, streamFetch } from './stream-fetch.ts';
import { isPromptTruncated } from './truncation.ts';
import { withDeadline } from './with-deadline.ts';

/** What reaching a model takes. */
export interface OllamaOptions {
  /** The value of OLLAMA_HOST; undefined for the default address. */
  readonly host: string | undefined;
  /** Name of the model, null where none is chosen. */
  readonly model: string | null;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits before another try when the server is full, in milliseconds; default .5, 1, 2 and 4 seconds. */
  readonly retryWaitsMs?: readonly number[];
}

/** Longest text of an answer, in UTF-16 units. */
const replyLengthMax = 256 * 1024;
const statusTimeoutMs = 5000;
/** A status is not asked for again within this time, unless a call fails: a batch asks once for many pairs. */
const statusFreshMs = 15_000;
const retryWaitsMsDefault: readonly number[] = [500, 1000, 2000, 4000];

/**
 * Returns the model behind an Ollama server, over the package `ollama`. Answers are always streamed, every call has a
 * client of its own, and ends at its deadline whatever the server does. The context length is always
 * sent; `truncate` and `shift` are off, so that newer servers refuse a prompt that is too long, which shows as
 * `promptTruncated` like a cut that the token count of an older one gives away. `think` is not sent: where it is off,
 * some servers ignore `format`. Throws `configuration-invalid` for a host that is no address.
 */
export function createOllamaModel(options: OllamaOptions): LanguageModel {
  const host = ollamaAddress(options.host);
  const waits = options.retryWaitsMs ?? retryWaitsMsDefault;
  let known: { readonly status: ModelStatus; readonly at: number } | null = null;

  async function status(signal: AbortSignal): Promise<ModelStatus> {
    if (options.model === null) return noModel;
    // A clock that was set back must not keep a status for ever.
    if (known !== null && Math.abs(options.now() - known.at) < statusFreshMs) return known.status;
    const found = await askStatus(host, options.model, signal);
    known = { status: found, at: options.now() };
    return found;
  }

  async function chat(
    request: ChatRequest,
    signal: AbortSignal,
    onText?: (text: string) => void,
  ): Promise<ChatReply> {
    const { model } = options;
    if (model === null) throw new EngineError('model-missing', `${noModel.reason}. ${noModel.fix}`);
    return withDeadline(request.timeoutMs, signal, async (both) => {
      for (let attempt = 0; ; attempt++) {
        try {
          return await chatOnce(host, model, request, both, onText);
        } catch (error) {
          const wait = waits[attempt];
          if (!isFull(error) || wait === undefined) {
            known = null;
            throw causeOf(error, host, model);
          }
          await sleep(wait, undefined, { signal: both });
        }
      }
    });
  }

  return { status, chat };
}

const noModel = {
  available: false,
  reason: 'No model is chosen',
  fix: 'Name one with WHYPATH_MODEL, for example WHYPATH_MODEL=llama3.2 after "ollama pull llama3.2".',
} as const;

async function askStatus(host: string, model: string, signal: AbortSignal): Promise<ModelStatus> {
  try {
    return await withDeadline(statusTimeoutMs, signal, async (both) => {
      const client = new Ollama({ host, fetch: streamFetch(both) });
      const [{ models }, { version }] = await Promise.all([client.list(), client.version()]);
      const names = new Set([model, `${model}:latest`]);
      const found = (models ?? []).find((one) => names.has(one.name) || names.has(one.model));
      if (found !== undefined)
        return { available: true, name: model, digest: String(found.digest), version: String(version) };
      return unavailable(
        `Ollama at ${host} has no model ${JSON.stringify(model)}`,
        `Run: ollama pull ${model}`,
      );
    });
  } catch (error) {
    const cause = causeOf(error, host, model);
    if (cause.code === 'interrupted') throw cause;
    const reason =
      cause.code === 'deadline-exceeded'
        ? `Ollama at ${host} did not answer in ${statusTimeoutMs} ms`
        : cause.message.replace(startFix, '').trim().replace(/\.$/u, '');
    return unavailable(reason, startFix);
  }
}

function unavailable(reason: string, fix: string): ModelStatus {
  return { available: false, reason, fix };
}

async function chatOnce(
  host: string,
  model: string,
  request: ChatRequest,
  signal: AbortSignal,
  onText: (text: string) => void = () => {},
): Promise<ChatReply> {
  const call = new AbortController();
  const progress = { text: '', parts: 0, hasEnded: false };
  const fetch = streamFetch(AbortSignal.any([signal, call.signal]), () => {
    progress.hasEnded = true;
  });
  try {
    const parts = await new Ollama({ host, fetch }).chat({ ...wireRequest(model, request), stream: true });
    for await (const part of parts) {
      progress.parts++;
      progress.text = grown(progress.text, part, host);
      onText(progress.text);
      if (part.done) return replyOf(progress.text, part, request);
    }
    return replyOf(progress.text, {}, request);
  } catch (error) {
    if (isContextRefusal(error)) return { ...nothing, promptTruncated: true };
    // The server gives up on a model that repeats a token 30 times: it ends the stream without a last part.
    if (progress.hasEnded && progress.parts > 0 && !(error instanceof EngineError)) {
      return replyOf(progress.text, {}, request);
    }
    throw error;
  } finally {
    if (!progress.hasEnded) call.abort();
  }
}

function grown(
  text: string,
  part: { readonly done: boolean; readonly message?: { content?: unknown } },
  host: string,
): string {
  const content = part.message?.content;
  if (typeof content !== 'string' && !part.done) {
    throw new EngineError('model-failed', `Ollama at ${host} sent a part without a message.`);
  }
  const whole = typeof content === 'string' ? text + content : text;
  if (whole.length <= replyLengthMax) return whole;
  throw new EngineError(
    'model-failed',
    `The model wrote more than ${replyLengthMax} characters; the call was ended.`,
  );
}

const nothing: ChatReply = {
  text: '',
  promptTokens: null,
  outputTokens: null,
  doneReason: 'other',
  promptTruncated: false,
};

/** `truncate` and `shift` are fields of the server that the package's type does not know yet. */
function wireRequest(
  model: string,
  request: ChatRequest,
): OllamaChatRequest & { truncate: false; shift: false } {
  return {
    model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    format: request.format,
    truncate: false,
    shift: false,
    options: {
      num_ctx: request.contextTokens,
      num_predict: request.outputTokensMax,
      seed: request.seed,
      temperature: request.temperature,
    },
  };
}

function replyOf(
  text: string,
  last: {
    readonly prompt_eval_count?: unknown;
    readonly eval_count?: unknown;
    readonly done_reason?: unknown;
  },
  request: ChatRequest,
): ChatReply {
  const promptTokens = countOf(last.prompt_eval_count);
  const reason = last.done_reason;
  return {
    text,
    promptTokens,
    outputTokens: countOf(last.eval_count),
    doneReason: reason === 'stop' || reason === 'length' ? reason : 'other',
    promptTruncated: isPromptTruncated(request, promptTokens),
  };
}

function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

function isFull(error: unknown): boolean {
  return error instanceof ServerRefusal && (error.status === 503 || error.status === 429);
}

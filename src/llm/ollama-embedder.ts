import { Ollama } from 'ollama';
import { EngineError } from '../core/errors.ts';
import { causeOf } from './ollama-failure.ts';
import { ollamaAddress } from './ollama-host.ts';
import type { TextEmbedder } from './port.ts';
import { streamFetch } from './stream-fetch.ts';
import { withDeadline } from './with-deadline.ts';

/** What reaching an embedding model takes. */
export interface OllamaEmbedderOptions {
  /** The value of OLLAMA_HOST; undefined for the default address. */
  readonly host: string | undefined;
  /** Name of the embedding model. */
  readonly model: string;
  /** Longest time for one call, in milliseconds; default two minutes. */
  readonly timeoutMs?: number;
}

const textsPerCall = 16;
const timeoutMsDefault = 120_000;

/**
 * Returns the embedding model behind an Ollama server. A server that answers with another number of vectors, or with
 * vectors of different lengths, has failed. Throws `configuration-invalid` for a host that is no address.
 */
export function createOllamaEmbedder(options: OllamaEmbedderOptions): TextEmbedder {
  const host = ollamaAddress(options.host);
  const { model } = options;
  return {
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += textsPerCall) {
        const input = texts.slice(from, from + textsPerCall);
        vectors.push(
          ...(await withDeadline(options.timeoutMs ?? timeoutMsDefault, signal, async (both) => {
            try {
              const { embeddings } = await new Ollama({ host, fetch: streamFetch(both) }).embed({
                model,
                input,
              });
              return vectorsOf(embeddings, input.length, host);
            } catch (error) {
              throw causeOf(error, host, model);
            }
          })),
        );
      }
      if (new Set(vectors.map((vector) => vector.length)).size > 1) throw strange(host);
      return vectors;
    },
  };
}

function vectorsOf(embeddings: unknown, count: number, host: string): Float32Array[] {
  const isVector = (value: unknown): value is number[] =>
    Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'number');
  if (!Array.isArray(embeddings) || embeddings.length !== count || !embeddings.every(isVector))
    throw strange(host);
  return embeddings.map((vector) => Float32Array.from(vector));
}

function strange(host: string): EngineError {
  return new EngineError('model-failed', `Ollama at ${host} did not answer with one vector a text.`);
}

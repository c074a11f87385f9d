import { EngineError } from '../../core/errors.ts';
import type { ChatRequest, LanguageModel } from '../../llm/port.ts';

/** A call of a model that may come to nothing: always the same seed and no chance in the answer. */
export type OptionalCall = Omit<ChatRequest, 'seed' | 'temperature'>;

/**
 * Returns what a model answers, or null where it fails, there being none included, and where its server read only part of the
 * prompt: for what goes on without an answer. The text is not trusted. Throws `interrupted`.
 */
export async function modelText(
  model: LanguageModel,
  call: OptionalCall,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const reply = await model.chat({ ...call, seed: 1, temperature: 0 }, signal);
    return reply.promptTruncated ? null : reply.text;
  } catch (error) {
    if (error instanceof EngineError && error.code !== 'interrupted') return null;
    throw error;
  }
}

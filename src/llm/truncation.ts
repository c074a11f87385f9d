import type { ChatRequest } from './port.ts';

/**
 * Returns whether the server read fewer tokens than the prompt holds. `promptTokens` is what it says it read, null
 * where it does not say: then nothing is known and the answer is false. Two signs count. A prompt that fills the whole
 * context was cut to it, since ours leave room for the answer. And no tokenizer makes one token of two words, so fewer
 * tokens than words mean that words are missing; English has about 1.3 tokens a word, so a cut by a third shows.
 */
export function isPromptTruncated(request: ChatRequest, promptTokens: number | null): boolean {
  if (promptTokens === null || promptTokens === 0) return false;
  const words = request.messages.reduce(
    (sum, { content }) => sum + (content.match(/[\p{L}\p{M}]+/gu)?.length ?? 0),
    0,
  );
  return promptTokens >= request.contextTokens || promptTokens < words;
}

/** One message to the model; the same shape as the model port's. */
export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Tokens that a chat template adds to a message at most: markers of role, begin and end. */
const tokensPerMessage = 32;

/**
 * Returns an upper bound of the tokens of `messages`: their UTF-8 bytes and 32 for each message. A token of every
 * tokenizer in use covers at least one byte, so a prompt that fits by this bound is never cut; English text takes a
 * quarter of it.
 */
export function tokensAtMost(messages: readonly PromptMessage[]): number {
  return messages.reduce((sum, { content }) => sum + utf8Length(content) + tokensPerMessage, 0);
}

/**
 * Returns a text of a data set as a JSON string in which every sign that could open a tag, a role marker or an instruction
 * block is escaped, so that it stays data in a prompt.
 */
export function dataString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>[\]{}|`#*\u007f-\u009f\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}

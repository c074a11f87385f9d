import { createPrompt, isDownKey, isEnterKey, isUpKey, useKeypress, useState } from '@inquirer/core';
import { EngineError } from '../../../core/errors.ts';

/** A choice that arrow keys reach: what is shown, and the line that it stands for. */
export interface ChatChoice {
  readonly name: string;
  readonly line: string;
}

/** What may be answered now. */
export interface ChatPromptConfig {
  readonly choices: readonly ChatChoice[];
}

/**
 * Asks for one line in a terminal: typed, or chosen with the arrow keys. Down goes from the line into the choices and up
 * goes back; typing goes on with the line from anywhere. Resolves with the line that was typed or that the choice
 * stands for. Rejects with ExitPromptError on Ctrl-C and AbortPromptError when the signal aborts.
 */
export const chatPrompt: ReturnType<typeof createPrompt<string, ChatPromptConfig>> = createPrompt<
  string,
  ChatPromptConfig
>((config, done) => {
  const [line, setLine] = useState('');
  const [chosen, setChosen] = useState(-1);
  const [isDone, setIsDone] = useState(false);
  const last = config.choices.length - 1;
  useKeypress((key, readline) => {
    if (isEnterKey(key)) {
      const answer = config.choices[chosen]?.line ?? line;
      setIsDone(true);
      setLine(config.choices[chosen]?.name ?? line);
      done(answer);
    } else if (isDownKey(key) || isUpKey(key)) {
      const next = isDownKey(key) ? Math.min(last, chosen + 1) : Math.max(-1, chosen - 1);
      setChosen(next);
      // The terminal's line editor took the key for its history and emptied the line.
      readline.clearLine(0);
      readline.write(line);
    } else {
      setChosen(-1);
      setLine(readline.line);
    }
  });
  const prompt = `> ${line}`;
  if (isDone) return prompt;
  return [prompt, config.choices.map((choice, index) => choiceLine(choice, index === chosen)).join('\n')];
});

function choiceLine(choice: ChatChoice, isChosen: boolean): string {
  return `${isChosen ? '❯' : ' '} ${choice.name}`;
}

/**
 * Returns what asks for lines in a terminal by `chatPrompt`. In raw mode Ctrl-C is a key: it rejects with `interrupted`,
 * as the signal does.
 */
export function terminalPrompt(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): (choices: readonly ChatChoice[]) => Promise<string> {
  return async (choices) => {
    try {
      return await chatPrompt({ choices }, { input, output, signal });
    } catch (error) {
      if (error instanceof Error && /^(?:ExitPromptError|AbortPromptError)$/u.test(error.name))
        throw new EngineError(
          'interrupted',
          'The conversation was interrupted; it is stored as far as it went.',
        );
      throw error;
    }
  };
}

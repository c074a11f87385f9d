import { spawn } from 'node:child_process';

/** How much of a failing command's output its error carries. */
const tailCharacters = 2500;

/** How to run a command: where, with which additions to the environment, for how long at most. */
export type CommandOptions = {
  folder?: string;
  environment?: Record<string, string>;
  timeoutMs: number;
  signal?: AbortSignal;
  /** Pass the output on to the terminal as it comes. */
  show?: boolean;
};

/**
 * How a command ended: `code` is null when it did not start, died or was stopped, and `problem` says which. `output` is
 * stdout and stderr as they came.
 */
export type CommandEnd = { code: number | null; stdout: string; output: string; problem: string };

/**
 * The whole output (stdout and stderr together) of a command that ended with 0. Any other end is an error that names
 * the command and carries the end of its output. The command dies with `signal` and after `timeoutMs`.
 */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const { code, output, problem } = await endOfCommand(program, args, options);
  if (code === 0) return output;
  throw new Error(`${program} ${args.join(' ')} ${problem}. Its output ends:\n${tailOf(output)}`);
}

/** As runCommand, for a caller who wants to judge a failing command by itself. */
export function endOfCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandEnd> {
  const limit = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? limit : AbortSignal.any([limit, options.signal]);
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.folder ?? process.cwd(),
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    let stdout = '';
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      if (options.show === true) process.stdout.write(chunk);
    };
    child.stdout.on('data', collect);
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      const problem = limit.aborted ? `ran past ${options.timeoutMs} ms` : error.message;
      resolve({ code: null, stdout, output, problem });
    });
    child.once('close', (code, signalName) => {
      resolve({ code, stdout, output, problem: `ended with ${code ?? signalName}` });
    });
  });
}

/** The last part of a text, cut at a line, for error messages. */
export function tailOf(text: string): string {
  if (text.length <= tailCharacters) return text.trim();
  const tail = text.slice(-tailCharacters);
  return tail.slice(tail.indexOf('\n') + 1).trim();
}

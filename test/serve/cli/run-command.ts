import type { Command } from 'commander';
import type { Engine } from '../../../src/engine/engine.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';

/** What a command wrote and how it ended. */
export interface CommandRun {
  readonly out: string;
  readonly err: string;
  /** Code of the EngineError or of commander, null where the command succeeded. */
  readonly code: string | null;
  readonly message: string;
}

/** Runs one command with arguments against an engine, without a process; a terminal where `isTerminal` says so. */
export async function runCommand(
  make: (context: CliContext) => Command,
  engine: Partial<Engine>,
  args: readonly string[],
  isTerminal = false,
): Promise<CommandRun> {
  const written = { out: '', err: '' };
  const sink = (name: 'out' | 'err'): CliContext['out'] => ({
    write: (text) => {
      written[name] += text;
    },
    isTerminal,
    columns: 100,
  });
  const context: Partial<CliContext> = {
    open: () => Promise.resolve(engine as Engine),
    out: sink('out'),
    err: sink('err'),
    signal: new AbortController().signal,
  };
  const command = silenced(make(context as CliContext), (text) => {
    written.out += text;
  });
  try {
    await command.parseAsync(args, { from: 'user' });
    return { ...written, code: null, message: '' };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === undefined) throw error;
    return { ...written, code, message };
  }
}

function silenced(command: Command, write: (text: string) => void): Command {
  command.exitOverride().configureOutput({ writeOut: write, writeErr: () => undefined });
  for (const child of command.commands) silenced(child, write);
  return command;
}

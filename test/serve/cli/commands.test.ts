import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../../src/serve/cli/commands.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';

const commands = commandsOf({ settings: () => [], port: () => 0 } as unknown as CliContext);

describe('every command', () => {
  it('is there once', () => {
    const names = commands.map((command) => command.name());
    expect(names.length).toBeGreaterThanOrEqual(20);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(leaves(commands))('%s says what it does, with an example', (_, command) => {
    expect(command.description()).not.toBe('');
    expect(helpOf(command)).toMatch(/^ {2}\$ .*whypath/mu);
  });
});

/** Commands and subcommands that do something, by their whole name. */
function leaves(list: readonly Command[], prefix = ''): [string, Command][] {
  return list.flatMap((command): [string, Command][] => {
    const name = `${prefix}${command.name()}`;
    const { commands: inner } = command;
    return inner.length === 0 ? [[name, command]] : leaves(inner, `${name} `);
  });
}

/** The whole help, with what is added after it. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

import type { Command } from 'commander';

/** Commands and subcommands that do something, by their whole name. */
export function leavesOf(list: readonly Command[], prefix = ''): [string, Command][] {
  return list.flatMap((command): [string, Command][] => {
    const name = `${prefix}${command.name()}`;
    const { commands: inner } = command;
    return inner.length === 0 ? [[name, command]] : leavesOf(inner, `${name} `);
  });
}

/** The whole help, with what is added after it. */
export function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

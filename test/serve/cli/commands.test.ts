import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../../src/serve/cli/commands.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { helpOf, leavesOf } from './help-of.ts';

const commands = commandsOf({ settings: () => [], port: () => 0 } as unknown as CliContext);

describe('every command', () => {
  it('is there once', () => {
    const names = commands.map((command) => command.name());
    expect(names.length).toBeGreaterThanOrEqual(20);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(leavesOf(commands))('%s says what it does, with an example', (_, command) => {
    expect(command.description()).not.toBe('');
    expect(helpOf(command)).toMatch(/^ {2}\$ .*whypath/mu);
  });
});

import { Command } from 'commander';
import { expect, it } from 'vitest';
import { helpSettings } from '../../../../src/serve/cli/options/help-settings.ts';
import { helpOf } from '../help-of.ts';

it('shows the options of the program, and only defaults that say something', () => {
  const command = new Command('list')
    .option('--limit <n>', 'most rows', '10')
    .option('--json', 'one document', false)
    .option('-P <name=value>', 'a parameter', (value: string, list: string[]) => [...list, value], [])
    .configureHelp(helpSettings);
  new Command('program').option('--store <address>', 'store of this run').addCommand(command);
  const help = helpOf(command);
  expect(help).toMatch(/--store <address>\s+store of this run/);
  expect(help).toMatch(/most rows \(default: "10"\)/);
  expect(help).not.toMatch(/default: (false|\[\])/);
});

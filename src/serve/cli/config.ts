import { Command } from 'commander';
import type { CliContext } from './context.ts';
import { jsonDocument, table } from './text/terminal.ts';

/** Returns `whypath config`: every setting with its value and where it comes from; secrets are masked. */
export function configCommand(context: CliContext): Command {
  return new Command('config')
    .description('show the settings and where each comes from')
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath config\n')
    .action((options: { readonly json: boolean }) => {
      const settings = context.settings();
      const rows = settings.map(({ key, value, origin }) => [key, value ?? '(unset)', origin]);
      context.out.write(
        options.json ? jsonDocument({ settings }) : table(['setting', 'value', 'from'], rows),
      );
    });
}

import { Command } from 'commander';
import type { WhyNot } from '../../contract/types.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options.ts';
import { reasonLines } from './reason-lines.ts';
import { jsonDocument, plain } from './terminal.ts';

interface WhyNotOptions {
  readonly user: string;
  readonly item: string;
  readonly limit: number;
  readonly json: boolean;
}

/** Returns `whypath why-not`: what an item lacks against the last one that is shown. */
export function whyNotCommand(context: CliContext): Command {
  return new Command('why-not')
    .description('say why an item is not in a user’s list')
    .requiredOption('--user <id>', 'id of the user')
    .requiredOption('--item <id>', 'id of the item')
    .option('--limit <number>', 'length of the list', integerOption('--limit', 1, 1000), 10)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath why-not --user mara --item kilo\n')
    .action(async (options: WhyNotOptions) => {
      const { user, item, limit } = options;
      const answer = await (await context.open()).whyNot({ user, item, limit }, context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
}

function text(answer: WhyNot): string {
  const own = answer.reasons.length === 0 ? '' : `What speaks for it:\n${reasonLines(answer.reasons, '  ')}`;
  const last = answer.last;
  const other =
    last === null || answer.status !== 'ranked-below'
      ? ''
      : `What speaks for ${plain(last.name ?? last.id)}, at rank ${last.rank}:\n${reasonLines(last.reasons.slice(0, 3), '  ')}`;
  return `${plain(answer.text)}\n${own}${other}`;
}

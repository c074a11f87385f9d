import { Command } from 'commander';
import type { Why, WhyRequest } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import type { CliContext } from './context.ts';
import { collect } from './options.ts';
import { reasonLines, shareBar } from './reason-lines.ts';
import { jsonDocument, plain } from './terminal.ts';

interface WhyOptions {
  readonly user: string;
  readonly item: string;
  readonly without: readonly string[];
  readonly json: boolean;
}

/** Returns `whypath why`: all reasons of one item, and its rank after some of them are taken away. */
export function whyCommand(context: CliContext): Command {
  return new Command('why')
    .description('say why an item is recommended, and where it would stand without a reason')
    .requiredOption('--user <id>', 'id of the user')
    .requiredOption('--item <id>', 'id of the item')
    .option('--without <reason>', 'id of a reason to take away; may be given several times', collect, [])
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      '\nExample:\n  $ whypath why --user mara --item harbour-lights --without aspect:noise\n',
    )
    .action(async (options: WhyOptions) => {
      const { user, item, without } = options;
      const request = parse<WhyRequest>('why-request', { user, item, without }, 'why');
      const answer = await (await context.open()).why(request, context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
}

function text(answer: Why): string {
  const { item, without } = answer;
  const name = plain(item.name ?? item.id);
  const reasons = item.reasons
    .map((reason) => `${reasonLines([reason], '  ')}      ${plain(reason.id)}\n`)
    .join('');
  const withheld =
    item.withheld.count === 0
      ? ''
      : `  ${shareBar(item.withheld.share)}  withheld: too few people behind ${item.withheld.count}\n`;
  const moved =
    without === null
      ? ''
      : `Without ${without.reasons.map(plain).join(', ')}: ${without.rank === null ? 'no longer ranked' : `rank ${without.rank}`} (was ${item.rank}).\n`;
  return `${name} is at rank ${item.rank} for ${plain(answer.user)}:\n${reasons}${withheld}${reasonLines(item.against, '  against ')}${moved}`;
}

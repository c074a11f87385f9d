import { Command } from 'commander';
import type { WhyNot } from '../../contract/types.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options/options.ts';
import { type RankedOptions, rankedRequest, withRankedOptions } from './options/ranked-options.ts';
import { reasonLines, shareBar } from './text/reason-lines.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface WhyNotOptions extends RankedOptions {
  readonly item: string;
  readonly limit: number;
  readonly json: boolean;
}

/** Returns `whypath why-not`: what an item lacks against the last one that is shown. */
export function whyNotCommand(context: CliContext): Command {
  const command = new Command('why-not').description(
    'say why an item is not in a user’s list; options of "recommend" say which list',
  );
  return withRankedOptions(command)
    .requiredOption('--item <id>', 'id of the item')
    .option('--limit <number>', 'length of the list', integerOption('--limit', 1, 1000), 10)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath why-not --user mara --item acorn-ledger\n  $ whypath why-not --user mara --item acorn-ledger --filter "price < 30" --popularity -0.3\n',
    )
    .action(async (options: WhyNotOptions) => {
      const { item, limit } = options;
      const request = { ...rankedRequest(options), item, limit };
      const answer = await (await context.open()).whyNot(request, context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
}

function text(answer: WhyNot): string {
  const own = answer.reasons.length === 0 ? '' : `What speaks for it:\n${reasonLines(answer.reasons, '  ')}`;
  return `${plain(answer.text)}\n${own}${missingLines(answer)}${likesLines(answer)}`;
}

/** What the last item has more of, each difference as a part of its score. */
function missingLines({ missing = [], last }: WhyNot): string {
  if (missing.length === 0 || last === null) return '';
  const lines = missing.map(({ last: theirs, own, text }) => {
    return `  ${shareBar((theirs - own) / last.score)}  ${plain(text)}\n`;
  });
  const name = plain(last.name ?? last.id);
  return `What ${name}, at rank ${last.rank}, has more of, in parts of its score:\n${lines.join('')}`;
}

function likesLines({ likes = [] }: WhyNot): string {
  return likes.length === 0
    ? ''
    : `What would change it:\n${likes.map(({ text }) => `  ${plain(text)}\n`).join('')}`;
}

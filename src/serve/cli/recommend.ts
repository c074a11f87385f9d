import { Command } from 'commander';
import type { Recommendations, RecommendedItem } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import type { CliContext } from './context.ts';
import { collect, integerOption } from './options.ts';
import { reasonLines, shareBar } from './reason-lines.ts';
import { jsonDocument, plain } from './terminal.ts';

interface RecommendOptions {
  readonly user?: string;
  readonly like: readonly string[];
  readonly dislike: readonly string[];
  readonly limit: number;
  readonly reasons: string;
  readonly json: boolean;
}

/** Returns `whypath recommend`: the items that suit a user, each with the paths that carried its score. */
export function recommendCommand(context: CliContext): Command {
  return new Command('recommend')
    .description('recommend items to a user, with the reasons')
    .option('--user <id>', 'id of the user; without one, --like says all that is known')
    .option('--like <item>', 'take an item as liked, without writing it; may be repeated', collect, [])
    .option('--dislike <item>', 'take an item as disliked, without writing it; may be repeated', collect, [])
    .option('--limit <number>', 'how many items', integerOption('--limit', 1, 1000), 10)
    .option('--reasons <number>', 'most reasons an item, or "all"', '3')
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath recommend --user mara --limit 5\n  $ whypath recommend --like acorn-ledger --dislike alibi-picnic\n',
    )
    .action(async (options: RecommendOptions) => {
      const request = {
        ...(options.user === undefined ? {} : { user: options.user }),
        ...(options.like.length === 0 ? {} : { likes: options.like }),
        ...(options.dislike.length === 0 ? {} : { dislikes: options.dislike }),
        limit: options.limit,
        reasonsMax: options.reasons === 'all' ? null : integerOption('--reasons', 1, 10_000)(options.reasons),
      };
      const engine = await context.open();
      const answer = await engine.recommend(parse('recommend-request', request, 'recommend'), context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
}

function text(answer: Recommendations): string {
  if (answer.items.length === 0)
    return `Nothing to recommend to ${plain(answer.user)}: no path leads to an item she has not seen.\n`;
  const lead =
    answer.parameters.method === 'popularity'
      ? `${plain(answer.user)} has no history that leads anywhere; these items are popular:\n`
      : '';
  return `${lead}${answer.items.map(itemText).join('\n')}`;
}

function itemText(item: RecommendedItem): string {
  const title = `${String(item.rank).padStart(2)}. ${plain(item.name ?? item.id)}  [${plain(item.id)}]\n`;
  const withheld =
    item.withheld.count === 0
      ? ''
      : `    ${shareBar(item.withheld.share)}  withheld: ${item.withheld.count} with too few people behind ${item.withheld.count === 1 ? 'it' : 'them'}\n`;
  return title + reasonLines(item.reasons, '    ') + withheld + reasonLines(item.against, '    against ');
}

import { Command, Option } from 'commander';
import type { Recommendations, RecommendedItem, RecommendRequest } from '../../contract/types.ts';
import type { CliContext } from './context.ts';
import { collect, integerOption, numberOption } from './options/options.ts';
import {
  assignments,
  languageOption,
  type RankedOptions,
  rankedRequest,
  withRankedOptions,
} from './options/ranked-options.ts';
import { pathLine, reasonLines, shareBar } from './text/reason-lines.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface RecommendOptions extends RankedOptions {
  readonly ranking?: string;
  readonly limit: number;
  readonly reasons: string;
  readonly includeSeen: boolean;
  readonly diversity?: number;
  readonly diversityBy?: string;
  readonly quota: readonly string[];
  readonly reasonsBy?: string;
  readonly paths: boolean;
  readonly json: boolean;
}

/** Smallest share of a reason against an item that is printed: half a percent. */
const shareMin = 0.005;

/** Returns `whypath recommend`: the items that suit a user, each with the paths that carried its score. */
export function recommendCommand(context: CliContext): Command {
  const command = new Command('recommend').description('recommend items to a user, with the reasons');
  return withRankedOptions(command)
    .option('--include-seen', 'list items that the user has acted on, too', false)
    .option('--limit <number>', 'how many items', integerOption('--limit', 1, 1000), 10)
    .option('--reasons <number>', 'most reasons an item, or "all"', '3')
    .option(
      '--diversity <share>',
      'how much an item loses for being like those above it, 0 to 1',
      numberOption('--diversity', 0, 1),
    )
    .option('--diversity-by <name>', 'what makes items alike: reasons, a kind of attribute or a relation')
    .option('--quota <kind=number>', 'most reasons of a kind; may be repeated', collect, [])
    .addOption(new Option('--reasons-by <order>', 'which reasons are shown').choices(['share', 'telling']))
    .option('--paths', 'one path an item, as different from item to item as the graph allows', false)
    .addOption(
      new Option(
        '--ranking <place>',
        'over the graph in memory, or within the store (default: the configuration)',
      ).choices(['in-process', 'lists', 'gds']),
    )
    .option(...languageOption)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath recommend --user mara --limit 5\n  $ whypath recommend --like acorn-ledger --dislike alibi-picnic\n  $ whypath recommend --user mara --filter "category:cooperative and price < 30" --diversity 0.3\n',
    )
    .action(async (options: RecommendOptions) => {
      const request = {
        ...rankedRequest(options),
        ...(options.ranking === undefined ? {} : { ranking: options.ranking }),
        limit: options.limit,
        reasonsMax: options.reasons === 'all' ? null : integerOption('--reasons', 1, 10_000)(options.reasons),
        ...controls(options),
      };
      const engine = await context.open();
      const answer = await engine.recommend(request as RecommendRequest, context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
}

/** What the request says beside whom and how many; what was not given is left out. */
function controls(options: RecommendOptions): Partial<RecommendRequest> {
  const { includeSeen, diversity, diversityBy, reasonsBy, paths } = options;
  const given = { diversity, diversityBy, reasonsBy };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(includeSeen ? { includeSeen } : {}),
    ...(paths ? { paths } : {}),
    ...(options.quota.length === 0 ? {} : { quotas: assignments('--quota', options.quota) }),
  };
}

function text(answer: Recommendations): string {
  const { method, methodReason = '', candidates, filter } = answer.parameters;
  if (answer.items.length === 0) {
    const why =
      filter !== undefined && candidates === 0
        ? 'no item that she has not seen meets the filter'
        : 'no path leads to an item that may be listed';
    return `Nothing to recommend to ${plain(answer.user)}: ${why}.\n`;
  }
  const lead =
    method === 'popularity' ? `Popular items, as ${plain(methodReason)} (${plain(answer.user)}):\n` : '';
  return `${lead}${answer.items.map(itemText).join('\n')}`;
}

/** Many reasons against an item weigh next to nothing; the document has them all. */
function isVisible({ share }: { readonly share: number }): boolean {
  return share >= shareMin;
}

function itemText(item: RecommendedItem): string {
  const title = `${String(item.rank).padStart(2)}. ${plain(item.name ?? item.id)}  [${plain(item.id)}]\n`;
  const withheld =
    item.withheld.count === 0
      ? ''
      : `    ${shareBar(item.withheld.share)}  withheld: ${item.withheld.count} with too few people behind ${item.withheld.count === 1 ? 'it' : 'them'}\n`;
  const path = item.path === undefined || item.path === null ? '' : `    ${pathLine(item.path)}\n`;
  return (
    title +
    path +
    reasonLines(item.reasons, '    ') +
    withheld +
    reasonLines(item.against.filter(isVisible), '    against ')
  );
}

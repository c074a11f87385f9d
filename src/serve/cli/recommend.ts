import { Command, Option } from 'commander';
import type { Recommendations, RecommendedItem, RecommendRequest } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import type { CliContext } from './context.ts';
import { collect, integerOption, numberOption } from './options.ts';
import { pathLine, reasonLines, shareBar } from './reason-lines.ts';
import { jsonDocument, plain } from './terminal.ts';

interface RecommendOptions {
  readonly user?: string;
  readonly like: readonly string[];
  readonly dislike: readonly string[];
  readonly ranking?: string;
  readonly limit: number;
  readonly reasons: string;
  readonly filter?: string;
  readonly includeSeen: boolean;
  readonly popularity?: number;
  readonly diversity?: number;
  readonly diversityBy?: string;
  readonly quota: readonly string[];
  readonly reasonsBy?: string;
  readonly paths: boolean;
  readonly set: readonly string[];
  readonly json: boolean;
}

/** Smallest share of a reason against an item that is printed: half a percent. */
const shareMin = 0.005;

/** Returns `whypath recommend`: the items that suit a user, each with the paths that carried its score. */
export function recommendCommand(context: CliContext): Command {
  return new Command('recommend')
    .description('recommend items to a user, with the reasons')
    .option('--user <id>', 'id of the user; without one, --like says all that is known')
    .option('--like <item>', 'take an item as liked, without writing it; may be repeated', collect, [])
    .option('--dislike <item>', 'take an item as disliked, without writing it; may be repeated', collect, [])
    .option('--limit <number>', 'how many items', integerOption('--limit', 1, 1000), 10)
    .option('--reasons <number>', 'most reasons an item, or "all"', '3')
    .option('--filter <condition>', 'only items that meet it: a boolean condition on attributes and numbers')
    .option('--include-seen', 'list items that the user has acted on, too', false)
    .option(
      '--popularity <exponent>',
      'multiply scores by (1 + likes of the item)^exponent; below 0 for what few know',
      numberOption('--popularity', -2, 2),
    )
    .option(
      '--diversity <share>',
      'how much an item loses for being like those above it, 0 to 1',
      numberOption('--diversity', 0, 1),
    )
    .option('--diversity-by <name>', 'what makes items alike: reasons, a kind of attribute or a relation')
    .option('--quota <kind=number>', 'most reasons of a kind; may be repeated', collect, [])
    .addOption(new Option('--reasons-by <order>', 'which reasons are shown').choices(['share', 'telling']))
    .option('--paths', 'one path an item, as different from item to item as the graph allows', false)
    .option(
      '--set <name=value>',
      'a setting of the ranking for this request, such as alpha=0.4 or DESIGNED_BY.weight=0.3; may be repeated',
      collect,
      [],
    )
    .addOption(
      new Option(
        '--ranking <place>',
        'over the graph in memory, or within the store (default: the configuration)',
      ).choices(['in-process', 'lists', 'gds']),
    )
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath recommend --user mara --limit 5\n  $ whypath recommend --like acorn-ledger --dislike alibi-picnic\n  $ whypath recommend --user mara --filter "category:cooperative and price < 30" --diversity 0.3\n',
    )
    .action(async (options: RecommendOptions) => {
      const request = {
        ...(options.user === undefined ? {} : { user: options.user }),
        ...(options.like.length === 0 ? {} : { likes: options.like }),
        ...(options.dislike.length === 0 ? {} : { dislikes: options.dislike }),
        ...(options.ranking === undefined ? {} : { ranking: options.ranking }),
        limit: options.limit,
        reasonsMax: options.reasons === 'all' ? null : integerOption('--reasons', 1, 10_000)(options.reasons),
        ...controls(options),
      };
      const engine = await context.open();
      const answer = await engine.recommend(parse('recommend-request', request, 'recommend'), context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
}

/** What the request says beside whom and how many; what was not given is left out. */
function controls(options: RecommendOptions): Partial<RecommendRequest> {
  const { filter, includeSeen, popularity, diversity, diversityBy, reasonsBy, paths } = options;
  const given = { filter, popularity, diversity, diversityBy, reasonsBy };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(includeSeen ? { includeSeen } : {}),
    ...(paths ? { paths } : {}),
    ...(options.quota.length === 0 ? {} : { quotas: assignments('--quota', options.quota) }),
    ...(options.set.length === 0 ? {} : { settings: settingsOf(options.set) }),
  };
}

/** `alpha=0.4` sets a number, `recency=none` null, `DESIGNED_BY.weight=0.3` a number of a relation. */
function settingsOf(given: readonly string[]): NonNullable<RecommendRequest['settings']> {
  const settings: Record<string, unknown> = {};
  const relations: Record<string, Record<string, number | null>> = {};
  for (const [name, value] of Object.entries(assignments('--set', given))) {
    const dot = name.indexOf('.');
    if (dot < 0) settings[name] = value;
    else {
      const type = name.slice(0, dot);
      relations[type] = { ...relations[type], [name.slice(dot + 1)]: value };
    }
  }
  return { ...settings, ...(Object.keys(relations).length === 0 ? {} : { relations }) } as NonNullable<
    RecommendRequest['settings']
  >;
}

function assignments(option: string, given: readonly string[]): Record<string, number | null> {
  return Object.fromEntries(
    given.map((text) => {
      const [, name, value] = /^([^=]+)=(none|-?\d+(?:\.\d+)?)$/u.exec(text) ?? [];
      if (name === undefined || value === undefined)
        throw new EngineError(
          'request-invalid',
          `${option} is ${JSON.stringify(text)}, expected a name, = and a number, such as ${option === '--quota' ? 'linking-item=2' : 'alpha=0.4'}.`,
        );
      return [name, value === 'none' ? null : Number(value)];
    }),
  );
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

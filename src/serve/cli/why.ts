import { Command } from 'commander';
import type { Why } from '../../contract/types.ts';
import { ordinal } from '../../core/counterfactual/change-words.ts';
import { rankingDefaults } from '../../engine/ranking/recommend.ts';
import type { CliContext } from './context.ts';
import { collect, integerOption } from './options/options.ts';
import {
  languageOption,
  type RankedOptions,
  rankedRequest,
  withRankedOptions,
} from './options/ranked-options.ts';
import { pathLine, reasonLines, shareBar } from './text/reason-lines.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface WhyOptions extends RankedOptions {
  readonly item: string;
  readonly includeSeen: boolean;
  readonly without: readonly string[];
  readonly paths?: number;
  readonly counterfactual?: number | true;
  readonly json: boolean;
}

/** Length of the list that an item leaves where the command does not say. */
const listDefault: number = rankingDefaults.limit;

/** Returns `whypath why`: all reasons of one item, and its rank after some of them are taken away. */
export function whyCommand(context: CliContext): Command {
  const command = new Command('why').description(
    'say why an item is recommended, and where it would stand without a reason; options of "recommend" explain its list',
  );
  return withRankedOptions(command)
    .requiredOption('--item <id>', 'id of the item')
    .option('--include-seen', 'rank items that the user has acted on, too', false)
    .option('--without <reason>', 'id of a reason to take away; may be given several times', collect, [])
    .option('--paths <n>', 'also the single ways that carry most', integerOption('--paths', 1, 50))
    .option(
      '--counterfactual [k]',
      `the fewest things of yours without which it leaves the first k (${listDefault})`,
      integerOption('--counterfactual', 1, 1000),
    )
    .option(...languageOption)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  $ whypath why --user mara --item kestrel-hour --without shared-entity:ILLUSTRATED_BY:fenn-adderley
  $ whypath why --user mara --item kestrel-hour --counterfactual
  $ whypath why --user mara --item kestrel-hour --filter 'price < 40' --set alpha=0.4
`,
    )
    .action(async (options: WhyOptions) => {
      const { item, includeSeen, without, paths, counterfactual } = options;
      const asked = {
        ...rankedRequest(options),
        item,
        ...(includeSeen ? { includeSeen } : {}),
        without: [...without],
        ...(paths === undefined ? {} : { paths }),
        ...(counterfactual === undefined
          ? {}
          : { counterfactual: counterfactual === true ? listDefault : counterfactual }),
      };
      const answer = await (await context.open()).why(asked, context.signal);
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
  return `${name} is at rank ${item.rank} for ${plain(answer.user)}:\n${reasons}${withheld}${reasonLines(item.against, '  against ')}${moved}${pathsText(answer)}${counterfactualText(answer)}`;
}

function pathsText({ paths }: Why): string {
  if (paths === undefined) return '';
  const lines = paths.map(({ share, count, path }) => {
    const people = count === 1 ? '' : ` (${count} ways)`;
    return `  ${shareBar(share)}  ${pathLine(path)}${people}\n`;
  });
  return `The ways that carry most:\n${lines.join('') || '  none that may be shown\n'}`;
}

function counterfactualText({ counterfactual }: Why): string {
  if (counterfactual === null || counterfactual === undefined) return '';
  const { text, facts, isSmallest } = counterfactual;
  if (facts.length === 0) return `${plain(text)}\n`;
  const proof = isSmallest ? 'nothing less does it' : 'whether less would do is not proven';
  return `${plain(text)} (It is ${ordinal(counterfactual.rank)} now; ${proof}.)\n`;
}

import { Command } from 'commander';
import type { Why, WhyRequest } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { ordinal } from '../../core/counterfactual/change-words.ts';
import { rankingDefaults } from '../../engine/recommend.ts';
import type { CliContext } from './context.ts';
import { collect, integerOption } from './options.ts';
import { pathLine, reasonLines, shareBar } from './reason-lines.ts';
import { jsonDocument, plain } from './terminal.ts';

interface WhyOptions {
  readonly user: string;
  readonly item: string;
  readonly without: readonly string[];
  readonly paths?: number;
  readonly counterfactual?: number | true;
  readonly json: boolean;
}

/** Length of the list that an item leaves where the command does not say. */
const listDefault: number = rankingDefaults.limit;

/** Returns `whypath why`: all reasons of one item, and its rank after some of them are taken away. */
export function whyCommand(context: CliContext): Command {
  return new Command('why')
    .description('say why an item is recommended, and where it would stand without a reason')
    .requiredOption('--user <id>', 'id of the user')
    .requiredOption('--item <id>', 'id of the item')
    .option('--without <reason>', 'id of a reason to take away; may be given several times', collect, [])
    .option('--paths <n>', 'also the single ways that carry most', integerOption('--paths', 1, 50))
    .option(
      '--counterfactual [k]',
      `the fewest things of yours without which it leaves the first k (${listDefault})`,
      integerOption('--counterfactual', 1, 1000),
    )
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  $ whypath why --user mara --item harbour-lights --without aspect:noise
  $ whypath why --user mara --item harbour-lights --counterfactual
`,
    )
    .action(async (options: WhyOptions) => {
      const { user, item, without, paths, counterfactual } = options;
      const asked = {
        user,
        item,
        without,
        ...(paths === undefined ? {} : { paths }),
        ...(counterfactual === undefined
          ? {}
          : { counterfactual: counterfactual === true ? listDefault : counterfactual }),
      };
      const request = parse<WhyRequest>('why-request', asked, 'why');
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

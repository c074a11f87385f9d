import { Command } from 'commander';
import { shopLimits } from '../../core/demo/shop.ts';
import { makeShop, type ShopReport } from '../../engine/import/make-shop.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options/options.ts';
import { progressReporter } from './text/progress.ts';
import { jsonDocument, plain, table } from './text/terminal.ts';

interface ShopOptions {
  readonly items: number;
  readonly users: number;
  readonly seed: number;
  readonly out: string;
  readonly opinions: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

/** Returns `whypath demo`: data sets that are made up, of any size. */
export function demoCommand(context: CliContext): Command {
  return new Command('demo')
    .description('make up a data set of any size')
    .addCommand(shopCommand(context))
    .addHelpText('after', '\nExample:\n  $ whypath demo shop --items 1000 --users 5000 --out shop\n');
}

function shopCommand(context: CliContext): Command {
  const { itemsMin, itemsMax, usersMin, usersMax } = shopLimits;
  return new Command('shop')
    .description('write an invented shop: prices, stock, purchases, returns, reviews in two languages')
    .option('--items <number>', 'how many items', integerOption('--items', itemsMin, itemsMax), 1000)
    .option('--users <number>', 'how many users', integerOption('--users', usersMin, usersMax), 5000)
    .option('--seed <number>', 'another seed, another shop', integerOption('--seed', 0, 2 ** 32 - 1), 1)
    .option('--out <folder>', 'where the data set is written', 'shop')
    .option('--opinions', 'write down what each review says as well, span by span', false)
    .option('--force', 'write into a folder that is not empty', false)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Nothing in it exists. The same numbers give the same files. Groups of users have a taste in categories, brands and
materials, and popularity follows a power law, so that there is something to find. A user has about twenty acts.

Example:
  $ whypath demo shop --items 1000 --users 5000 --out shop
  $ whypath import shop
`,
    )
    .action(async ({ out, force, json, opinions, ...size }: ShopOptions) => {
      const progress = progressReporter(context.err);
      const openWriter = () => context.files.openDataSetWriter(out, force);
      try {
        const request = { ...size, withOpinions: opinions, onProgress: progress.report };
        const report = await makeShop({ now: context.pure.now, openWriter }, request, context.signal);
        progress.end();
        context.out.write(json ? jsonDocument(report) : summary(report));
      } finally {
        progress.end();
      }
    });
}

function summary(report: ShopReport): string {
  const rows = Object.entries(report.rows).map(([file, count]) => [`${file}.jsonl`, count]);
  const folder = plain(report.folder);
  return `${table(['file', 'rows'], rows)}Written to ${folder} in ${report.seconds.toFixed(1)} s. Import it: whypath import ${folder}\n`;
}

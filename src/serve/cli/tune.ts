import { Command } from 'commander';
import type { TuneReport } from '../../contract/types.ts';
import type { CliContext } from './context.ts';
import { progressReporter } from './text/progress.ts';
import { jsonDocument, plain, table } from './text/terminal.ts';

interface TuneOptions {
  readonly dryRun: boolean;
  readonly forget: boolean;
  readonly json: boolean;
}

/** Returns `whypath tune`: chooses the settings of the ranking on a part of the store's own data. */
export function tuneCommand(context: CliContext): Command {
  return new Command('tune')
    .description(
      'choose the weights of the ranking by finding held-out likes of the store again, and write them to its manifest',
    )
    .option('--dry-run', 'say what would be chosen and write nothing', false)
    .option('--forget', 'go back to the settings of the data set', false)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath tune --dry-run\n')
    .action(async (options: TuneOptions) => {
      const engine = await context.open();
      const progress = progressReporter(context.err);
      try {
        const { dryRun, forget } = options;
        const answer = await engine.tune({ dryRun, forget, onProgress: progress.report }, context.signal);
        progress.end();
        context.out.write(options.json ? jsonDocument(answer) : text(answer, engine.storeAddress));
      } finally {
        progress.end();
      }
    });
}

function text({ tuning, reason, tried, seconds }: TuneReport, storeAddress: string): string {
  const head = `${plain(storeAddress)}: ${reason}.\n`;
  if (tuning === null) return head;
  const { walk, relations, metric, value, before, standardError, users, carve } = tuning;
  const { regression, long = null, ...exponents } = walk;
  const settings = [
    ...Object.entries({ ...exponents, recency: walk.recency ?? 'none' }),
    [
      'long histories',
      long === null ? 'as the others' : `from ${long.from} likes: alpha ${long.alpha}, beta ${long.beta}`,
    ],
    ...(regression.weight === 0
      ? [['regression', 'none']]
      : Object.entries(regression).map(([name, own]) => [`regression ${name}`, own])),
    ...relations.map(({ type, weight, popularityExponent }) => [
      plain(type),
      popularityExponent === undefined ? weight : `${weight} (popularity exponent ${popularityExponent})`,
    ]),
  ].map(([name, own]) => [String(name), String(own)]);
  const figures = `${metric} ${before.toFixed(4)} before, ${value.toFixed(4)} after (standard error of the difference ${standardError.toFixed(4)}), ${users} users, ${carve}; ${tried} settings in ${seconds.toFixed(1)} s\n`;
  return `${head}${figures}\n${table(['setting', 'value'], settings)}`;
}

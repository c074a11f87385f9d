import { Command } from 'commander';
import { neighbourLimits } from '../../engine/ranking/build-neighbours.ts';
import type { MeanShown, NeighbourCheck } from '../../engine/ranking/check-neighbours.ts';
import type { NeighbourState } from '../../store/neighbour-port.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options/options.ts';
import { progressReporter } from './text/progress.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface NeighboursOptions {
  readonly length: number;
  readonly check: boolean;
  readonly users: number;
  readonly limit: number;
  readonly json: boolean;
}

/** Returns `whypath neighbours`: keeps item-item lists in the store, so that it can score a user itself. */
export function neighboursCommand(context: CliContext): Command {
  const { length, lengthMax } = neighbourLimits;
  return new Command('neighbours')
    .description('keep item-item lists in the store, by which it scores a user without the graph in memory')
    .option('--length <number>', 'most entries of a list', integerOption('--length', 1, lengthMax), length)
    .option('--check', 'build nothing, and say how near the lists come to the graph in memory', false)
    .option('--users <number>', 'users that are checked', integerOption('--users', 1, 10_000), 100)
    .option('--limit <number>', 'how many items are compared', integerOption('--limit', 1, 1000), 10)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
The lists are derived from the walk and stay as they are until they are built again; no other answer changes.

Examples:
  $ whypath neighbours
  $ whypath neighbours --check
  $ whypath recommend --user mara --ranking lists
  $ whypath query run recommend-by-neighbours -P user=mara
`,
    )
    .action(async (options: NeighboursOptions) => {
      const engine = await context.open();
      if (options.check) {
        const { users, limit } = options;
        const checked = await engine.checkNeighbours({ users, limit }, context.signal);
        context.out.write(options.json ? jsonDocument(checked) : checkText(checked));
        return;
      }
      const progress = progressReporter(context.err);
      try {
        const request = { length: options.length, onProgress: progress.report };
        const state = await engine.buildNeighbours(request, context.signal);
        progress.end();
        context.out.write(options.json ? jsonDocument(state) : stateText(state, engine.storeAddress));
      } finally {
        progress.end();
      }
    });
}

function stateText(state: NeighbourState, storeAddress: string): string {
  const recency =
    state.recency === null
      ? ''
      : 'The walk weighs acts by age; the lists cannot, see --check for the loss.\n';
  return `${state.rows} entries of lists of at most ${state.length} items → ${plain(storeAddress)}\n${recency}`;
}

function checkText(check: NeighbourCheck): string {
  const { limit, length } = check;
  const old = check.isCurrent ? '' : 'Facts were written since the lists were built; build them again.\n';
  return (
    `lists of at most ${length} items, ${check.users} users, the best ${limit} items\n` +
    `of the walk's best, the lists give    ${shown(check.walkOverlap)}\n` +
    `score that the lists keep of an item  ${shown(check.scoreKept)}\n` +
    `of the whole ranking's best           ${shown(check.rankingOverlap)}\n${old}`
  );
}

function shown({ mean, standardError }: MeanShown): string {
  if (mean === null) return 'undefined: nobody likes anything';
  return `${mean.toFixed(4)}${standardError === null ? '' : ` ± ${standardError.toFixed(4)}`}`;
}

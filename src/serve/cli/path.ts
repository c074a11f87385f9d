import { Command } from 'commander';
import type { PathResult } from '../../contract/types.ts';
import { pathLimits } from '../../core/paths/search.ts';
import { pathDefaults } from '../../engine/find-paths.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options.ts';
import { jsonDocument, plain } from './terminal.ts';

interface PathOptions {
  readonly limit: number;
  readonly lengthMax: number;
  readonly json: boolean;
}

/** Returns `whypath path`: the cheapest ways between two nodes, in words. */
export function pathCommand(context: CliContext): Command {
  const { pathsMax, lengthMax } = pathLimits;
  return new Command('path')
    .description(
      'find the cheapest ways between two nodes; passing a hub costs more than passing a rare node',
    )
    .argument('<from>', 'reference of the first node, such as User:mara; a bare id where it is clear')
    .argument('<to>', 'reference of the last node')
    .option('--limit <n>', 'most paths', integerOption('limit', 1, pathsMax), pathDefaults.limit)
    .option(
      '--length-max <n>',
      'most steps',
      integerOption('length-max', 1, lengthMax),
      pathDefaults.lengthMax,
    )
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
The cost is the sum over the nodes passed of log2(1 + their relationships), in bits. Other people appear only as a
number, and only where enough of them take the same steps.

Example:
  $ whypath path User:mara Item:acorn-ledger
`,
    )
    .action(async (from: string, to: string, { limit, lengthMax: length, json }: PathOptions) => {
      const engine = await context.open();
      const result = await engine.findPaths({ from, to, limit, lengthMax: length }, context.signal);
      context.out.write(json ? jsonDocument(result) : pathLines(result));
      if (!json && result.truncated === true) {
        context.err.write(
          'The search met its bound; there may be more paths, none of them cheaper than these.\n',
        );
      }
    });
}

function pathLines(result: PathResult): string {
  if (result.paths.length === 0)
    return `No path of at most ${result.lengthMax} ${result.lengthMax === 1 ? 'step' : 'steps'}.\n`;
  return result.paths.map(({ cost, text }) => `${cost.toFixed(2).padStart(6)}  ${plain(text)}\n`).join('');
}

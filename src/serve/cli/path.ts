import { Command } from 'commander';
import type { PathRequest, PathResult } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { pathLimits } from '../../core/paths/search/search.ts';
import { pathDefaults } from '../../engine/analysis/find-paths.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options/options.ts';
import { counted, jsonDocument, plain } from './text/terminal.ts';

interface PathOptions {
  readonly limit: number;
  readonly lengthMax?: number;
  readonly pattern?: string;
  readonly diverse: boolean;
  readonly timeout: number;
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
      `most steps (default: ${pathDefaults.lengthMax}); a pattern fixes them`,
      integerOption('length-max', 1, lengthMax),
    )
    .option(
      '--pattern <pattern>',
      'form of the paths: labels, and steps -TYPE>, <TYPE- or -TYPE- between them',
    )
    .option('--diverse', 'of the cheapest 50, those that share few nodes', false)
    .option(
      '--timeout <seconds>',
      'most time; what is found by then is printed',
      integerOption('timeout', 1, 600),
      pathDefaults.timeoutMs / 1000,
    )
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
The cost is the sum over the nodes passed of log2(1 + their relationships), in bits. Other people appear only as a
number, and only where enough of them take the same steps. From a user to an item that may be recommended to her, paths that
the ranking walks show what they carry of the score; several acts of hers on one liked item are one such path.

Examples:
  $ whypath path User:mara Item:acorn-ledger
  $ whypath path mara kestrel-hour --pattern 'User-BOUGHT>Item-ILLUSTRATED_BY>Attribute<ILLUSTRATED_BY-Item'
`,
    )
    .action(async (from: string, to: string, options: PathOptions) => {
      const { json } = options;
      const request = parse<PathRequest>('path-request', requestOf(from, to, options), 'path');
      const result = await (await context.open()).findPaths(request, context.signal);
      context.out.write(json ? jsonDocument(result) : pathLines(result));
      if (!json && result.truncated === true) {
        context.err.write(
          'The search met its bound or its time; there may be more paths, none of them cheaper than these.\n',
        );
      }
    });
}

function requestOf(
  from: string,
  to: string,
  { limit, lengthMax, pattern, diverse, timeout }: PathOptions,
): PathRequest {
  return {
    from,
    to,
    limit,
    ...(lengthMax === undefined ? {} : { lengthMax }),
    ...(pattern === undefined ? {} : { pattern }),
    order: diverse ? 'diverse' : 'cost',
    timeoutMs: timeout * 1000,
  };
}

function pathLines(result: PathResult): string {
  if (result.paths.length === 0 && typeof result.pattern === 'string')
    return `No path of the form ${plain(result.pattern)}.\n`;
  if (result.paths.length === 0) return `No path of at most ${counted(result.lengthMax, 'step', 'steps')}.\n`;
  return result.paths
    .map(({ cost, text, share }) => {
      const carried = typeof share === 'number' ? ` (${(100 * share).toFixed(1)} % of the score)` : '';
      return `${cost.toFixed(2).padStart(6)}  ${plain(text)}${carried}\n`;
    })
    .join('');
}

import { Command } from 'commander';
import { evaluatePaths } from '../../engine/evaluate/paths.ts';
import type { CliContext } from './context.ts';
import { rankingSuiteCommand } from './evaluate-ranking.ts';

/** Returns `whypath evaluate paths`: figures of the one path shown for each item of the lists. */
export function pathsSuite(context: CliContext): Command {
  return rankingSuiteCommand(
    new Command('paths').description('score the paths that explain the lists of `evaluate ranking`'),
    context,
    evaluatePaths,
  ).addHelpText('after', '\nExample:\n  $ whypath evaluate paths --data ./ml1m --json\n');
}

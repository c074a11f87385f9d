import { Command } from 'commander';
import type { Evaluation } from '../../../contract/types.ts';
import type { ExplanationCurves, Figure } from '../../../engine/evaluate/explanation/curve-sums.ts';
import { evaluatePaths } from '../../../engine/evaluate/ranking/paths.ts';
import type { CliContext } from '../context.ts';
import { integerOption } from '../options/options.ts';
import { table } from '../text/terminal.ts';
import { rankingSuiteCommand } from './evaluate-ranking.ts';

const curvesDefault = 500;

/** Returns `whypath evaluate paths`: figures of the one path shown for each item, and curves of what removing reasons does. */
export function pathsSuite(context: CliContext): Command {
  const command = new Command('paths')
    .description('score the paths that explain the lists of `evaluate ranking`')
    .option(
      '--curves <n>',
      'users whose first item gets counterfactual curves; 0 for none',
      integerOption('--curves', 0, 10_000_000),
      curvesDefault,
    );
  return rankingSuiteCommand(
    command,
    context,
    (deps, request, signal) =>
      evaluatePaths(deps, { ...request, curves: command.opts<{ curves: number }>().curves }, signal),
    curvesText,
  ).addHelpText('after', '\nExample:\n  $ whypath evaluate paths --data ./ml1m --json\n');
}

function curvesText(answer: Evaluation): string {
  const { curves } = answer as Evaluation & { curves?: Pick<ExplanationCurves, 'steps' | 'differences'> };
  if (curves === undefined) return '';
  const stepRows = Object.entries(curves.steps).flatMap(([explainer, steps]) =>
    Object.keys(steps[0] ?? {}).map((name) => [
      explainer,
      name,
      ...steps.map((figures) => figureText(figures[name])),
    ]),
  );
  const stepCount = curves.steps.reasons.length;
  const heads = Array.from({ length: stepCount }, (_, step) => `${step + 1} removed`);
  const differences = Object.entries(curves.differences.random).map(([name, figure]) => [
    name,
    figureText(figure),
    figureText(curves.differences['shortest-path'][name]),
  ]);
  return `\n${table(['explainer', 'figure', ...heads], stepRows)}\n${table(['ours minus', 'random', 'shortest path'], differences)}`;
}

function figureText(figure: Figure | undefined): string {
  const [mean = null, error = null] = figure ?? [];
  return mean === null ? 'undefined' : `${mean.toFixed(4)} ± ${(error ?? 0).toFixed(4)}`;
}

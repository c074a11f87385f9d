import { Command } from 'commander';
import type { MetricsResult, NodeShown } from '../../contract/types.ts';
import { metricSecondsMax, metrics } from '../../core/metrics/metric.ts';
import { projections } from '../../core/metrics/projection.ts';
import { measureLimitMax } from '../../engine/analysis/measure.ts';
import type { CliContext } from './context.ts';
import { collect, integerOption } from './options/options.ts';
import { jsonDocument, plain, table } from './text/terminal.ts';

interface MetricsOptions {
  readonly projection?: string;
  readonly restart: readonly string[];
  readonly local: boolean;
  readonly limit: number;
  readonly json: boolean;
}

/** Returns `whypath metrics`: measures of a named projection of the graph. */
export function metricsCommand(context: CliContext): Command {
  return new Command('metrics')
    .description('measure the graph: who is central, how dense it is, where it falls apart')
    .argument('[metric]', 'what to measure; lists metrics and projections where left out')
    .option('--projection <name>', 'what to measure it on: whole for pagerank, else items-by-attribute')
    .option(
      '--restart <reference>',
      'node at which pagerank restarts; may be given several times',
      collect,
      [],
    )
    .option('--local', 'pagerank only near the restart nodes, with a bound on the error of each', false)
    .option('--limit <n>', 'most nodes or communities', integerOption('limit', 1, measureLimitMax), 20)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
A metric that would take more than ${metricSecondsMax} s by its estimate is refused. Users count, but are never listed.

Examples:
  $ whypath metrics pagerank --restart Item:acorn-ledger
  $ whypath metrics pagerank --restart Item:acorn-ledger --restart Item:tern-against-tide --local
  $ whypath metrics betweenness --projection items-by-user
`,
    )
    .action(async (metric: string | undefined, options: MetricsOptions) => {
      if (metric === undefined) {
        context.out.write(options.json ? jsonDocument({ metrics, projections }) : listing());
        return;
      }
      const projection = options.projection ?? (metric === 'pagerank' ? 'whole' : 'items-by-attribute');
      const { restart, limit, local: isLocal } = options;
      const result = await (await context.open()).measure(
        { metric, projection, restart, isLocal, limit },
        context.signal,
      );
      context.out.write(options.json ? jsonDocument(result) : resultText(result));
    });
}

function listing(): string {
  return `${table(['metric', 'measures'], Object.entries(metrics), 120)}\n${table(['projection', 'holds'], Object.entries(projections), 120)}`;
}

function resultText(result: MetricsResult): string {
  const { metric, projection, nodes, edges, value, top, communities } = result;
  const head = `${metric} of ${projection}: ${nodes} nodes, ${edges} edges\n${boundText(result)}`;
  if (communities !== undefined) {
    const rows = communities.map(({ size, members }) => [size, members.map(title).join(', ')]);
    return `${head}value ${valueText(value)}\n${table(['nodes', 'such as'], rows, 100)}`;
  }
  if (top.length === 0) return `${head}value ${valueText(value)}\n`;
  return (
    head +
    table(
      ['value', 'label', 'id', 'name'],
      top.map(({ node, value: measured }) => [measured, node.label, node.id, node.name]),
    )
  );
}

function boundText({ errorBound, errorPerDegree }: MetricsResult): string {
  if (errorBound === undefined) return '';
  const ofAll = `all values together are within ${errorBound.toExponential(1)} of the exact ones`;
  if (errorPerDegree === undefined || errorPerDegree === null) return `${ofAll}\n`;
  return `${ofAll}, each within ${errorPerDegree.toExponential(1)} times the weight of its edges\n`;
}

function valueText(value: number | null): string {
  return value === null ? 'undefined: the graph is too small' : String(Number(value.toPrecision(6)));
}

function title({ id, name }: NodeShown): string {
  return plain(name ?? id ?? '');
}

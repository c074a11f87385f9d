import { Command } from 'commander';
import type { NearRequest, NearResult, NodeShown } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { nearDefaults } from '../../engine/analysis/near.ts';
import type { CliContext } from './context.ts';
import { collect, integerOption } from './options/options.ts';
import { jsonDocument, plain, table } from './text/terminal.ts';

interface NearOptions {
  readonly label: string;
  readonly limit: number;
  readonly relation: readonly string[];
  readonly restartProbability?: string;
  readonly epsilon?: string;
  readonly json: boolean;
}

/** Returns `whypath near`: what lies near several things at once. */
export function nearCommand(context: CliContext): Command {
  return new Command('near')
    .description(
      'find what lies near some nodes: a random walk that restarts at them (personalised PageRank)',
    )
    .argument('<nodes...>', 'references, ids or names; write node*3 to give one the weight 3')
    .option('--label <label>', 'what is wanted: Item, Attribute or Aspect', nearDefaults.label)
    .option('--limit <n>', 'most nodes', integerOption('limit', 1, 1000), nearDefaults.limit)
    .option('--relation <type>', 'relationship the walk may take; may be given several times', collect, [])
    .option(
      '--restart-probability <p>',
      'chance of a restart at each step; more stays nearer (default: 0.15)',
    )
    .option('--epsilon <e>', 'most that all scores together may differ from the exact ones (default: 0.01)')
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  $ whypath near acorn-ledger tern-against-tide
  $ whypath near Item:acorn-ledger 'Tern Against Tide*2' --label Attribute
`,
    )
    .action(async (nodes: readonly string[], options: NearOptions) => {
      const request = parse<NearRequest>('near-request', requestOf(nodes, options), 'near');
      const result = await (await context.open()).near(request, context.signal);
      context.out.write(options.json ? jsonDocument(result) : resultText(result));
    });
}

/** Numbers that are none reach the schema as they stand, which says what it expected. */
function requestOf(nodes: readonly string[], options: NearOptions): unknown {
  const { label, limit, relation, restartProbability, epsilon } = options;
  return {
    restarts: nodes.map(restartOf),
    label,
    limit,
    ...(relation.length === 0 ? {} : { relations: relation }),
    ...(restartProbability === undefined ? {} : { restartProbability: Number(restartProbability) }),
    ...(epsilon === undefined ? {} : { epsilon: Number(epsilon) }),
  };
}

function restartOf(text: string): NearRequest['restarts'][number] {
  const [, node, weight] = /^(.+)\*(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  return node === undefined ? { node: text } : { node, weight: Number(weight) };
}

function resultText({ restarts, nodes, errorBound, passes }: NearResult): string {
  const from = restarts.map(({ node, share }) => `${title(node)} (${(100 * share).toFixed(0)} %)`).join(', ');
  const head = `near ${from}; all scores together are within ${errorBound.toExponential(1)} of the exact ones after ${passes} passes\n`;
  if (nodes.length === 0) return `${head}Nothing is reached.\n`;
  const rows = nodes.map(({ node, score }) => [score.toPrecision(3), node.id, node.name]);
  return head + table(['score', 'id', 'name'], rows);
}

function title({ label, id, name }: NodeShown): string {
  return plain(name ?? id ?? (label === 'User' ? 'a user' : label));
}

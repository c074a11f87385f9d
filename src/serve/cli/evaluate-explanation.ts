import { Command } from 'commander';
import { type ExplanationEvaluation, evaluateExplanation } from '../../engine/evaluate/explanation.ts';
import type { CliContext } from './context.ts';
import { jsonDocument, plain, table } from './terminal.ts';

/** Returns `whypath evaluate explanation`: texts from profiles and paths against references. */
export function explanationSuite(context: CliContext): Command {
  return new Command('explanation')
    .description('score explanations on pairs with profiles and references')
    .requiredOption('--data <folder>', 'folder with test.jsonl, inter_trn.csv and, optional, xrec_pred.jsonl')
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath evaluate explanation --data ./xrec/yelp --json\n')
    .action(async (options: { readonly data: string; readonly json: boolean }) => {
      const lexicon = await context.files.readLexicon(context.signal);
      const data = await context.files.readExplanationData(options.data, context.signal);
      const answer = await evaluateExplanation(context.pure, { data, lexicon }, context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
}

/** Ours with its standard error, both parts, then the other systems. */
function text(answer: ExplanationEvaluation): string {
  const parts = Object.entries(answer.parts);
  const peers = Object.entries(answer.peers);
  const rows = Object.entries(answer.metrics).map(([name, value]) => [
    name,
    rounded(value),
    `± ${rounded(answer.standardError[name] ?? null)}`,
    ...parts.map(([, part]) => rounded(part.metrics[name as keyof typeof part.metrics])),
    ...peers.map(([, peer]) => rounded(peer[name as keyof typeof peer])),
  ]);
  const names = [...parts, ...peers].map(([name]) => name);
  const head = `explanation on ${plain(answer.data)}, ${answer.n} pairs, ${answer.seconds.toFixed(1)} s\n`;
  return head + table(['metric', 'ours', 'standard error', ...names], rows);
}

function rounded(value: number | null | undefined): string {
  if (value === undefined) return '';
  return value === null ? 'undefined' : value.toFixed(3);
}

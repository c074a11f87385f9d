import { Command } from 'commander';
import {
  type ExplanationEvaluation,
  evaluateExplanation,
} from '../../../engine/evaluate/explanation/explanation.ts';
import type { CliContext } from '../context.ts';
import { jsonDocument, plain } from '../text/terminal.ts';
import { besideTable } from './evaluation-text.ts';

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
  const parts = Object.entries(answer.parts).map(([name, part]) => [name, part.metrics] as const);
  const head = `explanation on ${plain(answer.data)}, ${answer.n} pairs, ${answer.seconds.toFixed(1)} s\n`;
  return head + besideTable(answer, [...parts, ...Object.entries(answer.peers)], 3);
}

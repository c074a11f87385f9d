import { Command } from 'commander';
import {
  evaluateGrounding,
  type GroundingEvaluation,
} from '../../../engine/evaluate/explanation/grounding.ts';
import type { CliContext } from '../context.ts';
import { jsonDocument, plain } from '../text/terminal.ts';
import { besideTable } from './evaluation-text.ts';

/** Returns `whypath evaluate grounding`: spans found by rules against spans of people. */
export function groundingSuite(context: CliContext): Command {
  return new Command('grounding')
    .description('score the check of texts against facts on spans of people')
    .requiredOption('--data <folder>', 'folder with outputs.jsonl: texts, their facts and error spans')
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath evaluate grounding --data ./kg-to-text --json\n')
    .action(async (options: { readonly data: string; readonly json: boolean }) => {
      const data = await context.files.readGroundingData(options.data, context.signal);
      const answer = await evaluateGrounding(context.pure, { data }, context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
}

/** Ours with its standard error, the two halves and the strict setting, then the other systems. */
function text(answer: GroundingEvaluation): string {
  const parts = Object.entries(answer.parts).map(([name, part]) => [name, part.metrics] as const);
  const head = `grounding on ${plain(answer.data)}, ${answer.n} texts, ${answer.seconds.toFixed(1)} s\n`;
  return head + besideTable(answer, [...parts, ...Object.entries(answer.peers)], 3);
}

import { Command } from 'commander';
import type { CliContext } from './context.ts';
import { conversationSuite } from './evaluate/evaluate-conversation.ts';
import { dialogSuite } from './evaluate/evaluate-dialog.ts';
import { evidenceSuite } from './evaluate/evaluate-evidence.ts';
import { explanationSuite } from './evaluate/evaluate-explanation.ts';
import { extractionSuite } from './evaluate/evaluate-extraction.ts';
import { groundingSuite } from './evaluate/evaluate-grounding.ts';
import { pathsSuite } from './evaluate/evaluate-paths.ts';
import { rankingSuite } from './evaluate/evaluate-ranking.ts';

/** Returns `whypath evaluate`: figures of one suite on data that lies outside the project. */
export function evaluateCommand(context: CliContext): Command {
  return new Command('evaluate')
    .description('measure one suite on evaluation data')
    .addCommand(rankingSuite(context))
    .addCommand(pathsSuite(context))
    .addCommand(conversationSuite(context))
    .addCommand(dialogSuite(context))
    .addCommand(extractionSuite(context))
    .addCommand(evidenceSuite(context))
    .addCommand(groundingSuite(context))
    .addCommand(explanationSuite(context));
}

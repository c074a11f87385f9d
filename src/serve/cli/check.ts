import { Command } from 'commander';
import type { CheckResult, EvidenceLine } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { checkText } from '../../engine/explanation/check-text.ts';
import type { CliContext, TextSink } from './context.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface CheckOptions {
  readonly evidence: string;
  readonly text: string;
  readonly lenient: boolean;
  readonly json: boolean;
}

/** Returns `whypath check`: marks what a text says without its evidence; exit code 1 where there is any. */
export function checkCommand(context: CliContext): Command {
  return new Command('check')
    .description('mark what a text says that its evidence does not')
    .requiredOption('--evidence <file>', 'one fact or sentence a line')
    .requiredOption('--text <file>', 'the text to check, English')
    .option('--lenient', 'allow one word of which the evidence has no form, and regions of places', false)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Evidence is a sentence a line, or JSON a line: {"subject":"Kilo","relation":"made by","value":"Olive Press"} or
{"id":"E1","sentence":"Kilo was made by Olive Press."}

Examples:
  $ whypath check --evidence facts.jsonl --text draft.txt
  $ whypath check --evidence notes.txt --text draft.txt --json

Exit code 0 when everything is supported, 1 when something is not.
`,
    )
    .action(async (options: CheckOptions) => {
      const rows = await context.files.readEvidence(options.evidence, context.signal);
      const evidence = rows.map(({ row, place }) => parse<EvidenceLine>('evidence-line', row, place));
      const text = await context.files.readText(options.text, context.signal);
      const result = checkText({ text, evidence, options: { isLenient: options.lenient } });
      const noColor = process.env['NO_COLOR'] !== undefined;
      context.out.write(
        options.json ? jsonDocument(result) : checkedText(text, result, context.out, noColor),
      );
      if (!result.supported) context.setExitCode(1);
    });
}

/** Returns the text with its unsupported stretches in red, or between ⟦ and ⟧ where there is no colour, and why. */
export function checkedText(text: string, result: CheckResult, sink: TextSink, noColor: boolean): string {
  if (result.supported) return 'Everything is supported by the evidence.\n';
  const [open, close] =
    sink.isTerminal && !noColor ? ['\u001b[1;31m', '\u001b[22;39m'] : (['⟦', '⟧'] as const);
  let end = 0;
  let marked = '';
  for (const span of result.spans) {
    marked += `${plainLines(text.slice(end, span.start))}${open}${plainLines(span.text)}${close}`;
    end = span.end;
  }
  const reasons = result.spans.map(({ text: words, reason }) => `  "${plain(words)}": ${reason}\n`);
  return `${(marked + plainLines(text.slice(end))).trimEnd()}\n\n${reasons.join('')}`;
}

function plainLines(text: string): string {
  return text
    .split(/\r?\n/u)
    .map((line) => plain(line))
    .join('\n');
}

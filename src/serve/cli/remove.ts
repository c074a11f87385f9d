import { Argument, Command } from 'commander';
import type { RemoveReport } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import type { RemoveRequest } from '../../engine/engine.ts';
import type { CliContext } from './context.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface RemoveOptions {
  readonly input?: string;
  readonly dryRun: boolean;
  readonly rejects: string;
  readonly json: boolean;
}

const kinds: readonly RemoveRequest['kind'][] = ['reviews', 'opinions', 'links', 'interactions', 'strikes'];

/** Returns `whypath remove`: takes rows out of the store, with all that rests on them. Exit code 5 for rejected rows. */
export function removeCommand(context: CliContext): Command {
  return new Command('remove')
    .description('remove reviews, opinions, links, acts or strikes; reviews take their opinions with them')
    .addArgument(new Argument('<kind>', 'what to remove').choices(kinds))
    .argument('[ids...]', 'ids of reviews or opinions')
    .option('--input <file>', 'JSON lines that name the rows, as a data set has them')
    .option('--dry-run', 'say what would go and remove nothing', false)
    .option('--rejects <file>', 'where rows go that name nothing', 'rejects-remove.jsonl')
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath remove reviews r136 r193\n  $ whypath remove interactions --input returned.jsonl --dry-run\n',
    )
    .action(async (kind: RemoveRequest['kind'], ids: readonly string[], options: RemoveOptions) => {
      const request: RemoveRequest = {
        kind,
        rows: rowsOf(context, kind, ids, options.input),
        dryRun: options.dryRun,
        rejects: context.files.openRejects(options.rejects),
      };
      const answer = await (await context.open()).removeData(request, context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
      if (answer.rejected > 0)
        context.setExitCode(new EngineError('data-partial', 'rows were rejected').exitCode);
    });
}

function rowsOf(
  context: CliContext,
  kind: RemoveRequest['kind'],
  ids: readonly string[],
  input: string | undefined,
): RemoveRequest['rows'] {
  if (input !== undefined && ids.length === 0) return context.files.openPairs(input).rows;
  const byId = kind === 'reviews' || kind === 'opinions';
  if (input !== undefined || ids.length === 0 || !byId) {
    throw new EngineError(
      'usage',
      byId ? 'Give ids, or --input with a file, one of both.' : `Give --input with a file of ${kind}.`,
    );
  }
  return async function* rows() {
    for (const [index, id] of ids.entries())
      yield { file: 'arguments', line: index + 1, row: { id }, bytesRead: 0 };
  };
}

function text(answer: RemoveReport): string {
  const { kind, read, removed, absent, opinions, rejected, rejectsFile, dryRun } = answer;
  const lines = [
    `${removed} of ${read} ${kind} ${dryRun ? 'would be removed' : 'removed'}, ${absent} not there`,
  ];
  if (opinions > 0) lines.push(`${opinions} opinions ${dryRun ? 'would go' : 'went'} with their reviews.`);
  if (rejected > 0)
    lines.push(`${rejected} rows name nothing; the reason of each: ${plain(rejectsFile ?? '')}`);
  return `${lines.join('\n')}\n`;
}

import { Command, Option } from 'commander';
import {
  addProposals,
  emptyVocabulary,
  mergeAspects,
  splitAspect,
  undoChange,
  type VocabularyState,
} from '../../core/opinions/vocabulary/change-vocabulary.ts';
import type { Vocabulary } from '../../core/opinions/vocabulary/vocabulary.ts';
import type { Engine } from '../../engine/engine.ts';
import type { VocabularyFile } from '../../files/port.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options/options.ts';
import { missingVocabulary, vocabularyPath } from './options/vocabulary-option.ts';
import { progressReporter } from './text/progress.ts';
import { counted, jsonDocument, plain, table } from './text/terminal.ts';

interface FileOptions {
  readonly file: string;
  readonly json: boolean;
}

/** Returns `whypath vocabulary`: what aspects are called, in a file that people review and edit. */
export function vocabularyCommand(context: CliContext): Command {
  return new Command('vocabulary')
    .description('review what the aspects of opinions are called, in a file that may be edited')
    .addCommand(proposeCommand(context))
    .addCommand(showCommand(context))
    .addCommand(mergeCommand(context))
    .addCommand(splitCommand(context))
    .addCommand(undoCommand(context))
    .addCommand(applyCommand(context))
    .addHelpText(
      'after',
      '\nExample:\n  $ whypath extract\n  $ whypath vocabulary propose\n  $ whypath vocabulary merge "battery life" runtime\n  $ whypath vocabulary apply\n',
    );
}

interface ProposeOptions extends FileOptions {
  readonly method: 'rules' | 'model';
  readonly least: number;
  readonly sample: number;
  readonly most: number;
  readonly embeddingModel?: string;
}

function proposeCommand(context: CliContext): Command {
  return withFile(
    'propose',
    'add aspects to the vocabulary; what is decided there stays',
    'propose --least 5',
  )
    .addOption(
      new Option(
        '--method <name>',
        'from the opinions of the store, or by a model from a sample of its reviews',
      )
        .choices(['rules', 'model'])
        .default('rules'),
    )
    .option(
      '--least <count>',
      'rules: fewest opinions of an aspect',
      integerOption('--least', 1, 1_000_000),
      2,
    )
    .option('--sample <count>', 'model: most reviews read', integerOption('--sample', 1, 10_000), 120)
    .option('--most <count>', 'model: most aspects', integerOption('--most', 1, 1000), 60)
    .option('--embedding-model <name>', 'Ollama model that finds names near in meaning, such as all-minilm')
    .action(async (options: ProposeOptions) => {
      const file = context.files.openVocabulary(options.file);
      const state = (await file.read(context.signal)) ?? emptyVocabulary;
      const engine = await context.open();
      const { proposals, said } = await proposalsOf(context, engine, options, state);
      const next = addProposals(state, proposals);
      await file.write(next);
      print(context, options, next, `${said}; ${differenceOf(state, next)}`);
    });
}

async function proposalsOf(
  context: CliContext,
  engine: Engine,
  {
    method,
    least,
    sample,
    most,
    embeddingModel = null,
  }: { readonly embeddingModel?: string | null } & Omit<ProposeOptions, 'embeddingModel'>,
  { vocabulary }: VocabularyState,
): Promise<{ readonly proposals: Vocabulary; readonly said: string }> {
  const progress = progressReporter(context.err);
  const address = plain(engine.storeAddress);
  const asked = { embeddingModel, onProgress: progress.report };
  try {
    if (method === 'rules') {
      const request = { ...asked, known: vocabulary, opinionsMin: least };
      const { names, opinions, proposals } = await engine.proposeVocabulary(request, context.signal);
      return { proposals, said: `${names} names in ${opinions} opinions of ${address}` };
    }
    const request = { ...asked, reviewsMax: sample, aspectsMax: most };
    const found = await engine.proposeByModel(request, context.signal);
    const { reviews, names, dropped, calls, failed, refused, promptTokens, outputTokens } = found;
    const said = `${names} names from ${reviews} reviews of ${address}, ${dropped} of them dropped; ${calls} calls, ${failed} failed, ${refused} turned away; ${promptTokens} tokens read, ${outputTokens} written`;
    return { proposals: found.proposals, said };
  } finally {
    progress.end();
  }
}

function showCommand(context: CliContext): Command {
  return withFile('show', 'print the vocabulary', 'show').action(async (options: FileOptions) => {
    const { state } = await opened(context, options);
    const rows = state.vocabulary.map(({ name, kind, names }) => [name, kind || '-', names.join('; ')]);
    context.out.write(
      options.json ? jsonDocument(state.vocabulary) : table(['aspect', 'kind', 'names'], rows, 100),
    );
  });
}

function mergeCommand(context: CliContext): Command {
  return withFile('merge', 'let names count as an aspect', 'merge "battery life" runtime')
    .argument('<aspect>', 'the aspect, made where it is not there')
    .argument('<names...>', 'aspects or names that count as it')
    .option('--kind <word>', 'kind of all of them', '')
    .action((aspect: string, names: string[], options: FileOptions & { readonly kind: string }) =>
      change(context, options, (state) =>
        mergeAspects(state, { into: aspect, from: names, kind: options.kind }),
      ),
    );
}

interface SplitOptions extends FileOptions {
  readonly kind: string;
  readonly as?: string;
  readonly asKind?: string;
}

function splitCommand(context: CliContext): Command {
  return withFile('split', 'make names of an aspect an aspect of their own', 'split sound bass')
    .argument('<aspect>', 'the aspect')
    .argument('<names...>', 'names of it')
    .option('--kind <word>', 'kind of the aspect', '')
    .option('--as <name>', 'what the new aspect is called; default: the first of the names')
    .option('--as-kind <word>', 'kind of the new aspect, which keeps homonyms apart: act for what is done')
    .action((aspect: string, names: string[], options: SplitOptions) =>
      change(context, options, (state) =>
        splitAspect(state, {
          aspect,
          kind: options.kind,
          names,
          as: options.as ?? names[0] ?? '',
          asKind: options.asKind ?? options.kind,
        }),
      ),
    );
}

function undoCommand(context: CliContext): Command {
  return withFile('undo', 'take the last step back, an edit of the file included', 'undo').action(
    (options: FileOptions) => change(context, options, undoChange),
  );
}

function applyCommand(context: CliContext): Command {
  return withFile(
    'apply',
    'put the opinions of the store on the aspects of the vocabulary, without a search',
    'apply --dry-run',
  )
    .option('--dry-run', 'say what would change and write nothing', false)
    .action(async (options: FileOptions & { readonly dryRun: boolean }) => {
      const { state, file } = await opened(context, options);
      const engine = await context.open();
      const progress = progressReporter(context.err);
      try {
        const request = { vocabulary: state.vocabulary, dryRun: options.dryRun, onProgress: progress.report };
        const report = await engine.applyVocabulary(request, context.signal);
        progress.end();
        // An edit by hand becomes a step that undo can take back.
        await file.write(state);
        const { opinions, relabelled, fixed, outside, aspectsCreated } = report;
        const lines = [
          `${opinions} opinions of ${plain(engine.storeAddress)}: ${relabelled} put on another aspect, ${fixed} of data sets left as they are; ${aspectsCreated} new aspects`,
          `${outside} opinions are on what the vocabulary does not know, under their own name.`,
          ...(options.dryRun ? ['Dry run: nothing was written.'] : []),
        ];
        context.out.write(options.json ? jsonDocument(report) : `${lines.join('\n')}\n`);
      } finally {
        progress.end();
      }
    });
}

function withFile(name: string, description: string, example: string): Command {
  return new Command(name)
    .description(description)
    .addHelpText('after', `\nExample:\n  $ whypath vocabulary ${example}\n`)
    .option('--file <path>', 'the vocabulary', vocabularyPath)
    .option('--json', 'print one JSON document', false);
}

async function opened(
  context: CliContext,
  { file: path }: FileOptions,
): Promise<{ readonly file: VocabularyFile; readonly state: VocabularyState }> {
  const file = context.files.openVocabulary(path);
  const state = await file.read(context.signal);
  if (state === null) throw missingVocabulary(path);
  return { file, state };
}

async function change(
  context: CliContext,
  options: FileOptions,
  step: (state: VocabularyState) => VocabularyState,
): Promise<void> {
  const file = context.files.openVocabulary(options.file);
  const state = (await file.read(context.signal)) ?? emptyVocabulary;
  const next = step(state);
  await file.write(next);
  print(context, options, next, differenceOf(state, next));
}

function print(context: CliContext, options: FileOptions, state: VocabularyState, said: string): void {
  const names = state.vocabulary.reduce((sum, aspect) => sum + aspect.names.length, 0);
  const summary = `${plain(options.file)}: ${counted(state.vocabulary.length, 'aspect', 'aspects')}, ${counted(names, 'other name', 'other names')}, ${counted(state.log.length, 'step', 'steps')}`;
  const hint = 'The store follows with: whypath vocabulary apply';
  context.out.write(options.json ? jsonDocument(state.vocabulary) : `${said}\n${summary}\n${hint}\n`);
}

function differenceOf(before: VocabularyState, after: VocabularyState): string {
  const was = new Set(before.vocabulary.map((aspect) => JSON.stringify(aspect)));
  const is = new Set(after.vocabulary.map((aspect) => JSON.stringify(aspect)));
  const into = [...is].filter((aspect) => !was.has(aspect)).length;
  const out = [...was].filter((aspect) => !is.has(aspect)).length;
  return `${counted(into, 'aspect', 'aspects')} written anew, ${out} gone`;
}

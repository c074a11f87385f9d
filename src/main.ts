import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError } from 'commander';
import { type Config, type ConfigFlags, loadConfig } from './config.ts';
import type { Engine } from './engine/engine.ts';
import { openDataSetWriter } from './files/data-set-writer.ts';
import { readAsteData } from './files/evaluation/aste-data.ts';
import { readConversationData } from './files/evaluation/conversation-data.ts';
import { readDialogData } from './files/evaluation/dialog-data.ts';
import { readExplanationData } from './files/evaluation/explanation-data.ts';
import { readGroundingData } from './files/evaluation/grounding-data.ts';
import { readRankingData } from './files/evaluation/ranking-data.ts';
import { openSource } from './files/open-source.ts';
import { readEvidence, readText } from './files/read-evidence.ts';
import { readLexicon } from './files/read-lexicon.ts';
import { openPairs } from './files/read-pairs.ts';
import { openRejects } from './files/rejects.ts';
import { openResults } from './files/results-file.ts';
import { readSplitReviews } from './files/split-reviews.ts';
import { openVocabulary } from './files/vocabulary-file.ts';
import { engineOf, openCompute, openModel } from './open-engine.ts';
import { sha256 } from './open-graph.ts';
import { terminalPrompt } from './serve/cli/chat/chat-prompt.ts';
import { commandsOf } from './serve/cli/commands.ts';
import type { CliContext, SettingShown, TextSink } from './serve/cli/context.ts';
import { helpSettings } from './serve/cli/options/help-settings.ts';
import { plain } from './serve/cli/text/terminal.ts';
import { isUnexpected, problemOf } from './serve/respond.ts';

const usageExitCode = 2;
const interruptedExitCode = 130;

/**
 * Runs one command line and sets `process.exitCode`: 0 ok, 1 failure, 2 usage, 3 configuration, 4 dependency down,
 * 5 partial, 130 interrupted. The first Ctrl-C ends the run cleanly, the second at once.
 */
export async function main(args: readonly string[]): Promise<void> {
  const stop = new AbortController();
  process.on('SIGINT', () => interrupt(stop));
  process.on('SIGTERM', () => interrupt(stop));
  process.stdout.on('error', endOnClosedPipe);
  const program = new Command('whypath')
    .description('Recommendations whose reasons are paths in a graph.')
    .option('--store <address>', 'store of this run: a file, bolt:// or neo4j://')
    .option('--model <name>', 'Ollama model of this run')
    .showHelpAfterError('(add --help for the options)');
  const run = contextOf(program, stop.signal);
  for (const command of commandsOf(run.context)) program.addCommand(prepared(command));
  prepared(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    report(error, stop.signal.aborted);
  } finally {
    await run.close();
  }
}

function prepared(command: Command): Command {
  command.exitOverride().configureHelp(helpSettings);
  for (const child of command.commands) prepared(child);
  return command;
}

function contextOf(
  program: Command,
  signal: AbortSignal,
): { context: CliContext; close: () => Promise<void> } {
  let config: Config | undefined;
  let engine: Promise<Engine> | undefined;
  const configOf = (): Config => {
    config ??= loadConfig(program.opts<ConfigFlags>(), process.env, process.cwd());
    return config;
  };
  const compute = openCompute();
  const context: CliContext = {
    open: () => {
      engine ??= engineOf(configOf(), signal);
      return engine;
    },
    files: {
      openSource,
      openRejects,
      openDataSetWriter,
      openPairs,
      openResults,
      openVocabulary,
      readAsteData,
      readLexicon,
      readRankingData,
      readSplitReviews,
      readConversationData,
      readDialogData,
      readGroundingData,
      readExplanationData,
      readEvidence,
      readText,
    },
    // With fractions of a millisecond, as evaluations time single actions.
    pure: { hash: sha256, now: () => performance.timeOrigin + performance.now() },
    compute,
    settings: () => settingsOf(configOf()),
    modelStatus: async (statusSignal) => openModel(configOf()).status(statusSignal),
    port: () => configOf().port,
    out: sinkOf(process.stdout),
    err: sinkOf(process.stderr),
    stdin: process.stdin,
    promptLine:
      process.stdin.isTTY && process.stdout.isTTY
        ? terminalPrompt(process.stdin, process.stdout, signal)
        : null,
    signal,
    setExitCode: (code) => {
      process.exitCode = code;
    },
  };
  const close = async (): Promise<void> => {
    const opened = await engine?.catch(() => undefined);
    await Promise.all([opened?.close(), compute.close()]);
  };
  return { context, close };
}

function settingsOf(config: Config): SettingShown[] {
  const { store, origins } = config;
  const neo4j = store.kind === 'neo4j' ? store : null;
  const values: Readonly<Record<keyof Config['origins'], string | number | null>> = {
    store: store.kind === 'sqlite' ? store.path : withoutPassword(store.uri),
    username: neo4j?.username ?? null,
    password: neo4j === null ? null : '********',
    database: neo4j?.database ?? null,
    ollamaHost: config.ollamaHost === null ? null : withoutPassword(config.ollamaHost),
    model: config.model,
    port: config.port,
    peopleMin: config.peopleMin,
    ranking: config.ranking,
  };
  return (Object.keys(values) as (keyof typeof values)[]).map((key) => ({
    key,
    value: values[key],
    origin: origins[key],
  }));
}

function withoutPassword(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, '$1********@');
}

function sinkOf(stream: NodeJS.WriteStream): TextSink {
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    columns: stream.columns ?? 100,
  };
}

function report(error: unknown, isInterrupted: boolean): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : usageExitCode;
    return;
  }
  const { problem, exitCode } = problemOf(error);
  const isOurs = isUnexpected(error);
  const text = isOurs && error instanceof Error ? (error.stack ?? error.message) : plain(problem.detail);
  process.stderr.write(`whypath: ${text}\n`);
  process.exitCode = isInterrupted ? interruptedExitCode : exitCode;
}

function interrupt(stop: AbortController): void {
  if (stop.signal.aborted) process.exit(interruptedExitCode);
  stop.abort();
}

/** `whypath query run x | head` closes our output early; that is no failure of ours. */
function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

const entry = process.argv[1];
if (entry !== undefined && pathToFileURL(realpathSync(entry)).href === import.meta.url)
  await main(process.argv.slice(2));

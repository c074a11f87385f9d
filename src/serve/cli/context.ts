import type { ComputeDeps, Deps } from '../../engine/deps.ts';
import type { Engine } from '../../engine/engine.ts';
import type { FileAccess } from '../../files/port.ts';
import type { ModelStatus } from '../../llm/port.ts';
import type { ChatChoice } from './chat/chat-prompt.ts';

/** Where text goes. */
export interface TextSink {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width in characters. */
  readonly columns: number;
}

/** One resolved setting with where it comes from; secrets are masked. */
export interface SettingShown {
  readonly key: string;
  readonly value: string | number | null;
  readonly origin: string;
}

/** What a command gets from the process: streams, the signal of Ctrl-C, and an engine on demand. */
export interface CliContext {
  /** Opens the engine of this run once; `main.ts` closes it at the end. */
  readonly open: () => Promise<Engine>;
  /** Readers and writers of files, chosen by the composition root. */
  readonly files: FileAccess;
  /** What work without a store takes. */
  readonly pure: Pick<Deps, 'hash' | 'now'>;
  /** What heavy arithmetic without a store runs on. */
  readonly compute: ComputeDeps['compute'];
  /** The settings of this run. Throws `configuration-invalid`. */
  /** Whether the model of the configuration answers; needs no store. */
  readonly modelStatus: (signal: AbortSignal) => Promise<ModelStatus>;
  readonly settings: () => readonly SettingShown[];
  /** Port of the page by configuration. */
  readonly port: () => number;
  readonly out: TextSink;
  readonly err: TextSink;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Asks for one line in a terminal, with choices for the arrow keys; null where there is no terminal. */
  readonly promptLine: ((choices: readonly ChatChoice[]) => Promise<string>) | null;
  readonly signal: AbortSignal;
  /** Sets the exit code of a run that ends without an error (5 partial). */
  readonly setExitCode: (code: number) => void;
}

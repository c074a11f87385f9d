import type { Engine } from '../../engine/engine.ts';

/** Where text goes. */
export interface TextSink {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width in characters. */
  readonly columns: number;
}

/** What a command gets from the process: streams, the signal of Ctrl-C, and an engine on demand. */
export interface CliContext {
  /** Opens the engine of this run once; `main.ts` closes it at the end. */
  readonly open: () => Promise<Engine>;
  readonly out: TextSink;
  readonly err: TextSink;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly signal: AbortSignal;
  /** Sets the exit code of a run that ends without an error (5 partial). */
  readonly setExitCode: (code: number) => void;
}

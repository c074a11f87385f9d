import { Command } from 'commander';
import { listen } from '../http/listen.ts';
import { buildCommand, pageFolder } from '../http/page.ts';
import { createServer } from '../http/server.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options/options.ts';
import { jsonDocument } from './text/terminal.ts';

const hostDefault = '127.0.0.1';
const portMax = 65_535;

interface ServeOptions {
  readonly port?: number;
  readonly host: string;
  readonly allowHost: readonly string[];
  readonly json: boolean;
}

/**
 * Returns `whypath serve`: the page and the JSON API until the signal of the run. It listens on loopback alone unless
 * `--host` says otherwise. The configured port may give way to the next free one, a port asked for by flag may not
 * (`configuration-invalid`).
 */
export function serveCommand(context: CliContext): Command {
  return new Command('serve')
    .description('serve the page and the JSON API until stopped')
    .option('--port <number>', 'port; 0 takes any free one', integerOption('--port', 0, portMax))
    .option(
      '--host <address>',
      'address to listen on; anything but loopback can be reached by others',
      hostDefault,
    )
    .option('--allow-host <name...>', 'further host names by which the server may be called', [])
    .option('--json', 'print one JSON document with the URL', false)
    .addHelpText('after', '\nExample:\n  $ whypath serve --port 8080\n')
    .action((options: ServeOptions) => serve(context, options));
}

async function serve(context: CliContext, options: ServeOptions): Promise<void> {
  const { host, allowHost } = options;
  const port = options.port ?? context.port();
  const folder = pageFolder();
  if (folder === null)
    context.err.write(`The page is not built, only the API is served. Build it: ${buildCommand}\n`);
  const app = createServer(await context.open(), {
    pageFolder: folder,
    hosts: [host, ...allowHost],
    onUnexpected: (error, requestId) => context.err.write(`Request ${requestId}: ${stackOf(error)}\n`),
  });
  try {
    const url = await listen(app, { host, port, nextFree: options.port === undefined && port !== 0 });
    const text = options.json
      ? jsonDocument({ url, page: folder !== null })
      : `whypath serves ${url}\nStop it with Ctrl-C.\n`;
    context.out.write(text);
    await aborted(context.signal);
  } finally {
    await app.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

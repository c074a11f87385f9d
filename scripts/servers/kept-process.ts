import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { tailOf } from '../run-command.ts';
import type { KeeperOrder } from './keeper.ts';

/** Time between two looks at a server that is starting. */
const pollIntervalMs = 200;

/** A server under a keeper: it ends when `stop` is called or when this process ends, in whatever way. */
export type KeptProcess = {
  /** Resolves when `ready` has first returned true; an early end of the server or the limit is an error with the log's tail. */
  untilReady(ready: () => Promise<boolean>, timeoutMs: number): Promise<void>;
  /** Ends the server and resolves when it and its folder are gone. Further calls do nothing. */
  stop(): Promise<void>;
};

/**
 * Starts `order.program` under a keeper (keeper.ts). `environment` is added to this process's own.
 */
export function keepProcess(order: KeeperOrder, environment: Record<string, string>): KeptProcess {
  const keeper = spawn(
    process.execPath,
    [fileURLToPath(new URL('keeper.ts', import.meta.url)), JSON.stringify(order)],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...process.env, ...environment },
      // Out of the terminal's group: Ctrl-C reaches this process, which ends the keeper through the pipe.
      detached: true,
    },
  );
  let ended = false;
  let lastWords = '';
  keeper.stderr.on('data', (chunk: Buffer) => {
    lastWords += chunk.toString();
  });
  const exit = new Promise<void>((resolve) => {
    for (const event of ['close', 'error']) {
      keeper.once(event, () => {
        ended = true;
        resolve();
      });
    }
  });
  // A program that forgets to stop its server may end all the same; the pipe closes then.
  keeper.unref();

  return {
    async untilReady(ready, timeoutMs) {
      const deadline = Date.now() + timeoutMs;
      while (!(await ready().catch(() => false))) {
        if (ended) throw new Error(`${order.program} ended before it was ready. Its log ends:\n${lastWords}`);
        if (Date.now() > deadline) {
          const log = readLog(order.log);
          await this.stop();
          throw new Error(`${order.program} was not ready after ${timeoutMs} ms. Its log ends:\n${log}`);
        }
        await delay(pollIntervalMs);
      }
    },
    async stop() {
      if (ended) return;
      keeper.ref();
      keeper.stdin.end();
      await exit;
    },
  };
}

function readLog(file: string): string {
  try {
    return tailOf(readFileSync(file, 'utf8'));
  } catch {
    return '(no log)';
  }
}

/**
 * A process that keeps one server and ends it when its own standard input closes. The input is a pipe from the process
 * that asked for the server, so the system closes it however that process ends: by stop(), an exception, a signal or
 * kill -9. Nothing that whypath starts for development or tests outlives the one who started it.
 *
 * Argument: one JSON document of the type KeeperOrder. Exit code: that of the server. When the server ends by itself,
 * the end of its log goes to standard error, because the log itself is removed with the folder.
 */
import { spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tailOf } from '../run-command.ts';

/** What to start; `log` receives the server's output, `folder` is removed after its end. */
export type KeeperOrder = { program: string; args: string[]; log: string; folder: string };

keep(JSON.parse(process.argv[2] ?? '') as KeeperOrder);

function keep(order: KeeperOrder): void {
  const log = openSync(order.log, 'a');
  // A group of its own: a server's own children (Ollama's runners) end with it.
  const server = spawn(order.program, order.args, { stdio: ['ignore', log, log], detached: true });
  let stopping = false;
  // A polite end takes Neo4j 10 s and saves data that are removed in the next moment.
  const stop = (): void => {
    stopping = true;
    killGroup(server.pid);
  };
  process.stdin.resume();
  for (const event of ['end', 'close', 'error']) process.stdin.on(event, stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

  const finish = (code: number): void => {
    killGroup(server.pid);
    if (!stopping) writeSync(2, tailOf(readFileSync(order.log, 'utf8')));
    rmSync(order.folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit(code);
  };
  server.once('error', () => finish(127));
  server.once('exit', (code) => finish(code ?? 1));
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

/**
 * `npm start`: the main job on the seed data, one command after the other as a reader would type them: import,
 * recommend, explain, then the page until Ctrl-C. It has a store of its own, whatever the environment says.
 * `npm start -- --once` ends after the printed part.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Recommendations } from '../src/contract/types.ts';
import { runCommand } from './run-command.ts';

const buildLimitMs = 5 * 60 * 1000;
const queryLimitMs = 60 * 1000;
const root = fileURLToPath(new URL('..', import.meta.url));
const reader = 'mara';

await start();

async function start(): Promise<void> {
  if (!existsSync(join(root, 'dist', 'web', 'index.html'))) await buildPage();
  if (!(await step('import', 'seed'))) return;
  if (!(await step('recommend', '--user', reader, '--limit', '3'))) return;
  if (!(await step('explain', '--user', reader, '--item', await bestItem()))) return;
  if (!process.argv.includes('--once')) await step('serve');
}

async function buildPage(): Promise<void> {
  console.log('Building the page ...');
  await runCommand(join(root, 'node_modules', '.bin', 'vite'), ['build', 'web'], {
    folder: root,
    timeoutMs: buildLimitMs,
  });
}

async function bestItem(): Promise<string> {
  const args = [...launch(), 'recommend', '--user', reader, '--limit', '1', '--json'];
  const text = await runCommand(process.execPath, args, {
    folder: root,
    environment: ownStore(),
    timeoutMs: queryLimitMs,
  });
  const item = (JSON.parse(text) as Recommendations).items[0];
  if (item === undefined) throw new Error(`The seed has nothing to recommend to ${reader}`);
  return item.id;
}

/** Runs one command with our terminal; false when it failed, and then we end with its exit code. */
async function step(...args: readonly string[]): Promise<boolean> {
  console.log(`\n$ whypath ${args.join(' ')}`);
  const child = spawn(process.execPath, [...launch(), ...args], {
    cwd: root,
    env: { ...process.env, ...ownStore() },
    stdio: 'inherit',
  });
  // Ctrl-C reaches the child by the terminal; we wait for its clean end.
  process.on('SIGINT', () => undefined);
  process.once('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0) process.exitCode = code;
  return code === 0;
}

function launch(): string[] {
  return [join(root, 'src', 'main.ts')];
}

function ownStore(): Record<string, string> {
  return { WHYPATH_STORE: join(root, '.whypath', 'seed.db'), NEO4J_URI: '' };
}

/** Writes dist/ (the package's JavaScript and types) and, when there is a page, dist/web. It is emptied first. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';

const buildLimitMs = 5 * 60 * 1000;
const root = fileURLToPath(new URL('..', import.meta.url));

// Files that an earlier build left would go into the package.
rmSync(join(root, 'dist'), { recursive: true, force: true });
await runTool('tsc', '-p', 'tsconfig.build.json');
if (existsSync(join(root, 'web', 'vite.config.ts'))) await runTool('vite', 'build', 'web', '--emptyOutDir');

async function runTool(name: string, ...args: string[]): Promise<void> {
  await runCommand(join(root, 'node_modules', '.bin', name), args, { folder: root, timeoutMs: buildLimitMs });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { runCommand } from '../../scripts/run-command.ts';
import { launchChromium } from '../../scripts/servers/chromium.ts';
import { type ServeProcess, startServe } from './serve-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The page on the seed data in a process of its own, without a model, and a browser. */
export interface SeedPage {
  readonly serve: ServeProcess;
  readonly browser: Browser;
  /** Closes both and returns the exit code of the server. */
  readonly close: () => Promise<number | null>;
}

/** Builds the page, imports the seed into a folder of its own, and serves both. */
export async function openSeedPage(): Promise<SeedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'whypath-page-'));
  const environment = { WHYPATH_STORE: join(folder, 'seed.db'), OLLAMA_HOST: 'http://127.0.0.1:1' };
  const vite = join(root, 'node_modules', '.bin', 'vite');
  await runCommand(vite, ['build', 'web', '--emptyOutDir'], { folder: root, timeoutMs: 60_000 });
  const importing = ['src/main.ts', 'import', 'seed', '--json'];
  await runCommand(process.execPath, importing, { folder: root, environment, timeoutMs: 60_000 });
  const serve = await startServe(environment);
  const browser = await launchChromium();
  return {
    serve,
    browser,
    close: async () => {
      await browser.close();
      const code = await serve.stop();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Root of the checkout. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** The executable file of an installed tool. */
export function tool(name: string): string {
  return join(root, 'node_modules', '.bin', name);
}

/** A new temporary folder with these files (path to content), removed when the test ends. */
export function plantTree(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'whypath-planted-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

import { type Browser, chromium } from 'playwright-core';
import { findProgram, isExecutableFile } from './find-program.ts';

/**
 * Arguments that keep a browser in a container or on a build machine still: no sandbox (it needs rights a container
 * lacks), no graphics card, no traffic of its own.
 */
export const chromiumArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const programNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const furtherFolders = ['/usr/bin', '/snap/bin', '/Applications/Google Chrome.app/Contents/MacOS'];

/** The executable of an installed Chromium or Chrome: `CHROME_PATH` when it is set, else what PATH has; null for none. */
export function findChromium(): string | null {
  const own = process.env['CHROME_PATH'];
  if (own !== undefined && own !== '') return isExecutableFile(own) ? own : null;
  return findProgram([...programNames, 'Google Chrome'], furtherFolders);
}

/** A headless browser with a fresh profile, for tests; the caller closes it. No installed browser is an error. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('No Chromium or Chrome was found; install one or set CHROME_PATH.');
  return chromium.launch({ executablePath, args: [...chromiumArguments], headless: true });
}

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A leftover of an interrupted fetch is removed once it is older than this. */
const leftoverAgeMs = 24 * 60 * 60 * 1000;

/**
 * The folder, outside the checkout, that keeps servers' files between runs: `WHYPATH_TEST_CACHE`, else
 * `$XDG_CACHE_HOME/whypath`, else `~/.cache/whypath`. It may be deleted at any time; the next run fills it again.
 */
export function cacheFolder(): string {
  const own = process.env['WHYPATH_TEST_CACHE'];
  if (own !== undefined && own !== '') return own;
  const shared = process.env['XDG_CACHE_HOME'];
  return join(shared !== undefined && shared !== '' ? shared : join(homedir(), '.cache'), 'whypath');
}

/**
 * The path of the cached folder `name`, filled by `fill` when it is not there yet.
 *
 * `fill` writes into a folder of its own, which gets its final name only when `fill` has succeeded: an interrupted
 * fetch never leaves half a folder, and of two processes that fill the same name at once the later one throws its copy
 * away and uses the first.
 */
export async function cachedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  console.error(`Getting ${name}, once; it is kept in ${cacheFolder()}.`);
  await mkdir(dirname(folder), { recursive: true });
  await removeLeftovers(folder);
  const partial = await mkdtemp(`${folder}.partial-`);
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const entry of await readdir(dirname(folder))) {
    if (!entry.startsWith(`${basename(folder)}.partial-`)) continue;
    const path = join(dirname(folder), entry);
    const status = await stat(path).catch(() => null);
    if (status !== null && Date.now() - status.mtimeMs > leftoverAgeMs)
      await rm(path, { recursive: true, force: true });
  }
}

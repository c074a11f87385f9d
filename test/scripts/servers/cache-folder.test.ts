import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cachedFolder, cacheFolder } from '../../../scripts/servers/cache-folder.ts';

let cache = '';

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'whypath-cache-'));
  vi.stubEnv('WHYPATH_TEST_CACHE', cache);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(cache, { recursive: true, force: true });
});

describe('cacheFolder', () => {
  it('prefers the own variable, then the common one, then the home folder', () => {
    vi.stubEnv('XDG_CACHE_HOME', '/somewhere');
    vi.stubEnv('HOME', '/home/ada');
    expect(cacheFolder()).toBe(cache);
    vi.stubEnv('WHYPATH_TEST_CACHE', '');
    expect(cacheFolder()).toBe('/somewhere/whypath');
    vi.stubEnv('XDG_CACHE_HOME', '');
    expect(cacheFolder()).toBe('/home/ada/.cache/whypath');
  });
});

describe('cachedFolder', () => {
  it('fills a folder once', async () => {
    let fills = 0;
    const fill = async (folder: string): Promise<void> => {
      fills += 1;
      await writeFile(join(folder, 'file'), 'content');
    };
    const first = await cachedFolder('thing', fill);
    expect(await cachedFolder('thing', fill)).toBe(first);
    expect(fills).toBe(1);
    expect(await readFile(join(first, 'file'), 'utf8')).toBe('content');
  });

  it('leaves nothing behind when filling fails', async () => {
    const broken = cachedFolder('thing', async (folder) => {
      await writeFile(join(folder, 'half'), '');
      throw new Error('the line is down');
    });
    await expect(broken).rejects.toThrow('the line is down');
    expect(readdirSync(cache)).toEqual([]);
  });

  it('lets two fill at once and keeps one whole result', async () => {
    const fill =
      (text: string) =>
      async (folder: string): Promise<void> => {
        await writeFile(join(folder, 'a'), text);
        await writeFile(join(folder, 'b'), text);
      };
    const [left, right] = await Promise.all([
      cachedFolder('thing', fill('left')),
      cachedFolder('thing', fill('right')),
    ]);
    expect(left).toBe(right);
    expect(readdirSync(cache)).toEqual(['thing']);
    expect(await readFile(join(left, 'a'), 'utf8')).toBe(await readFile(join(left, 'b'), 'utf8'));
  });

  it('removes what an interrupted fill left a day ago, and nothing younger', async () => {
    const old = join(cache, 'thing.partial-old');
    const young = join(cache, 'thing.partial-young');
    for (const folder of [old, young]) mkdirSync(folder);
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
    utimesSync(old, twoDaysAgo, twoDaysAgo);
    await cachedFolder('thing', async () => undefined);
    expect(existsSync(old)).toBe(false);
    expect(existsSync(young)).toBe(true);
  });
});

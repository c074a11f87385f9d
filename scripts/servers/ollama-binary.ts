import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import type { Availability } from './availability.ts';
import { cachedFolder, cacheFolder } from './cache-folder.ts';
import { findProgram } from './find-program.ts';

/** The Ollama server that tests build; docker-compose.yml names the same. */
export const ollamaVersion = '0.17.4';

const miniaudioVersion = '1.71';
const buildLimitMs = 30 * 60 * 1000;
const fetchLimitMs = 5 * 60 * 1000;
const binaryFolder = `ollama-${ollamaVersion}`;
const headersFolder = `ollama-headers-${miniaudioVersion}`;

/** Where systems keep C and C++ headers. */
const systemIncludeFolders = ['/usr/include', '/usr/local/include', '/opt/homebrew/include'];

/** Whether an `ollama` is installed or cached here, or could be built. */
export function ollamaAvailability(): Availability {
  if (installedOllama() !== null || existsSync(cachedBinary())) return { available: true };
  const missing = missingForBuild();
  if (missing.length === 0) return { available: true };
  return {
    available: false,
    reason: `Ollama is not installed, and to build it ${missing.join(', ')} would be needed`,
    howToGet:
      'install Ollama, or what is missing (Debian: apt-get install g++ nlohmann-json3-dev libstb-dev python3-pip, and Go)',
  };
}

/**
 * The `ollama` program: the one on PATH, else the cached one, else one built from its Go module (about 4 minutes on
 * two cores, once). The build runs on the processor only.
 */
export async function ollamaBinary(signal?: AbortSignal): Promise<string> {
  const installed = installedOllama();
  if (installed !== null) return installed;
  await cachedFolder(binaryFolder, (folder) => build(folder, signal));
  return cachedBinary();
}

function installedOllama(): string | null {
  return findProgram(['ollama']);
}

function cachedBinary(): string {
  return join(cacheFolder(), binaryFolder, 'ollama');
}

function missingForBuild(): string[] {
  const missing: string[] = [];
  if (findGo() === null) missing.push('Go');
  if (findProgram(['g++', 'clang++']) === null) missing.push('a C++ compiler');
  for (const header of ['nlohmann/json.hpp', 'stb/stb_image.h']) {
    if (includeFolderOf(header) === null) missing.push(`the header ${header}`);
  }
  if (includeFolderOf('miniaudio/miniaudio.h') === null && findPython() === null)
    missing.push('Python with pip');
  return missing;
}

function findGo(): string | null {
  return findProgram(['go'], ['/usr/local/go/bin', '/usr/lib/go/bin', '/opt/homebrew/bin']);
}

function findPython(): string | null {
  return findProgram(['python3']);
}

function includeFolderOf(header: string): string | null {
  return systemIncludeFolders.find((folder) => existsSync(join(folder, header))) ?? null;
}

async function build(folder: string, signal?: AbortSignal): Promise<void> {
  const go = findGo();
  if (go === null) throw new Error('Building Ollama needs Go.');
  const includes = await includeFolders(signal);
  await runCommand(go, ['install', `github.com/ollama/ollama@v${ollamaVersion}`], {
    environment: {
      GOBIN: folder,
      CGO_ENABLED: '1',
      CGO_CPPFLAGS: includes.map((include) => `-I${include}`).join(' '),
    },
    timeoutMs: buildLimitMs,
    ...(signal === undefined ? {} : { signal }),
  });
}

/**
 * The folders with the three headers that Ollama's module archive lacks, because an archive of a Go module leaves out
 * every folder named `vendor`.
 */
async function includeFolders(signal?: AbortSignal): Promise<string[]> {
  const folders = new Set<string>();
  for (const header of ['nlohmann/json.hpp', 'stb/stb_image.h']) {
    const folder = includeFolderOf(header);
    if (folder === null) throw new Error(`Building Ollama needs the header ${header}.`);
    folders.add(folder);
  }
  folders.add(includeFolderOf('miniaudio/miniaudio.h') ?? (await fetchMiniaudio(signal)));
  return [...folders];
}

/** A cached folder with `miniaudio/miniaudio.h`, taken from the source archive of the Python package of that name. */
function fetchMiniaudio(signal?: AbortSignal): Promise<string> {
  return cachedFolder(headersFolder, async (folder) => {
    const python = findPython();
    if (python === null) throw new Error('Fetching miniaudio.h needs Python with pip.');
    const work = await mkdtemp(join(tmpdir(), 'whypath-miniaudio-'));
    const options = { folder: work, timeoutMs: fetchLimitMs, ...(signal === undefined ? {} : { signal }) };
    try {
      const requirement = `miniaudio==${miniaudioVersion}`;
      await runCommand(
        python,
        ['-m', 'pip', 'download', '-q', '--no-deps', '--no-binary', 'miniaudio', requirement],
        options,
      );
      const archive = (await readdir(work)).find((name) => name.endsWith('.tar.gz'));
      if (archive === undefined) throw new Error('pip fetched no source archive of miniaudio.');
      await runCommand('tar', ['-xzf', archive, '--strip-components=1'], options);
      await mkdir(join(folder, 'miniaudio'));
      await copyFile(join(work, 'miniaudio', 'miniaudio.h'), join(folder, 'miniaudio', 'miniaudio.h'));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from '../core/errors.ts';
import { readLines } from './lines.ts';
import type { ResultsFile } from './port.ts';

const lineFeed = 0x0a;
/** Bytes read at a time when looking for the last line end. */
const blockBytes = 64 * 1024;

/**
 * Returns a file of results at `path`. Each line is one write, so that a process that dies leaves at most one torn line
 * at the end. Lines are taken out by writing the others to `<path>.part` and renaming it, so that no moment has half a
 * file.
 */
export function openResults(path: string): ResultsFile {
  let handle: FileHandle | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    path,
    async open(isKept, signal) {
      try {
        await mkdir(dirname(path), { recursive: true });
        handle = await open(path, 'a+');
        await cutTornLine(handle);
        const { keys, out } = await readKeys(path, isKept, signal);
        if (out.size > 0) {
          await handle.close();
          await withoutLines(path, out, signal);
          handle = await open(path, 'a');
        }
        return keys;
      } catch (error) {
        throw asEngineError(path, error);
      }
    },
    append(record) {
      const line = `${JSON.stringify(record)}\n`;
      const write = writing
        .then(() => handle?.appendFile(line))
        .catch((error: unknown) => {
          throw asEngineError(path, error);
        });
      writing = write.catch(() => {});
      return write.then(() => {});
    },
    async close() {
      await writing;
      await handle?.close();
      handle = null;
    },
  };
}

async function cutTornLine(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  const block = Buffer.alloc(blockBytes);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - blockBytes);
    const { bytesRead } = await handle.read(block, 0, end - start, start);
    const last = block.subarray(0, bytesRead).lastIndexOf(lineFeed);
    if (last >= 0) {
      if (start + last + 1 < size) await handle.truncate(start + last + 1);
      return;
    }
    end = start;
  }
  if (size > 0) await handle.truncate(0);
}

/** Keys of the lines that stay, and the numbers of the lines that go. */
async function readKeys(
  path: string,
  isKept: (record: unknown) => Promise<boolean>,
  signal: AbortSignal,
): Promise<{ readonly keys: Set<string>; readonly out: ReadonlySet<number> }> {
  const keys = new Set<string>();
  const out = new Set<number>();
  for await (const found of readLines(path, signal)) {
    if ('reason' in found) {
      if (found.bytesRead === 0) break;
      throw notResults(path, found.line, found.reason);
    }
    const record = parsed(found.text);
    if (record === null) throw notResults(path, found.line, 'it is no JSON object with a key');
    if (keys.has(record.key) || !(await isKept(record))) out.add(found.line);
    else keys.add(record.key);
  }
  return { keys, out };
}

function parsed(text: string): { readonly key: string } | null {
  try {
    const value = JSON.parse(text) as { key?: unknown } | null;
    return typeof value?.key === 'string' ? { ...value, key: value.key } : null;
  } catch {
    return null;
  }
}

async function withoutLines(path: string, out: ReadonlySet<number>, signal: AbortSignal): Promise<void> {
  const part = `${path}.part`;
  const target = await open(part, 'w');
  try {
    for await (const { line, text } of readLines(path, signal)) {
      if (!out.has(line)) await target.appendFile(`${text}\n`);
    }
    await target.sync();
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await target.close();
  }
  await rename(part, path);
}

function notResults(path: string, line: number, reason: string): EngineError {
  return new EngineError(
    'data-invalid',
    `${path} line ${line} was not written by this command: ${reason}. Name another output file, or move this one away.`,
  );
}

function asEngineError(path: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  return new EngineError('data-missing', `${path} cannot be written: ${(error as Error).message}`, {
    cause: error,
  });
}

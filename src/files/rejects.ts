import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from '../core/errors.ts';
import type { RejectsWriter } from './port.ts';

/**
 * Returns a writer of rejects as NDJSON (schema `reject`) to `path`. The file, and the folder it stands in, appear with
 * the first reject and replace an older file. Writers need not wait for each other: rejects stand in the order in which
 * they were given. Rejects with `data-missing` where the file cannot be written.
 */
export function openRejects(path: string): RejectsWriter {
  let opening: Promise<FileHandle> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return {
    async write(reject) {
      opening ??= create(path);
      const file = opening;
      const written = last.then(async () => (await file).appendFile(`${lineOf(reject)}\n`));
      // A failure is told to its own writer alone.
      last = written.catch(() => undefined);
      try {
        await written;
      } catch (cause) {
        throw new EngineError('data-missing', `${path} cannot be written: ${(cause as Error).message}`, {
          cause,
        });
      }
    },
    async close() {
      await last;
      const handle = await opening?.catch(() => null);
      opening = null;
      await handle?.close();
      return handle ? path : null;
    },
  };
}

async function create(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  return open(path, 'w');
}

function lineOf(reject: Parameters<RejectsWriter['write']>[0]): string {
  const { file, line, reason } = reject;
  try {
    return JSON.stringify({ file, line, reason, row: reject.row ?? null });
  } catch {
    // A row may be nested deeper than JSON.stringify can go.
    return JSON.stringify({ file, line, reason, row: null });
  }
}

import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from '../core/errors.ts';
import type { RejectsWriter } from './port.ts';

/**
 * Returns a writer of rejects as NDJSON (schema `reject`) to `path`. The file, and the folder it stands in, appear with
 * the first reject and replace an older file. Rejects with `data-missing` where the file cannot be written.
 */
export function openRejects(path: string): RejectsWriter {
  let handle: FileHandle | null = null;
  return {
    async write(reject) {
      try {
        handle ??= await create(path);
        await handle.appendFile(`${lineOf(reject)}\n`);
      } catch (cause) {
        throw new EngineError('data-missing', `${path} cannot be written: ${(cause as Error).message}`, {
          cause,
        });
      }
    },
    async close() {
      const written = handle !== null;
      await handle?.close();
      handle = null;
      return written ? path : null;
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

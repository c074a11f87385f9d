import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../core/errors.ts';

/** A file of a data set. */
export interface SourceFile {
  /** Name in its folder, with `.gz` where it is packed. */
  readonly name: string;
  /** Name without `.gz`. */
  readonly plainName: string;
  readonly path: string;
  readonly byteCount: number;
}

/**
 * Returns the regular files of a folder in code-unit order of their names. Throws `data-missing` when there is no such
 * folder, `data-invalid` when a file is there both packed and plain.
 */
export async function listFiles(folder: string): Promise<SourceFile[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    const code = (cause as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT' ? 'does not exist' : code === 'ENOTDIR' ? 'is no folder' : `cannot be read (${code})`;
    throw new EngineError('data-missing', `${folder} ${why}; name the folder of a data set.`, { cause });
  });
  const files: SourceFile[] = [];
  for (const name of names.sort()) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found?.isFile() !== true) continue;
    files.push({ name, plainName: name.replace(/\.gz$/u, ''), path, byteCount: found.size });
  }
  refuseTwins(folder, files);
  return files;
}

/** Returns the SHA-256 of names, sizes and content of `files`, hexadecimal. Cost: reads every file once. */
export async function hashFiles(files: readonly SourceFile[], signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${JSON.stringify(file.name)} ${file.byteCount}\n`);
    try {
      for await (const bytes of createReadStream(file.path, { signal })) hash.update(bytes as Buffer);
    } catch (cause) {
      if (signal.aborted) throw new EngineError('interrupted', 'Reading was interrupted.', { cause });
      throw new EngineError('data-missing', `${file.path} cannot be read: ${(cause as Error).message}`, {
        cause,
      });
    }
  }
  return hash.digest('hex');
}

function refuseTwins(folder: string, files: readonly SourceFile[]): void {
  const names = new Set(files.map((file) => file.name));
  const twin = files.find((file) => file.name !== file.plainName && names.has(file.plainName));
  if (twin === undefined) return;
  throw new EngineError(
    'data-invalid',
    `${folder} holds both ${twin.plainName} and ${twin.name}; keep the one that is meant.`,
  );
}

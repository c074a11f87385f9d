import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../core/errors.ts';
import type { DataSetWriter } from './port.ts';

/** Units of text that are written at a time. */
const blockUnits = 256 * 1024;

/**
 * Returns a writer of a native data set into `folder`, which is made where it is missing. Each file is written beside
 * its place and renamed when it is whole, the manifest last, so that a folder with `graph.json` is a finished data set.
 * Throws `request-invalid` for a folder that holds anything, unless `replace` is set, `data-missing` where it cannot be
 * written.
 */
export async function openDataSetWriter(folder: string, replace: boolean): Promise<DataSetWriter> {
  const found = await withWriteErrors(folder, async () => {
    await mkdir(folder, { recursive: true });
    return readdir(folder);
  });
  if (found.length > 0 && !replace) {
    throw new EngineError(
      'request-invalid',
      `${folder} is not empty (it holds ${found.slice(0, 3).join(', ')}). Name another folder with --out, or pass --force to write over it.`,
    );
  }
  // Whoever reads the folder while it is written finds no data set rather than parts of two.
  await withWriteErrors(folder, () => rm(join(folder, 'graph.json'), { force: true }));
  return {
    folder,
    writeRows: (kind, rows, onRows, signal) =>
      withWriteErrors(folder, () => writeLines(join(folder, `${kind}.jsonl`), rows, onRows, signal)),
    finish: (manifest) =>
      withWriteErrors(folder, async () => {
        const path = join(folder, 'graph.json');
        await writeFile(`${path}.part`, `${JSON.stringify(manifest, null, 2)}\n`);
        await rename(`${path}.part`, path);
      }),
  };
}

async function writeLines(
  path: string,
  rows: Iterable<object>,
  onRows: (count: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const part = `${path}.part`;
  const handle = await open(part, 'w');
  let count = 0;
  let block = '';
  try {
    for (const row of rows) {
      block += `${JSON.stringify(row)}\n`;
      count++;
      if (block.length < blockUnits) continue;
      if (signal.aborted) throw new EngineError('interrupted', `Writing ${path} was interrupted.`);
      await handle.write(block);
      block = '';
      onRows(count);
    }
    await handle.write(block);
    onRows(count);
  } catch (error) {
    await handle.close();
    await rm(part, { force: true });
    throw error;
  }
  await handle.close();
  await rename(part, path);
  return count;
}

async function withWriteErrors<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EngineError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new EngineError('data-missing', `${folder} cannot be written: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

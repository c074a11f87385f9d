import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { EngineError } from '../core/errors.ts';

/** Bytes read from a file at a time. Packed 1000 to 1, the best that gzip can, one chunk opens to 16 MB. */
const chunkBytes = 16_384;

/** Content of a file, or the reason why there is no more of it. `bytesRead` counts bytes of the file as stored. */
export type Chunk =
  | { readonly bytes: Buffer; readonly bytesRead: number }
  | { readonly fault: string; readonly bytesRead: number };

/**
 * Returns the content of a file in order, unpacked when its name ends in `.gz`. A packed file that is cut short or
 * damaged gives everything before the damage, then one fault. Memory: at most 16 MB at a time.
 * Throws `data-missing` when the file cannot be read, `interrupted`.
 */
export async function* readChunks(path: string, signal: AbortSignal): AsyncGenerator<Chunk> {
  if (path.endsWith('.gz')) yield* unpack(readStored(path, signal));
  else yield* readStored(path, signal);
}

async function* readStored(path: string, signal: AbortSignal): AsyncGenerator<Stored> {
  let bytesRead = 0;
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: chunkBytes })) {
      stopIfAborted(signal);
      bytesRead += (bytes as Buffer).length;
      yield { bytes: bytes as Buffer, bytesRead };
    }
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError('data-missing', `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

type Stored = { readonly bytes: Buffer; readonly bytesRead: number };

// The unpacker is fed chunk by chunk and never through a pipe: a pipe that fails drops what it had unpacked already.
async function* unpack(chunks: AsyncIterable<Stored>): AsyncGenerator<Chunk> {
  const gunzip = createGunzip();
  const state: UnpackState = { ready: [], failure: null, wake: () => {} };
  gunzip.on('data', (bytes: Buffer) => state.ready.push(bytes));
  gunzip.on('error', (error) => {
    state.failure = error;
  });
  // After a failure the callbacks of writes may never come, and the end is known only when it closes.
  gunzip.on('close', () => state.wake());
  let bytesRead = 0;
  try {
    for await (const chunk of chunks) {
      bytesRead = chunk.bytesRead;
      await settled(state, (done) => gunzip.write(chunk.bytes, () => setImmediate(done)));
      for (const bytes of state.ready.splice(0)) yield { bytes, bytesRead };
      if (state.failure !== null) break;
    }
    if (state.failure === null) await settled(state, () => gunzip.end());
    for (const bytes of state.ready.splice(0)) yield { bytes, bytesRead };
    const fault = bytesRead === 0 ? 'the gzip file is empty' : faultOf(state.failure);
    if (fault !== null) yield { fault, bytesRead };
  } finally {
    gunzip.destroy();
  }
}

interface UnpackState {
  readonly ready: Buffer[];
  failure: Error | null;
  wake: () => void;
}

function settled(state: UnpackState, start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    state.wake = resolve;
    start(resolve);
  });
}

function faultOf(failure: Error | null): string | null {
  if (failure === null) return null;
  if ((failure as NodeJS.ErrnoException).code === 'Z_BUF_ERROR') {
    return 'the gzip file is cut short: it ends in the middle of its data';
  }
  return `the gzip data are damaged: ${failure.message}`;
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new EngineError('interrupted', 'Reading was interrupted.');
}

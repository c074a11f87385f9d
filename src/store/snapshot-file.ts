import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { EngineError } from '../core/errors.ts';
import {
  alignedBytes,
  type PackedArray,
  type PackedValue,
  packArrays,
  unpackArrays,
} from '../core/graph/packed-arrays.ts';
import type { GraphSnapshot } from '../core/graph/snapshot.ts';
import { throwIfInterrupted } from './interruption.ts';
import type { SnapshotArchive } from './snapshot-port.ts';

/** First bytes of every snapshot file, and the last ones of a whole file. */
const magic = 'WHYPATH\n';
const endMagic = '\nENDPATH';

/** Raised whenever the layout or what a snapshot holds changes; other versions are refused. */
const version = 1;

/** Magic, version, number of bytes of the head. */
const prefixBytes = 16;
/** Checksum of all before, 4 bytes of nothing, end magic. */
const suffixBytes = 16;

/** Bytes that are read or written at a time. */
const blockBytes = 16 * 1024 * 1024;

/** What stands between the prefix and the arrays, as JSON. */
interface Head extends Pick<PackedValue, 'tree' | 'sections'> {
  readonly id: string;
  readonly revision: number;
  /** Bytes of the arrays. */
  readonly byteCount: number;
}

/**
 * Returns the archive of one file. The file holds the arrays as they lie in memory, so that reading it is copying it:
 * magic, version, a head in JSON, the arrays in the order of the machine (little-endian everywhere Node runs), a CRC-32
 * of all that, an end mark. It is written beside its place, synced and renamed, so that no reader sees half of it. Read
 * snapshots lie in shared memory, so that worker threads can have them without a copy.
 */
export function openSnapshotFile(path: string): SnapshotArchive {
  return {
    path,
    read: (expected, signal) => readSnapshotFile(path, expected, signal),
    write: (snapshot, signal) => writeSnapshotFile(path, snapshot, signal),
  };
}

async function readSnapshotFile(
  path: string,
  expected: { readonly revision: number; readonly id: string },
  signal: AbortSignal,
): Promise<GraphSnapshot | null> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failure('read', path, error);
  }
  try {
    const { head, headBytes, checksum } = await readHead(path, handle);
    if (head.revision !== expected.revision || head.id !== expected.id) return null;
    const bytes = new SharedArrayBuffer(alignedBytes(head.byteCount) + suffixBytes);
    const bodyAt = prefixBytes + headBytes;
    const { size } = await handle.stat();
    if (size !== bodyAt + head.byteCount + suffixBytes) throw torn(path, size);
    const found = await readBlocks(handle, new Uint8Array(bytes), bodyAt, head.byteCount, checksum, signal);
    const suffix = Buffer.from(new Uint8Array(bytes, head.byteCount, suffixBytes));
    if (suffix.readUInt32LE(0) !== found || suffix.toString('latin1', 8) !== endMagic) throw damaged(path);
    return unpackArrays(head, bytes, 0) as GraphSnapshot;
  } catch (error) {
    throw error instanceof EngineError ? error : failure('read', path, error);
  } finally {
    await handle.close();
  }
}

async function readHead(
  path: string,
  handle: FileHandle,
): Promise<{ readonly head: Head; readonly headBytes: number; readonly checksum: number }> {
  const prefix = Buffer.alloc(prefixBytes);
  const { bytesRead } = await handle.read(prefix, 0, prefixBytes, 0);
  if (bytesRead < prefixBytes || prefix.toString('latin1', 0, magic.length) !== magic) throw foreign(path);
  const found = prefix.readUInt32LE(8);
  if (found !== version) throw otherVersion(path, found);
  const headBytes = prefix.readUInt32LE(12);
  const { size } = await handle.stat();
  if (prefixBytes + headBytes + suffixBytes > size) throw torn(path, size);
  const text = Buffer.alloc(headBytes);
  await handle.read(text, 0, headBytes, prefixBytes);
  try {
    const head = JSON.parse(text.toString('utf8')) as Head;
    return { head, headBytes, checksum: crc32(text, crc32(prefix)) };
  } catch {
    throw damaged(path);
  }
}

/** Fills `out` with the arrays and the suffix, and returns the checksum of all but the suffix. */
async function readBlocks(
  handle: FileHandle,
  out: Uint8Array,
  start: number,
  byteCount: number,
  checksum: number,
  signal: AbortSignal,
): Promise<number> {
  const wanted = byteCount + suffixBytes;
  let sum = checksum;
  for (let offset = 0; offset < wanted; ) {
    throwIfInterrupted(signal);
    const { bytesRead } = await handle.read(
      out,
      offset,
      Math.min(blockBytes, wanted - offset),
      start + offset,
    );
    if (bytesRead === 0) break;
    sum = crc32(out.subarray(offset, Math.min(byteCount, offset + bytesRead)), sum);
    offset += bytesRead;
    if (offset >= byteCount) break;
  }
  await handle.read(out, byteCount, suffixBytes, start + byteCount);
  return sum;
}

async function writeSnapshotFile(path: string, snapshot: GraphSnapshot, signal: AbortSignal): Promise<void> {
  // Two processes that write at once spoil each other's file, which its checksum shows; one name leaves no litter.
  const part = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(part, 'w');
    try {
      await writeParts(handle, snapshot, signal);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error instanceof EngineError ? error : failure('written', path, error);
  }
}

async function writeParts(handle: FileHandle, snapshot: GraphSnapshot, signal: AbortSignal): Promise<void> {
  const { tree, sections, arrays, byteCount } = packArrays(snapshot);
  const head: Head = { id: snapshot.id, revision: snapshot.revision, byteCount, sections, tree };
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const headBytes = alignedBytes(text.length);
  const prefix = Buffer.alloc(prefixBytes);
  prefix.write(magic, 'latin1');
  prefix.writeUInt32LE(version, 8);
  prefix.writeUInt32LE(headBytes, 12);
  const padded = Buffer.concat([text], headBytes).fill(' ', text.length);
  let checksum = crc32(padded, crc32(prefix));
  await handle.write(prefix);
  await handle.write(padded);
  for (const array of arrays) {
    if (array === null) continue;
    for (const block of blocksOf(array)) {
      throwIfInterrupted(signal);
      checksum = crc32(block, checksum);
      await handle.write(block);
    }
  }
  const suffix = Buffer.alloc(suffixBytes);
  suffix.writeUInt32LE(checksum, 0);
  suffix.write(endMagic, 8, 'latin1');
  await handle.write(suffix);
}

/** The bytes of an array in blocks, filled up to a multiple of 8. */
function* blocksOf(array: PackedArray): Generator<Uint8Array> {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let start = 0; start < bytes.length; start += blockBytes)
    yield bytes.subarray(start, start + blockBytes);
  const padding = alignedBytes(bytes.length) - bytes.length;
  if (padding > 0) yield new Uint8Array(padding);
}

function foreign(path: string): EngineError {
  return new EngineError(
    'data-invalid',
    `${path} is no snapshot of whypath. Move it away, or name another store.`,
  );
}

function otherVersion(path: string, found: number): EngineError {
  return new EngineError(
    'data-invalid',
    `${path} is a snapshot of version ${found}, and this is version ${version}. Delete it; it is made anew from the store.`,
  );
}

function torn(path: string, size: number): EngineError {
  return new EngineError(
    'data-invalid',
    `${path} was not written to its end (${size} bytes). Delete it; it is made anew from the store.`,
  );
}

function damaged(path: string): EngineError {
  return new EngineError(
    'data-invalid',
    `${path} is damaged: its bytes do not match their checksum. Delete it; it is made anew from the store.`,
  );
}

function failure(what: string, path: string, cause: unknown): EngineError {
  return new EngineError('data-missing', `${path} cannot be ${what}: ${(cause as Error).message}.`, {
    cause,
  });
}

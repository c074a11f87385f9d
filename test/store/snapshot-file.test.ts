import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createShop } from '../../src/core/demo/shop.ts';
import { shopSnapshot } from '../../src/core/demo/shop-snapshot.ts';
import type { GraphSnapshot } from '../../src/core/graph/snapshot.ts';
import { openSnapshotFile } from '../../src/store/snapshot-file.ts';
import { emptyFolder } from '../fixtures/import/data-folder.ts';
import { randomCatalogue } from '../fixtures/random-graph.ts';
import { sha256 } from '../fixtures/sha256.ts';

const never = new AbortController().signal;
const { snapshot } = randomCatalogue(5);
let path = '';

beforeEach(async () => {
  path = join(emptyFolder(), 'deep', 'graph.snapshot');
  await openSnapshotFile(path).write(snapshot, never);
});

const read = (expected: Pick<GraphSnapshot, 'id' | 'revision'> = snapshot): Promise<GraphSnapshot | null> =>
  openSnapshotFile(path).read(expected, never);

describe('a snapshot file', () => {
  it('gives back what was written, in memory that threads can share', async () => {
    const found = await read();
    expect(found).toEqual(snapshot);
    expect(found?.relations[0]?.forward.targets.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(readdirSync(join(path, '..'))).toEqual(['graph.snapshot']);
  });

  it('keeps ratings, times and many relations of a larger graph', async () => {
    const large = shopSnapshot(createShop({ items: 200, users: 500, seed: 2 }), sha256());
    await openSnapshotFile(path).write(large, never);
    expect(await read(large)).toEqual(large);
  });

  it('is not there for another revision, another id, or without a file', async () => {
    expect(await read({ ...snapshot, revision: snapshot.revision + 1 })).toBeNull();
    expect(await read({ ...snapshot, id: '0' })).toBeNull();
    path = join(path, '..', 'other.snapshot');
    expect(await read()).toBeNull();
  });

  it.each([
    [
      'a foreign file',
      (): Buffer => Buffer.from('SQLite format 3\u0000 and more of it'),
      'is no snapshot of whypath',
    ],
    ['an empty file', (): Buffer => Buffer.alloc(0), 'is no snapshot of whypath'],
    ['another version', (bytes: Buffer): Buffer => changed(bytes, 8, 99), 'version 99'],
    ['a file cut in its arrays', (bytes: Buffer): Buffer => bytes.subarray(0, -40), 'not written to its end'],
    ['a file cut in its head', (bytes: Buffer): Buffer => bytes.subarray(0, 60), 'not written to its end'],
    [
      'a file with more at its end',
      (bytes: Buffer): Buffer => Buffer.concat([bytes, bytes]),
      'not written to its end',
    ],
    [
      'a flipped bit in the arrays',
      (bytes: Buffer): Buffer => changed(bytes, bytes.length - 30, 0x55),
      'damaged',
    ],
    [
      'a flipped bit in the checksum',
      (bytes: Buffer): Buffer => changed(bytes, bytes.length - 16, 0x55),
      'damaged',
    ],
    ['another end', (bytes: Buffer): Buffer => changed(bytes, bytes.length - 1, 0x55), 'damaged'],
    ['a head that is no JSON', (bytes: Buffer): Buffer => changed(bytes, 16, 0x55), 'damaged'],
  ])('refuses %s', async (_, change, words) => {
    writeFileSync(path, change(readFileSync(path)));
    await expect(read()).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining(words),
    });
    await expect(read()).rejects.toMatchObject({ message: expect.stringContaining(path) });
  });

  it('says where it could not write, and leaves no part', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(openSnapshotFile(join(folder, 'file', 'x')).write(snapshot, never)).rejects.toMatchObject({
      code: 'data-missing',
    });
    mkdirSync(join(folder, 'taken', 'inner'), { recursive: true });
    await expect(openSnapshotFile(join(folder, 'taken')).write(snapshot, never)).rejects.toMatchObject({
      code: 'data-missing',
    });
    expect(readdirSync(folder).sort()).toEqual(['file', 'taken']);
  });

  it('is left as it was when writing or reading is interrupted', async () => {
    const aborted = AbortSignal.abort();
    await expect(openSnapshotFile(path).write({ ...snapshot, id: 'next' }, aborted)).rejects.toMatchObject({
      code: 'interrupted',
    });
    await expect(openSnapshotFile(path).read(snapshot, aborted)).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect(await read()).toEqual(snapshot);
  });
});

function changed(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
}

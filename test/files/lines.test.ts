import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { lineBytesMax, readLines } from '../../src/files/lines.ts';
import { emptyFolder, never } from '../fixtures/import/data-folder.ts';

async function linesOf(
  content: string | Uint8Array,
  name = 'rows.jsonl',
): Promise<[number, string, string?][]> {
  const path = join(emptyFolder(), name);
  writeFileSync(path, content);
  const lines: [number, string, string?][] = [];
  for await (const found of readLines(path, never)) {
    lines.push('reason' in found ? [found.line, found.text, found.reason] : [found.line, found.text]);
  }
  return lines;
}

describe('readLines', () => {
  it('reads lines with and without a last line end', async () => {
    expect(await linesOf('a\nb\n')).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    expect(await linesOf('a\nb')).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('drops a byte order mark and CR before LF, and passes over blank lines but counts them', async () => {
    expect(await linesOf('\ufeffa\r\n\r\n  \nb\r\n')).toEqual([
      [1, 'a'],
      [4, 'b'],
    ]);
  });

  it('keeps a CR and a byte order mark inside a line', async () => {
    expect(await linesOf('a\rb\ufeff\n')).toEqual([[1, 'a\rb\ufeff']]);
  });

  it('names a NUL and bytes that are not UTF-8, and reads on', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a\nb\0c\n'),
      Buffer.from([0x64, 0xff, 0x0a]),
      Buffer.from('é\n'),
    ]);
    expect(await linesOf(bytes)).toEqual([
      [1, 'a'],
      [2, 'b\0c', 'the line holds a NUL character'],
      [3, 'd\ufffd', 'the line is not UTF-8'],
      [4, 'é'],
    ]);
  });

  it('names a file without lines', async () => {
    expect(await linesOf('')).toEqual([[1, '', 'the file is empty']]);
    expect(await linesOf('\n\n')).toEqual([[1, '', 'the file is empty']]);
  });

  it('names a line of 10 MB and shows its begin', async () => {
    const lines = await linesOf(`a\n${'x'.repeat(10_000_000)}\nb\n`);
    expect(lines.map(([line, shown, reason]) => [line, shown.length, reason])).toEqual([
      [1, 1, undefined],
      [2, 2000, `the line has 10000000 bytes, at most ${lineBytesMax} are read`],
      [3, 1, undefined],
    ]);
  });

  it('holds little of a line of 300 MB', async () => {
    const path = join(emptyFolder(), 'rows.jsonl');
    const mega = Buffer.alloc(1_000_000, 'x');
    for (let count = 0; count < 300; count++) writeFileSync(path, mega, { flag: 'a' });
    const before = process.memoryUsage().arrayBuffers;
    for await (const line of readLines(path, never)) {
      expect('reason' in line).toBe(true);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150_000_000);
    }
  });

  it('reads a line of just the most bytes', async () => {
    const text = 'x'.repeat(lineBytesMax);
    expect(await linesOf(`${text}\n`)).toEqual([[1, text]]);
    expect((await linesOf(`${text}x\n`))[0]?.[2]).toContain('at most');
  });

  it('reads characters that lie across chunks', async () => {
    const text = `${'é'.repeat(40_000)}\n${'x'.repeat(16_383)}é`;
    expect((await linesOf(text)).map(([, line]) => line)).toEqual(text.split('\n'));
  });

  it('stops when the signal fires', async () => {
    const path = join(emptyFolder(), 'rows.jsonl');
    writeFileSync(path, 'a\n'.repeat(100_000));
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      for await (const { line } of readLines(path, stop.signal)) if (line === 10) stop.abort();
    };
    await expect(read()).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('says which file cannot be read', async () => {
    const read = async (): Promise<void> => {
      for await (const line of readLines('/no/such/file.jsonl', never)) expect(line).toBeNull();
    };
    await expect(read()).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining('/no/such'),
    });
  });
});

describe('readLines of a gzip file', () => {
  const text = Array.from(
    { length: 60_000 },
    (_, row) => `row ${row} ${Math.imul(row, 2654435761) >>> 0}`,
  ).join('\n');
  const packed = gzipSync(`${text}\n`);
  const cutShort = 'the gzip file is cut short: it ends in the middle of its data';

  it('reads it whole', async () => {
    const lines = await linesOf(packed, 'rows.gz');
    expect(lines.map(([, line]) => line)).toEqual(text.split('\n'));
  });

  it.each([5, 100, 16_384, 16_385, 200_001, packed.length - 8, packed.length - 1])(
    'keeps the whole lines before a cut at byte %i and names the line of the cut',
    async (end) => {
      const kept = packed.subarray(0, end);
      const whole = gunzipSync(kept, { finishFlush: 2 }).toString().split('\n');
      const lines = await linesOf(kept, 'rows.gz');
      expect(lines.slice(0, -1).map(([, line]) => line)).toEqual(whole.slice(0, -1));
      expect(lines.at(-1)).toEqual([whole.length, whole.at(-1), cutShort]);
    },
  );

  it('names damage and a file that is no gzip', async () => {
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 100_000, 100_400);
    const lines = await linesOf(damaged, 'rows.gz');
    expect(lines.at(-1)?.[2]).toContain('the gzip data are damaged');
    expect(lines.length).toBeGreaterThan(1000);
    expect(await linesOf('plain text', 'rows.gz')).toEqual([
      [1, '', 'the gzip data are damaged: incorrect header check'],
    ]);
    expect(await linesOf('', 'rows.gz')).toEqual([[1, '', 'the gzip file is empty']]);
  });

  it('names a packed line of 50 MB', async () => {
    const lines = await linesOf(gzipSync(`a\n${'x'.repeat(50_000_000)}\nb\n`), 'rows.gz');
    expect(lines.map(([line, shown, reason]) => [line, shown.length, reason])).toEqual([
      [1, 1, undefined],
      [2, 2000, `the line has 50000000 bytes, at most ${lineBytesMax} are read`],
      [3, 1, undefined],
    ]);
  });
});

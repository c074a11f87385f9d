import { readChunks } from './chunks.ts';

/** Most bytes of one line; a longer one is named and skipped without being held in memory. */
export const lineBytesMax = 1_000_000;

/** Most UTF-16 units of a bad line that are kept to show it. */
export const shownUnitsMax = 2000;

/** A line without its end. */
export interface TextLine {
  /** From 1; blank lines are counted. */
  readonly line: number;
  readonly text: string;
  readonly bytesRead: number;
}

/** A line that is no text, or the place where the file breaks off. */
export interface BadLine extends TextLine {
  readonly reason: string;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Returns the lines of a UTF-8 file that hold anything but blanks, in order. A byte order mark at the begin and CR
 * before LF are dropped. A line over `lineBytesMax`, with a NUL or with bytes that are not UTF-8 comes as a BadLine,
 * and so does the place where a packed file breaks off and a file without any line. Memory: one line and one chunk.
 * Throws `data-missing` when the file cannot be read, `interrupted`.
 */
export async function* readLines(path: string, signal: AbortSignal): AsyncGenerator<TextLine | BadLine> {
  const open = new OpenLine();
  let yielded = 0;
  let bytesRead = 0;
  for await (const chunk of readChunks(path, signal)) {
    bytesRead = chunk.bytesRead;
    if ('fault' in chunk) {
      yield { line: open.number, text: open.shown(), reason: chunk.fault, bytesRead };
      return;
    }
    let start = 0;
    for (let end = chunk.bytes.indexOf(lineFeed); end >= 0; end = chunk.bytes.indexOf(lineFeed, start)) {
      open.add(chunk.bytes.subarray(start, end));
      const line = open.take(bytesRead);
      if (line !== null) {
        yielded++;
        yield line;
      }
      start = end + 1;
    }
    open.add(chunk.bytes.subarray(start));
  }
  const last = open.take(bytesRead);
  if (last !== null) yield last;
  else if (yielded === 0) yield { line: 1, text: '', reason: 'the file is empty', bytesRead };
}

/** The line that is being read, in pieces. */
class OpenLine {
  number = 1;
  private pieces: Buffer[] = [];
  private byteCount = 0;
  private keptCount = 0;

  add(bytes: Buffer): void {
    this.byteCount += bytes.length;
    // Of a line that is too long only the begin is kept, to show it.
    if (bytes.length === 0 || this.keptCount > lineBytesMax) return;
    this.pieces.push(bytes);
    this.keptCount += bytes.length;
  }

  /** Ends the line and returns it, or null when it is blank. */
  take(bytesRead: number): TextLine | BadLine | null {
    const bytes = this.trimmed();
    const line = this.number;
    const reason = faultOf(bytes, this.byteCount);
    const shown = reason === null ? '' : this.shown();
    this.number++;
    this.pieces = [];
    this.byteCount = 0;
    this.keptCount = 0;
    if (reason !== null) return { line, text: shown, reason, bytesRead };
    try {
      const text = strict.decode(bytes);
      return text.trim() === '' ? null : { line, text, bytesRead };
    } catch {
      return { line, text: cut(bytes.toString('utf8')), reason: 'the line is not UTF-8', bytesRead };
    }
  }

  /** The begin of the line, as far as it was read. */
  shown(): string {
    return cut(
      this.trimmed()
        .subarray(0, shownUnitsMax * 4)
        .toString('utf8'),
    );
  }

  private trimmed(): Buffer {
    let bytes = this.pieces.length === 1 ? (this.pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(this.pieces);
    if (this.number === 1 && bytes.subarray(0, 3).equals(byteOrderMark)) bytes = bytes.subarray(3);
    return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
  }
}

function faultOf(bytes: Buffer, byteCount: number): string | null {
  if (byteCount > lineBytesMax) return `the line has ${byteCount} bytes, at most ${lineBytesMax} are read`;
  return bytes.includes(0) ? 'the line holds a NUL character' : null;
}

function cut(text: string): string {
  return text.length > shownUnitsMax ? text.slice(0, shownUnitsMax) : text;
}

/** Nested deeper than this, a literal is none. */
const depthMax = 20;

/**
 * Returns the value of a literal of Python: dictionaries, lists, strings in either quotes, numbers, True, False and None,
 * as the metadata of 2014 has them. Throws SyntaxError with the place. Cost: linear in the text.
 */
export function parsePythonLiteral(text: string): unknown {
  const reader = { text, place: 0 };
  const value = readValue(reader, 0);
  skipBlanks(reader);
  if (reader.place < text.length) throw unexpected(reader);
  return value;
}

interface Reader {
  readonly text: string;
  place: number;
}

const names: Readonly<Record<string, unknown>> = { True: true, False: false, None: null };
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const name = /[A-Za-z]+/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const codes: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function readValue(reader: Reader, depth: number): unknown {
  if (depth > depthMax) throw new SyntaxError(`nested deeper than ${depthMax} at ${reader.place}`);
  skipBlanks(reader);
  const sign = reader.text[reader.place];
  if (sign === '{') return readDictionary(reader, depth);
  if (sign === '[' || sign === '(') return readList(reader, depth, sign === '[' ? ']' : ')');
  if (sign === "'" || sign === '"') return readString(reader);
  const digits = matched(reader, number);
  if (digits !== null) return Number(digits);
  const word = matched(reader, name);
  if (word === 'u' || word === 'U') return readString(reader);
  if (word !== null && Object.hasOwn(names, word)) return names[word];
  if (word !== null) throw new SyntaxError(`unexpected "${word}" at ${reader.place - word.length}`);
  throw unexpected(reader);
}

function readDictionary(reader: Reader, depth: number): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  reader.place++;
  while (!closes(reader, '}')) {
    const key = readValue(reader, depth + 1);
    expectSign(reader, ':');
    entries.push([String(key), readValue(reader, depth + 1)]);
    if (!follows(reader, '}')) expectSign(reader, ',');
  }
  return Object.fromEntries(entries);
}

function readList(reader: Reader, depth: number, end: string): unknown[] {
  const values: unknown[] = [];
  reader.place++;
  while (!closes(reader, end)) {
    values.push(readValue(reader, depth + 1));
    if (!follows(reader, end)) expectSign(reader, ',');
  }
  return values;
}

function readString(reader: Reader): string {
  const quote = reader.text[reader.place];
  if (quote !== "'" && quote !== '"') throw unexpected(reader);
  const parts: string[] = [];
  let start = ++reader.place;
  for (; reader.place < reader.text.length; reader.place++) {
    const sign = reader.text[reader.place];
    if (sign !== quote && sign !== '\\') continue;
    parts.push(reader.text.slice(start, reader.place));
    if (sign === quote) {
      reader.place++;
      return parts.join('');
    }
    parts.push(readEscape(reader));
    start = reader.place + 1;
  }
  throw new SyntaxError('a string is not closed');
}

/** Reads what stands after a backslash; leaves the place at its last sign. */
function readEscape(reader: Reader): string {
  const sign = reader.text[++reader.place] ?? '';
  const length = codes[sign];
  if (length === undefined) return escapes[sign] ?? sign;
  const digits = reader.text.slice(reader.place + 1, reader.place + 1 + length);
  const code = Number.parseInt(digits, 16);
  if (!/^[\da-f]+$/i.test(digits) || digits.length < length || code > 0x10ffff) throw unexpected(reader);
  reader.place += length;
  return String.fromCodePoint(code);
}

function matched(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.place;
  const found = pattern.exec(reader.text)?.[0] ?? null;
  reader.place += found?.length ?? 0;
  return found;
}

function closes(reader: Reader, end: string): boolean {
  const isEnd = follows(reader, end);
  if (isEnd) reader.place++;
  return isEnd;
}

function follows(reader: Reader, sign: string): boolean {
  skipBlanks(reader);
  return reader.text[reader.place] === sign;
}

function expectSign(reader: Reader, sign: string): void {
  if (!follows(reader, sign)) throw unexpected(reader);
  reader.place++;
}

function skipBlanks(reader: Reader): void {
  while (/\s/.test(reader.text[reader.place] ?? '')) reader.place++;
}

function unexpected({ text, place }: Reader): SyntaxError {
  const found = place < text.length ? JSON.stringify(text[place]) : 'the end';
  return new SyntaxError(`unexpected ${found} at ${place}`);
}

import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { EngineError } from '../core/errors.ts';

/** A reply with an HTTP status that is no success, and the server's own words. */
export class ServerRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ServerRefusal';
    this.status = status;
  }
}

/** Most bytes of an answer: with 100 bytes a token this is far above any answer of ours. */
const bytesMax = 16 * 1024 * 1024;
const refusalBytesMax = 64 * 1024;

/**
 * Returns a `fetch` that ends with `signal` and with nothing else. It differs from the built-in one where a slow model
 * needs it: no limit of five minutes until the headers or between two parts of a body, no connection kept open. The
 * body is handed on line by line, each checked to be JSON in whole UTF-8, at most 16 MB; `onEnd` is called when the
 * server has ended it properly. Rejects with ServerRefusal
 * for a status that is no success, with EngineError `model-failed` for a body that is not JSON lines, and with the
 * error of the socket.
 */
export function streamFetch(signal: AbortSignal, onEnd: () => void = () => {}): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const message = await send(url, init ?? {}, signal);
    const status = message.statusCode ?? 0;
    if (status < 200 || status > 299) {
      throw new ServerRefusal(
        status,
        errorText(await textOf(message, refusalBytesMax)) || `HTTP status ${status}`,
      );
    }
    return new Response(ReadableStream.from(checkedLines(message, onEnd)), { status });
  };
}

function send(url: URL, init: RequestInit, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = Object.fromEntries(new Headers(init.headers ?? {}));
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: init.method ?? 'GET', headers, signal, agent: false }, (message) => {
      // Whoever reads the message hears of its error; after the last read nobody does, and nobody needs to.
      message.on('error', () => {});
      resolve(message);
    });
    sent.on('error', reject);
    sent.end(typeof init.body === 'string' ? init.body : undefined);
  });
}

/** Whole lines as bytes; the last one may lack its line end. */
async function* checkedLines(message: IncomingMessage, onEnd: () => void): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const encoder = new TextEncoder();
  let total = 0;
  let rest = '';
  for await (const chunk of message as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > bytesMax) throw failed(`is longer than ${bytesMax} bytes`);
    rest += decoded(decoder, chunk);
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield encoder.encode(`${checkedLine(line)}\n`);
  }
  rest += decoded(decoder, null);
  if (rest.trim() !== '') yield encoder.encode(`${checkedLine(rest)}\n`);
  onEnd();
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | null): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw failed('is not UTF-8', error);
  }
}

function checkedLine(line: string): string {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return line;
  } catch (error) {
    throw failed('has a line that is not JSON', error);
  }
  throw failed('has a line that is no JSON object');
}

function failed(what: string, cause?: unknown): EngineError {
  return new EngineError(
    'model-failed',
    `The answer of the Ollama server ${what}. Is OLLAMA_HOST another kind of server?`,
    {
      cause,
    },
  );
}

async function textOf(message: IncomingMessage, lengthMax: number): Promise<string> {
  let text = '';
  for await (const chunk of message as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > lengthMax) break;
  }
  return text.slice(0, lengthMax);
}

/** The server's `{"error": "..."}`, or the beginning of what it said, on one line. */
function errorText(text: string): string {
  let message = text;
  try {
    const value = JSON.parse(text) as { error?: unknown };
    if (typeof value.error === 'string') message = value.error;
  } catch {
    // Not JSON: the text itself is the message.
  }
  return message
    .replace(/[\s\u0000-\u001f]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

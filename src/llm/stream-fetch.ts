import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
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
/** A server that has said its last line may take so long to end its answer; then its connection is closed. */
const endLimitMs = 250;

// Connections are kept for the next call; one that nobody uses does not keep the process alive.
const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

/**
 * Returns a `fetch` that ends with `signal` and with nothing else. It differs from the built-in one where a slow model
 * needs it: no limit of five minutes until the headers or between two parts of a body. Connections are kept open for later
 * calls; a call that finds its kept connection closed by the server is sent once more over a new one. The
 * body is handed on line by line, each checked to be JSON in whole UTF-8, at most 16 MB, and ends with a line whose `done` is
 * true, whatever the server goes on to say; `onEnd` is called when it has ended properly. Rejects with ServerRefusal
 * for a status that is no success, with EngineError `model-failed` for a body that is not JSON lines, and with the
 * error of the socket.
 */
export function streamFetch(signal: AbortSignal, onEnd: () => void = () => {}): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const message = await send(url, init ?? {}, signal, true).catch((error: unknown) => {
      if (!(error instanceof StaleConnection)) throw error;
      return send(url, init ?? {}, signal, false);
    });
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

/** A connection kept from an earlier call that the server has closed: the request may be sent again. */
class StaleConnection extends Error {}

function send(url: URL, init: RequestInit, signal: AbortSignal, mayReuse: boolean): Promise<IncomingMessage> {
  const isHttps = url.protocol === 'https:';
  const request = isHttps ? requestHttps : requestHttp;
  const agent = mayReuse ? agents[isHttps ? 'https' : 'http'] : false;
  const headers = Object.fromEntries(new Headers(init.headers ?? {}));
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: init.method ?? 'GET', headers, signal, agent }, (message) => {
      // Whoever reads the message hears of its error; after the last read nobody does, and nobody needs to.
      message.on('error', () => {});
      resolve(message);
    });
    // A socket whose answer came whole and was not read to its end has no listener of Node's when the signal ends it.
    sent.on('socket', (socket) => sent.reusedSocket || socket.on('error', () => {}));
    sent.on('error', (error) => {
      const isStale = mayReuse && sent.reusedSocket && !signal.aborted;
      reject(isStale ? new StaleConnection('the connection was closed', { cause: error }) : error);
    });
    sent.end(typeof init.body === 'string' ? init.body : undefined);
  });
}

/** Whole lines as bytes; the last one may lack its line end. An answer that fails takes its connection along. */
async function* checkedLines(message: IncomingMessage, onEnd: () => void): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let last: string | null = null;
  try {
    for await (const line of linesOf(message)) {
      if (isLastLine(line)) {
        last = line;
        break;
      }
      yield encoder.encode(`${line}\n`);
    }
  } catch (error) {
    message.destroy();
    throw error;
  }
  // Before the last line is handed on: whoever has it may never ask for more.
  onEnd();
  letGo(message);
  if (last !== null) yield encoder.encode(`${last}\n`);
}

/** The lines that hold anything, as long as they are asked for; the message stays open. */
async function* linesOf(message: IncomingMessage): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let total = 0;
  let rest = '';
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > bytesMax) throw failed(`is longer than ${bytesMax} bytes`);
    rest += decoded(decoder, chunk);
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  rest += decoded(decoder, null);
  if (rest.trim() !== '') yield rest;
}

/** Reads an answer to its end without looking, so that its connection is free again. */
function letGo(message: IncomingMessage): void {
  if (message.readableEnded) return;
  const timer = setTimeout(() => message.destroy(), endLimitMs);
  message.once('close', () => clearTimeout(timer));
  message.resume();
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | null): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw failed('is not UTF-8', error);
  }
}

/** Whether an answer ends with this line; rejects one that is no JSON object. */
function isLastLine(line: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw failed('has a line that is not JSON', error);
  }
  if (typeof value !== 'object' || value === null) throw failed('has a line that is no JSON object');
  return 'done' in value && value.done === true;
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

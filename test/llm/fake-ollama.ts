// A server that speaks the wire form of Ollama, written by hand after the real server's answers; its faults are chosen.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server answers one call of /api/chat. */
export type ChatScript = (response: ServerResponse, request: Record<string, unknown>) => void | Promise<void>;

/** A running server and what it was asked. */
export interface FakeOllama {
  readonly host: string;
  readonly chats: Record<string, unknown>[];
  /** Connections that were opened to it so far. */
  connections(): number;
  close(): Promise<void>;
}

/** Name of the only model that the server holds. */
export const fakeModel = 'fake';

/** Starts a server on a free loopback port; the scripts are used in order, and the last one for all later calls. */
export async function startFakeOllama(...scripts: readonly ChatScript[]): Promise<FakeOllama> {
  const chats: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, chats, scripts);
  });
  let connections = 0;
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `http://127.0.0.1:${port}`,
    chats,
    connections: () => connections,
    close: () => closed(server),
  };
}

/** Streams `text` in the parts given, as the real server does, one character at a time unless told otherwise. */
export function says(text: string, last: Record<string, unknown> = {}): ChatScript {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    for (const part of text.match(/[\s\S]{1,7}/gu) ?? []) response.write(chatLine(part));
    response.end(lastLine(last));
  };
}

/** One line of a stream. */
export function chatLine(content: string): string {
  return `${JSON.stringify({ model: fakeModel, created_at: '2026-11-24T09:29:05.29Z', message: { role: 'assistant', content }, done: false })}\n`;
}

/** The line that ends a stream. */
export function lastLine(changes: Record<string, unknown> = {}): string {
  return `${JSON.stringify({
    model: fakeModel,
    created_at: '2026-11-24T09:29:14.67Z',
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: 'stop',
    total_duration: 9_675_958_396,
    load_duration: 287_103_937,
    prompt_eval_count: 900,
    prompt_eval_duration: 1_206_655,
    eval_count: 40,
    eval_duration: 9_321_746_699,
    ...changes,
  })}\n`;
}

/** Answers with a status and the server's form of an error. */
export function refuses(status: number, error: string): ChatScript {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ error }));
  };
}

/** Sends raw bytes as a stream and ends it, or cuts the connection. */
export function streams(chunks: readonly (string | Uint8Array)[], ending: 'end' | 'cut' = 'end'): ChatScript {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    for (const chunk of chunks) response.write(chunk);
    if (ending === 'end') response.end();
    else response.write('', () => response.destroy());
  };
}

/** Faults of a server, each with the code that a call of it must reject with. */
export const faults: Readonly<Record<string, { readonly script: ChatScript; readonly code: string }>> = {
  'a model that is missing': { script: refuses(404, "model 'fake' not found"), code: 'model-missing' },
  'a full queue': { script: refuses(503, 'server busy, please try again.'), code: 'model-unavailable' },
  'a crash of the runner': {
    script: refuses(500, 'llama runner process has terminated'),
    code: 'model-unavailable',
  },
  'a page of another server': {
    script: (response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>\n<body>hello</body></html>');
    },
    code: 'model-failed',
  },
  'a refusal that is not JSON': {
    script: (response) => {
      response.writeHead(418, { 'content-type': 'text/plain' });
      response.end('I am a teapot');
    },
    code: 'model-failed',
  },
  'an empty answer': { script: streams([]), code: 'model-failed' },
  'a stream cut inside a line': {
    script: streams([chatLine('{"sen'), '{"model":"fa']),
    code: 'model-failed',
  },
  'a connection that is cut': { script: streams([chatLine('{"sen')], 'cut'), code: 'model-unavailable' },
  'bytes that are not UTF-8': {
    script: streams([Buffer.from(chatLine('caf\u00e9 Z'), 'latin1'), lastLine()]),
    code: 'model-failed',
  },
  'a character cut at the end': {
    script: streams([chatLine('a'), Buffer.from('{"a":"é').subarray(0, 7)]),
    code: 'model-failed',
  },
  'an error in the stream': {
    script: streams([
      chatLine('{'),
      `${JSON.stringify({ error: 'an error was encountered while running the model' })}\n`,
    ]),
    code: 'model-failed',
  },
  'parts without a message': {
    script: streams([`${JSON.stringify({ done: false })}\n`]),
    code: 'model-failed',
  },
  'lines that are no objects': { script: streams(['17\n']), code: 'model-failed' },
  'a loop of a megabyte': {
    script: (response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      for (let part = 0; part < 1024; part++) response.write(chatLine('again and again '.repeat(64)));
      response.end(lastLine());
    },
    code: 'model-failed',
  },
  'silence before the headers': { script: () => {}, code: 'deadline-exceeded' },
  'silence after the first part': {
    script: (response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write(chatLine('{'));
    },
    code: 'deadline-exceeded',
  },
  'a slow drip': {
    script: (response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      const timer = setInterval(() => response.write(chatLine('x')), 20);
      response.on('close', () => clearInterval(timer));
    },
    code: 'deadline-exceeded',
  },
};

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  chats: Record<string, unknown>[],
  scripts: readonly ChatScript[],
): Promise<void> {
  const body: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) body.push(chunk);
  response.on('error', () => {});
  if (request.url === '/api/version') return void response.end(JSON.stringify({ version: '0.17.4' }));
  if (request.url === '/api/tags') {
    const model = { name: `${fakeModel}:latest`, model: `${fakeModel}:latest`, digest: 'abc123', size: 1 };
    return void response.end(JSON.stringify({ models: [model] }));
  }
  chats.push(JSON.parse(Buffer.concat(body).toString()) as Record<string, unknown>);
  const script = scripts[Math.min(chats.length, scripts.length) - 1];
  if (script === undefined) throw new Error('the server was given no script');
  await script(response, chats.at(-1) ?? {});
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

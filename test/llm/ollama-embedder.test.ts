import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createOllamaEmbedder } from '../../src/llm/ollama-embedder.ts';

const never = new AbortController().signal;
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An embedder of a server that answers /api/embed as `answer` says; texts of each call are recorded. */
async function embedderOf(
  answer: (texts: readonly string[], response: ServerResponse) => void,
  timeoutMs = 10_000,
) {
  const calls: (readonly string[])[] = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const { input, model } = JSON.parse(body) as { input: string[]; model: string };
    expect([request.url, model]).toEqual(['/api/embed', 'e']);
    calls.push(input);
    answer(input, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    embedder: createOllamaEmbedder({ host: `http://127.0.0.1:${port}`, model: 'e', timeoutMs }),
  };
}
const says = (value: unknown) => (_: readonly string[], response: ServerResponse) =>
  void response.end(JSON.stringify(value));

describe('the embedding model of an Ollama server', () => {
  it('gives a vector for each text, in calls of limited size', async () => {
    const { calls, embedder } = await embedderOf((texts, response) =>
      says({ embeddings: texts.map((text) => [Number(text), 0.5]) })(texts, response),
    );
    const texts = Array.from({ length: 40 }, (_, index) => String(index));
    const vectors = await embedder.embed(texts, never);
    expect(vectors.map(([first]) => first)).toEqual(texts.map(Number));
    expect(calls.map(({ length }) => length)).toEqual([16, 16, 8]);
    expect(await embedder.embed([], never)).toEqual([]);
  });

  it.each([
    ['another number of vectors', { embeddings: [[1]] }],
    ['vectors of different lengths', { embeddings: [[1], [1, 2]] }],
    ['empty vectors', { embeddings: [[], []] }],
    ['words', { embeddings: [['a'], ['b']] }],
    ['nothing', {}],
  ])('fails at %s', async (_, answer) => {
    const { embedder } = await embedderOf(says(answer));
    await expect(embedder.embed(['a', 'b'], never)).rejects.toMatchObject({ code: 'model-failed' });
  });

  it('says what is wrong with the server', async () => {
    const missing = await embedderOf((_, response) => {
      response.statusCode = 404;
      response.end('{"error":"model \\"e\\" not found"}');
    });
    await expect(missing.embedder.embed(['a'], never)).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining('ollama pull e'),
    });
    const { embedder } = await embedderOf(() => undefined, 40);
    await expect(embedder.embed(['a'], never)).rejects.toMatchObject({ code: 'deadline-exceeded' });
    await expect(embedder.embed(['a'], AbortSignal.abort())).rejects.toMatchObject({ code: 'interrupted' });
    const down = createOllamaEmbedder({ host: '127.0.0.1:1', model: 'e' });
    await expect(down.embed(['a'], never)).rejects.toMatchObject({ code: 'model-unavailable' });
  });
});

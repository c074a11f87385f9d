import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type {
  ComparisonRequest,
  ExplainRequest,
  ExplanationPart,
  FollowUpRequest,
  MessageRequest,
  NearRequest,
  OpinionList,
  OpinionsRequest,
  PathRequest,
  ProfileRequest,
  QueryList,
  QueryParameters,
  RecommendRequest,
  ServerStatus,
  StrikeRequest,
  StrikesRequest,
  TurnRequest,
  UserList,
  UsersRequest,
  WhyNotRequest,
  WhyRequest,
} from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import { findNamedQuery } from '../../engine/analysis/run-query.ts';
import type { Engine } from '../../engine/engine.ts';
import { clientSignal } from './client-signal.ts';
import { readQuery } from './read-query.ts';

const usersDefault = 20;

type Handler = (request: FastifyRequest, signal: AbortSignal) => Promise<unknown>;

/**
 * Adds the JSON routes. Each reads its message by the contract's schema (`request-invalid`, 400), asks the engine with
 * a signal that aborts when the client goes away, and answers with what the engine returned.
 */
export function registerRoutes(app: FastifyInstance, engine: Engine): void {
  const get = (url: string, handler: Handler): void => {
    app.get(url, (request, reply) => answer(handler, request, reply));
  };
  const post = (url: string, handler: Handler): void => {
    app.post(url, (request, reply) => answer(handler, request, reply));
  };
  registerReasonRoutes(get, post, engine);
  registerGraphRoutes(get, post, engine);
  registerStateRoutes(get, engine);
  app.post('/api/explain/stream', (request, reply) => explainInParts(engine, request, reply));
}

type Register = (url: string, handler: Handler) => void;

/** Rankings, their reasons, their words, and conversations. */
function registerReasonRoutes(get: Register, post: Register, engine: Engine): void {
  get('/api/recommendations', (request, signal) => engine.recommend(recommendRequest(request.query), signal));
  post('/api/recommendations', (request, signal) =>
    engine.recommend(
      parse<RecommendRequest>('recommend-request', request.body, 'body of POST /api/recommendations'),
      signal,
    ),
  );
  post('/api/why', (request, signal) =>
    engine.why(parse<WhyRequest>('why-request', request.body, 'body of POST /api/why'), signal),
  );
  get('/api/why-not', (request, signal) => {
    const where = 'query of GET /api/why-not';
    const given = typed(listed(request.query as Record<string, unknown>));
    return engine.whyNot(readQuery<WhyNotRequest>('why-not-request', given, ['limit'], where), signal);
  });
  post('/api/why-not', (request, signal) =>
    engine.whyNot(parse<WhyNotRequest>('why-not-request', request.body, 'body of POST /api/why-not'), signal),
  );
  get('/api/profile', (request, signal) =>
    engine.profile(
      readQuery<ProfileRequest>('profile-request', request.query, ['limit'], 'query of GET /api/profile'),
      signal,
    ),
  );
  get('/api/strikes', (request, signal) =>
    engine.strike(
      readQuery<StrikesRequest>('strikes-request', request.query, [], 'query of GET /api/strikes'),
      signal,
    ),
  );
  post('/api/strikes', (request, signal) =>
    engine.strike(parse<StrikeRequest>('strike-request', request.body, 'body of POST /api/strikes'), signal),
  );
  post('/api/explain', (request, signal) =>
    engine.explain(
      parse<ExplainRequest>('explain-request', request.body, 'body of POST /api/explain'),
      signal,
    ),
  );
  get('/api/conversations/:conversation', (request, signal) =>
    engine.showConversation((request.params as { conversation: string }).conversation, signal),
  );
  post('/api/conversations/message', (request, signal) =>
    engine.hearMessage(
      parse<MessageRequest>('message-request', request.body, 'body of POST /api/conversations/message'),
      signal,
    ),
  );
  post('/api/compare', (request, signal) =>
    engine.compare(
      parse<ComparisonRequest>('comparison-request', request.body, 'body of POST /api/compare'),
      signal,
    ),
  );
  post('/api/follow-up', (request, signal) =>
    engine.followUp(
      parse<FollowUpRequest>('follow-up-request', request.body, 'body of POST /api/follow-up'),
      signal,
    ),
  );
  post('/api/conversations/turn', (request, signal) =>
    engine.converse(
      parse<TurnRequest>('turn-request', request.body, 'body of POST /api/conversations/turn'),
      signal,
    ),
  );
}

/** What the graph holds: people, opinions, ways, what lies near, and the answers of named queries. */
function registerGraphRoutes(get: Register, post: Register, engine: Engine): void {
  get('/api/users', async (request, signal): Promise<UserList> => {
    const { text, limit } = readQuery<UsersRequest>(
      'users-request',
      request.query,
      ['limit'],
      'query of GET /api/users',
    );
    return { users: [...(await engine.users(text ?? '', limit ?? usersDefault, signal))] };
  });
  get('/api/opinions', async (request, signal): Promise<OpinionList> => {
    const where = 'query of GET /api/opinions';
    const { item, aspect } = readQuery<OpinionsRequest>('opinions-request', request.query, [], where);
    return { opinions: [...(await engine.opinions(item, aspect, signal))] };
  });
  get('/api/path', (request, signal) => {
    const where = 'query of GET /api/path';
    const integers = ['limit', 'lengthMax', 'timeoutMs'];
    return engine.findPaths(readQuery<PathRequest>('path-request', request.query, integers, where), signal);
  });
  post('/api/near', (request, signal) =>
    engine.near(parse<NearRequest>('near-request', request.body, 'body of POST /api/near'), signal),
  );
  get(
    '/api/queries',
    async (): Promise<QueryList> => ({
      queries: engine.queries().map((query) => ({
        ...query,
        params: query.params.map((param) => ({ ...param })),
        returns: [...query.returns],
      })),
    }),
  );
  post('/api/queries/:name', (request, signal) => {
    const { name } = request.params as { name: string };
    const query = findNamedQuery(engine.queries(), name);
    const where = `body of POST /api/queries/${query.name}`;
    return engine.runQuery(
      query.name,
      parse<QueryParameters>('query-parameters', request.body, where),
      signal,
    );
  });
}

/** How the server is. */
function registerStateRoutes(get: Register, engine: Engine): void {
  get('/api/status', async (_request, signal): Promise<ServerStatus> => {
    const status = await engine.modelStatus(signal);
    const model = status.available
      ? { available: true, name: status.name, reason: null, fix: null }
      : { available: false, name: null, reason: status.reason, fix: status.fix };
    return { store: engine.storeAddress, model };
  });
  get('/livez', async () => ({ status: 'ok' }));
  get('/readyz', async (_request, signal) => {
    await storeAnswers(engine, signal);
    return { status: 'ok', store: engine.storeAddress };
  });
}

/** Rejects when the store cannot be read. An empty store is ready: it waits for an import. */
async function storeAnswers(engine: Engine, signal: AbortSignal): Promise<void> {
  try {
    await engine.users('', 1, signal);
  } catch (error) {
    if (!(error instanceof EngineError && error.code === 'graph-empty')) throw error;
  }
}

/** `reasons` is the short name of `reasonsMax` in an address; `all` lifts the limit. */
function recommendRequest(query: unknown): RecommendRequest {
  const { reasons, ...rest } = query as Record<string, unknown>;
  const renamed = reasons === undefined ? rest : { ...rest, reasonsMax: reasons === 'all' ? null : reasons };
  const where = 'query of GET /api/recommendations';
  const given = typed(listed(renamed));
  return readQuery<RecommendRequest>('recommend-request', given, ['limit', 'reasonsMax'], where);
}

/** Fractions and truth values of an address as such; `quotas` and `settings` are for the body of a POST. */
function typed(query: Record<string, unknown>): Record<string, unknown> {
  const values = { ...query };
  for (const name of ['popularity', 'diversity']) {
    const value = values[name];
    if (typeof value === 'string' && /^-?\d{1,9}(\.\d{1,9})?$/u.test(value)) values[name] = Number(value);
  }
  for (const name of ['includeSeen', 'paths'])
    if (values[name] === 'true' || values[name] === 'false') values[name] = values[name] === 'true';
  return values;
}

/** One `likes=` in an address is a list of one. */
function listed(query: Record<string, unknown>): Record<string, unknown> {
  const lists = ['likes', 'dislikes'].filter((name) => typeof query[name] === 'string');
  return { ...query, ...Object.fromEntries(lists.map((name) => [name, [query[name]]])) };
}

/**
 * Streams an explanation as NDJSON, one part a line. What fails before the first part has a status of its own; what fails
 * later cannot, and ends the stream without its last part.
 */
async function explainInParts(
  engine: Engine,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const where = 'body of POST /api/explain/stream';
  const asked = parse<ExplainRequest>('explain-request', request.body, where);
  const parts = engine.explainStream(asked, clientSignal(reply))[Symbol.asyncIterator]();
  const first = await parts.next();
  return reply
    .type('application/x-ndjson; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(linesOf(first, parts));
}

function linesOf(
  first: IteratorResult<ExplanationPart>,
  parts: AsyncIterator<ExplanationPart>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<ExplanationPart>> | null = Promise.resolve(first);
  return new ReadableStream({
    pull: async (controller) => {
      const part = await (next ?? parts.next());
      next = null;
      if (part.done === true) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(part.value)}\n`));
    },
    cancel: async () => {
      await parts.return?.();
    },
  });
}

async function answer(handler: Handler, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const value = await handler(request, clientSignal(reply));
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(value));
}

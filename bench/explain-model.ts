import { parseArgs } from 'node:util';
import { startOllama } from '../scripts/servers/ollama.ts';
import type { Explanation } from '../src/contract/types.ts';
import { check } from '../src/contract/validate.ts';
import { judge } from '../src/core/explanation/gate.ts';
import type { Deps } from '../src/engine/deps.ts';
import { explain } from '../src/engine/explain.ts';
import { createGraphCache } from '../src/engine/load-graph.ts';
import { recommend } from '../src/engine/recommend.ts';
import { users } from '../src/engine/users.ts';
import { createOllamaModel } from '../src/llm/ollama-model.ts';
import type { ChatRequest, LanguageModel } from '../src/llm/port.ts';
import { sha256 } from '../src/open-graph.ts';
import { openSqliteStore } from '../src/store/sqlite-store.ts';
import { writeSeed } from '../test/store/seed-store.ts';
import { spread } from './figures/spread.ts';

const defaults = { requests: '500', rounds: '5', concurrency: '2', tokens: '48' };
const never = new AbortController().signal;

/**
 * Explains pairs of the seed with a real Ollama server whose model has random weights, and sends the same calls to the bare
 * server at the same concurrency, in turns. Prints calls a second of both and their ratio, and of all explanations how many
 * sentences the gate refuses when it judges them again, and how many records are incomplete. Options: --requests, --rounds,
 * --concurrency, --tokens (most that an answer may have; noise needs no more to be seen as such).
 */
export async function bench(args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { requests: option, rounds: option, concurrency: option, tokens: option },
  });
  const asked = { ...defaults, ...values };
  const [requests, rounds, concurrency, tokens] = [
    Number(asked.requests),
    Number(asked.rounds),
    Number(asked.concurrency),
    Number(asked.tokens),
  ];
  const store = openSqliteStore({ path: ':memory:', now: Date.now });
  await writeSeed(store, never);
  const server = await startOllama();
  try {
    const calls: ChatRequest[] = [];
    const real = createOllamaModel({ ...server, now: Date.now });
    const model: LanguageModel = {
      ...real,
      chat: (request, signal, onText) => {
        const call = { ...request, outputTokensMax: tokens };
        calls.push(call);
        return real.chat(call, signal, onText);
      },
    };
    const deps = {
      store,
      model,
      graph: createGraphCache(store, sha256),
      hash: sha256,
      now: Date.now,
      newId: () => 'bench',
      settings: { peopleMin: null },
    } as unknown as Deps;
    const all = await pairsOf(deps);
    const pairs = all.slice(0, requests);
    const manifest = (await deps.graph.current(never)).manifest;
    // The first call loads the model.
    for (const pair of all.slice(requests, requests + 1)) await explain(deps, pair, never);
    const explanations: Explanation[] = [];
    const ratios: number[] = [];
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      calls.length = 0;
      const part = pairs.filter((_, index) => index % rounds === round);
      const mine = await perSecond(part, concurrency, async (pair) => {
        explanations.push(await explain(deps, pair, never));
      });
      const made = calls.slice();
      ours.push((mine * made.length) / part.length);
      bare.push(await perSecond(made, concurrency, (call) => bareCall(server, call)));
      ratios.push((ours.at(-1) ?? 0) / (bare.at(-1) ?? 1));
    }
    console.log(
      `${explanations.length} explanations, at most ${tokens} tokens an answer, ${concurrency} at a time`,
    );
    console.log(`calls of the model a second, ours: ${spread(ours, 1)}`);
    console.log(`calls of the model a second, bare: ${spread(bare, 1)}`);
    console.log(`ours by bare, round by round: ${spread(ratios, 3)}`);
    const refused = explanations.filter((one) => !isGrounded(one, manifest.item));
    const incomplete = explanations.filter((one) => !check('explanation', one).ok);
    const rungs = explanations.map(({ rung }) => rung);
    console.log(`explanations with a sentence that the gate refuses: ${refused.length}`);
    console.log(`records that are incomplete: ${incomplete.length}`);
    for (const rung of new Set(rungs))
      console.log(`  by ${rung}: ${rungs.filter((one) => one === rung).length}`);
  } finally {
    await server.stop();
    await store.close();
  }
}

async function pairsOf(deps: Deps): Promise<{ user: string; item: string }[]> {
  const pairs = [];
  for (const { id: user } of await users(deps, { text: '', limit: 1000 }, never)) {
    const { items } = await recommend(deps, { user, reasonsMax: 1 }, never);
    for (const { id: item } of items) pairs.push({ user, item });
  }
  return pairs;
}

function isGrounded(explanation: Explanation, noun: { one: string; many: string }): boolean {
  const { sentences, evidence, item } = explanation;
  if (sentences.length === 0) return evidence.every((one) => one.kind !== 'reason');
  return judge({ sentences, evidence, itemName: item.name ?? item.id ?? '', noun }).accepted;
}

async function bareCall(server: { host: string; model: string }, call: ChatRequest): Promise<void> {
  const response = await fetch(`${server.host}/api/chat`, {
    method: 'POST',
    body: JSON.stringify({
      model: server.model,
      messages: call.messages,
      format: call.format,
      truncate: false,
      shift: false,
      stream: true,
      options: {
        num_ctx: call.contextTokens,
        num_predict: call.outputTokensMax,
        seed: call.seed,
        temperature: call.temperature,
      },
    }),
  });
  // A refusal counts as an answer here as it does in ours.
  await response.text().catch(() => '');
}

/** Pieces of work a second with so many at a time. */
async function perSecond<Piece>(
  pieces: readonly Piece[],
  concurrency: number,
  work: (piece: Piece) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now();
  const rest = pieces.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const piece of rest) await work(piece);
    }),
  );
  return (1000 * pieces.length) / (performance.now() - startedAt);
}

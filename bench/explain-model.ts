import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type OllamaAddress, startOllama } from '../scripts/servers/ollama.ts';
import type { Explanation, GraphManifest } from '../src/contract/types.ts';
import { check } from '../src/contract/validate.ts';
import { acceptsEach } from '../src/core/explanation/gate/gate.ts';
import type { Deps } from '../src/engine/deps.ts';
import { explainMany } from '../src/engine/explanation/explain-many.ts';
import { createGraphCache } from '../src/engine/graph/load-graph.ts';
import { recommend } from '../src/engine/ranking/recommend.ts';
import { users } from '../src/engine/users.ts';
import { openPairs } from '../src/files/read-pairs.ts';
import { openRejects } from '../src/files/rejects.ts';
import { openResults } from '../src/files/results-file.ts';
import { createOllamaModel } from '../src/llm/ollama-model.ts';
import type { ChatRequest } from '../src/llm/port.ts';
import { sha256 } from '../src/open-graph.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import { writeSeed } from '../test/store/seed-store.ts';
import { spread } from './figures/spread.ts';

const defaults = { requests: '500', rounds: '100', concurrency: '2', tokens: '160' };
const never = new AbortController().signal;

interface Pair {
  readonly user: string;
  readonly item: string;
}

/**
 * Explains pairs of the seed as a batch into files with a real Ollama server whose model has random weights, and sends the
 * same calls (prompts, options, schema, order) to the bare server at the same concurrency, round by round in turn. Prints calls
 * a second of both and their ratio; then reads the output file again, and prints how many of the sentences shown the gate
 * refuses and how many records are incomplete. A call of ours is never tried again, so that calls are calls of the server.
 * Options: --requests, --rounds, --concurrency, --tokens (most that an answer may have; most answers are whole by
 * then, and noise needs no more to be seen as such).
 */
export async function bench(args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { requests: option, rounds: option, concurrency: option, tokens: option },
  });
  const asked = { ...defaults, ...values };
  const count = {
    requests: Number(asked.requests),
    rounds: Number(asked.rounds),
    concurrency: Number(asked.concurrency),
    tokens: Number(asked.tokens),
  };
  const folder = await mkdtemp(join(tmpdir(), 'whypath-bench-'));
  const server = await startOllama();
  try {
    const { deps, calls, close } = await seedDeps(server, folder, count.tokens);
    const [warm, ...pairs] = (await pairsOf(deps)).slice(0, count.requests + 1);
    // The first call loads the model.
    if (warm !== undefined) await explainAll(deps, [warm], join(folder, 'warm'), 1);
    console.log(
      `${pairs.length} requests in ${count.rounds} rounds, at most ${count.tokens} tokens an answer, ${count.concurrency} calls at a time`,
    );
    const measured = await rounds(deps, server, calls, pairs, folder, count);
    console.log(`calls of the model a second, ours: ${spread(measured.map(rateOf('ours')), 1)}`);
    console.log(`calls of the model a second, bare: ${spread(measured.map(rateOf('bare')), 1)}`);
    console.log(`ours by bare, over all rounds: ${pooledRatio(measured)}`);
    const { manifest } = await deps.graph.current(never);
    const files = measured.map((_, round) => readFile(outputOf(roundFolder(folder, round)), 'utf8'));
    printRecords((await Promise.all(files)).join(''), pairs.length, manifest);
    await close();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The engine's parts as a command opens them, over a store in a file, with every call of the model on record. */
async function seedDeps(
  server: OllamaAddress,
  folder: string,
  tokens: number,
): Promise<{ deps: Deps; calls: ChatRequest[]; close: () => Promise<void> }> {
  const store = openSqliteStore({ path: join(folder, 'graph.db'), now: Date.now });
  await writeSeed(store, never);
  const calls: ChatRequest[] = [];
  const real = createOllamaModel({ ...server, now: Date.now, retryWaitsMs: [] });
  const deps: Deps = {
    store,
    model: {
      ...real,
      chat: (request, signal, onText) => {
        const call = { ...request, outputTokensMax: tokens };
        calls.push(call);
        return real.chat(call, signal, onText);
      },
    },
    graph: createGraphCache(store, sha256),
    hash: sha256,
    now: Date.now,
    newId: () => 'bench',
    settings: { peopleMin: null },
  };
  return { deps, calls, close: () => store.close() };
}

/** Pairs whose item is recommended to the user for a reason that can be told. */
async function pairsOf(deps: Deps): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const { id: user } of await users(deps, { text: '', limit: 1000 }, never)) {
    const { items } = await recommend(deps, { user, reasonsMax: 1 }, never);
    for (const { id: item, reasons } of items) if (reasons.length > 0) pairs.push({ user, item });
  }
  return pairs;
}

/** One round: how many calls, and the seconds that they took each way. */
interface Round {
  readonly calls: number;
  readonly ours: number;
  readonly bare: number;
}

async function rounds(
  deps: Deps,
  server: OllamaAddress,
  calls: ChatRequest[],
  pairs: readonly Pair[],
  folder: string,
  count: { readonly rounds: number; readonly concurrency: number },
): Promise<Round[]> {
  const measured: Round[] = [];
  for (let round = 0; round < count.rounds; round++) {
    calls.length = 0;
    const part = pairs.filter((_, index) => index % count.rounds === round);
    const ours = await explainAll(deps, part, roundFolder(folder, round), count.concurrency);
    const made = calls.slice();
    const bare = await bareAll(server, made, count.concurrency);
    measured.push({ calls: made.length, ours, bare });
    if ((round + 1) % Math.ceil(count.rounds / 10) === 0)
      console.log(`${round + 1} rounds: ours by bare ${pooledRatio(measured)}`);
  }
  return measured;
}

function rateOf(way: 'ours' | 'bare'): (round: Round) => number {
  return (round) => round.calls / round[way];
}

/** Calls a second of ours by those of the bare server over all rounds, with the standard error of a jackknife over rounds. */
function pooledRatio(all: readonly Round[]): string {
  const sum = (way: 'ours' | 'bare'): number => all.reduce((total, round) => total + round[way], 0);
  const [ours, bare] = [sum('ours'), sum('bare')];
  const without = all.map((round) => (bare - round.bare) / (ours - round.ours));
  const middle = without.reduce((total, ratio) => total + ratio, 0) / all.length;
  const squares = without.reduce((total, ratio) => total + (ratio - middle) ** 2, 0);
  const error = Math.sqrt((squares * (all.length - 1)) / all.length);
  return `${(bare / ours).toFixed(3)} (standard error ${error.toFixed(3)})`;
}

/** Each round writes into a file of its own: a long file takes time to open, which a batch does once. */
function roundFolder(folder: string, round: number): string {
  return join(folder, String(round));
}

function outputOf(folder: string): string {
  return join(folder, 'texts.jsonl');
}

/** Seconds that a batch of pairs takes. */
async function explainAll(
  deps: Deps,
  pairs: readonly Pair[],
  folder: string,
  concurrency: number,
): Promise<number> {
  await mkdir(folder);
  const input = join(folder, 'pairs.jsonl');
  await writeFile(input, pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
  const startedAt = performance.now();
  await explainMany(
    deps,
    {
      pairs: openPairs(input),
      results: openResults(outputOf(folder)),
      failures: openRejects(join(folder, 'failed.jsonl')),
      concurrency,
      onProgress: () => {},
    },
    never,
  );
  return (performance.now() - startedAt) / 1000;
}

/** Seconds that the calls take without us. */
async function bareAll(
  server: OllamaAddress,
  calls: readonly ChatRequest[],
  concurrency: number,
): Promise<number> {
  const startedAt = performance.now();
  const rest = calls.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const call of rest) await bareCall(server, call);
    }),
  );
  return (performance.now() - startedAt) / 1000;
}

async function bareCall(server: OllamaAddress, call: ChatRequest): Promise<void> {
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

/** What stands in the output file: one record a request, each by its schema, each sentence once more through the gate. */
function printRecords(lines: string, requests: number, manifest: GraphManifest): void {
  const values = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
  const records = values.flatMap((value) => {
    const read = check<Explanation>('explanation', value);
    return read.ok && isComplete(read.value) ? [read.value] : [];
  });
  const shown = records.flatMap((record) => record.sentences.map((sentence) => ({ record, sentence })));
  const ungrounded = shown.filter(
    ({ record: { evidence, item }, sentence }) =>
      !acceptsEach({
        sentences: [sentence],
        evidence,
        itemName: item.name ?? item.id ?? '',
        noun: manifest.item,
      }),
  );
  console.log(
    `sentences that the gate refuses when it judges them again: ${ungrounded.length} of ${shown.length}`,
  );
  console.log(`records complete: ${records.length} of ${requests}`);
  for (const rung of new Set(records.map((record) => record.rung)))
    console.log(`  by ${rung}: ${records.filter((record) => record.rung === rung).length}`);
  const attempts = records.flatMap((record) => record.attempts);
  const whole = attempts.filter(
    ({ problems }) => !problems.some((problem) => /not JSON|limit of tokens/u.test(problem)),
  );
  const uncounted = attempts.filter(({ outputTokens }) => outputTokens === null);
  console.log(
    `answers: ${attempts.length}, of which ${whole.length} were whole JSON and met the gate, and on ${uncounted.length} the server gave up`,
  );
}

/** Whether a record says all that happened: a text with its sentences, and each call of the model with its verdict. */
function isComplete({ text, sentences, attempts, modelDigest }: Explanation): boolean {
  return (
    text !== '' &&
    sentences.length > 0 &&
    modelDigest !== null &&
    attempts.length > 0 &&
    attempts.every(({ verdict }) => verdict !== 'failed')
  );
}

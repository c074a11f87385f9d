import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ExplainRequest, GraphManifest } from '../src/contract/types.ts';
import { idAt } from '../src/core/graph/keys.ts';
import { createRandom } from '../src/core/random.ts';
import { scoreUser, seenItems } from '../src/core/ranking/score-user.ts';
import { topK } from '../src/core/ranking/top-k.ts';
import type { Deps } from '../src/engine/deps.ts';
import { benchmarkGraph } from '../src/engine/evaluate/benchmark-graph.ts';
import { explainMany } from '../src/engine/explanation/explain-many.ts';
import { readRankingData } from '../src/files/evaluation/ranking-data.ts';
import type { PairSource } from '../src/files/port.ts';
import { openRejects } from '../src/files/rejects.ts';
import { openResults } from '../src/files/results-file.ts';
import { createScriptedModel } from '../src/llm/scripted-model.ts';
import { sha256 } from '../src/open-graph.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import { spread } from './figures/spread.ts';

const defaults = { users: '100', items: '10', rounds: '3' };
const seed = 1;
const never = new AbortController().signal;
const noModel = { available: false, reason: 'none', fix: 'none' } as const;

/**
 * Explains the best items of some users by template, from a graph in memory to a durable row of the embedded store and a
 * line of a file each, and prints explanations a second of wall time and of processor time, with and without the sentence
 * on where the item would stand without what carries it most. Options: --data (a folder of the ranking layout, required),
 * --users, --items (of each user), --rounds.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { data: option, users: option, items: option, rounds: option },
  });
  if (values.data === undefined) {
    console.log('skipped: give --data a folder of the ranking layout');
    return;
  }
  const counts = { ...defaults, ...values };
  const data = await readRankingData(values.data, never);
  const graph = benchmarkGraph(data, [data.train], sha256());
  const pairs = pairsOf(graph, Number(counts.users), Number(counts.items));
  console.log(`${data.name}: ${pairs.length} pairs, ${counts.items} of each user, generator seed ${seed}`);
  for (const counterfactual of [false, true]) {
    const walls: number[] = [];
    const processors: number[] = [];
    for (let round = 0; round <= Number(counts.rounds); round++) {
      const asked = pairs.map((pair) => ({ ...pair, counterfactual }));
      const { wall, processor } = await measured(graph, asked);
      if (round === 0) continue;
      walls.push(pairs.length / wall);
      processors.push(pairs.length / processor);
    }
    const what = counterfactual ? 'with where it would stand otherwise' : 'reasons and wording';
    console.log(`${what}: ${spread(walls, 0)} a second, ${spread(processors, 0)} a second of processor time`);
  }
}

type Graph = ReturnType<typeof benchmarkGraph>;

function pairsOf(graph: Graph, users: number, items: number): ExplainRequest[] {
  const random = createRandom(seed);
  const all = [...graph.userNodes.values()];
  return Array.from({ length: users }, () => {
    const user = all[Math.floor(random() * all.length)]!;
    const best = topK(scoreUser(graph.index, user).scores, seenItems(graph.index, user), items);
    return [...best].map((position) => ({
      user: idAt(graph.snapshot.keys, user),
      item: idAt(graph.snapshot.keys, graph.index.itemStart + position),
    }));
  }).flat();
}

/** Seconds of one run over a fresh store and file. */
async function measured(
  graph: Graph,
  pairs: readonly ExplainRequest[],
): Promise<{ readonly wall: number; readonly processor: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'whypath-bench-'));
  const store = openSqliteStore({ path: join(folder, 'graph.db'), now: Date.now });
  try {
    await store.migrate(never);
    const output = join(folder, 'texts.jsonl');
    const before = process.cpuUsage();
    const startedAt = performance.now();
    const report = await explainMany(
      depsOf(graph, store),
      {
        pairs: sourceOf(pairs),
        results: openResults(output),
        failures: openRejects(`${output}.failed.jsonl`),
        concurrency: 1,
        onProgress: () => {},
      },
      never,
    );
    const { user, system } = process.cpuUsage(before);
    if (report.failed > 0) throw new Error(`${report.failed} pairs failed`);
    return { wall: (performance.now() - startedAt) / 1000, processor: (user + system) / 1e6 };
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

function depsOf(graph: Graph, store: Deps['store']): Deps {
  const manifest: GraphManifest = graph.manifest;
  return {
    store,
    model: createScriptedModel([], noModel),
    graph: { current: async () => ({ ...graph, manifest }) },
    hash: sha256,
    now: Date.now,
    newId: () => 'bench',
    settings: { peopleMin: null },
  } as unknown as Deps;
}

function sourceOf(pairs: readonly ExplainRequest[]): PairSource {
  return {
    count: async () => pairs.length,
    rows: async function* () {
      for (const [index, row] of pairs.entries())
        yield { file: 'pairs', line: index + 1, bytesRead: 0, row: { ...row } };
    },
  } as PairSource;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createInlineCompute } from '../src/compute/inline-compute.ts';
import type { Compute, NearQuestion } from '../src/compute/port.ts';
import { createThreadedCompute } from '../src/compute/threaded-compute.ts';
import { createRandom } from '../src/core/random.ts';
import { type PageRankQuestion, solvePageRank } from '../src/core/ranking/pagerank/solve-pagerank.ts';
import { buildUndirectedGraph, type UndirectedGraph } from '../src/core/ranking/pagerank/undirected-graph.ts';
import { topK } from '../src/core/ranking/top-k.ts';
import { median, spread } from './figures/spread.ts';
import { startGds } from './pagerank/gds-peer.ts';
import { overlapOf, type PeerQuestion, type PeerRound, type Peers } from './pagerank/peers.ts';
import { type BipartiteProblem, bipartiteProblem } from './pagerank/problem.ts';
import { peersPython, startPeers } from './pagerank/python-peers.ts';

const defaults = { sources: '30', rounds: '5', threads: '2', budget: '4', items: '25000', users: '70000' };
const restart = 0.15;
const bestCount = 100;
const qualityMin = 0.99;
const blockSize = 64;
const seed = 1;
/** From loose to tight; each solver gets the first that suffices. */
const epsilons = [0.05, 0.04, 0.03, 0.02, 0.015, 0.01, 0.005, 0.001];
const never = new AbortController().signal;

/**
 * Solves personalised PageRank from the same users over the same graph with ours and with the Python libraries of
 * bench/peers/requirements.txt, in turns, each at the loosest setting that keeps the best 100 items of five of them to .99
 * of the exact ones, and prints milliseconds a source, the overlap on all, and how many times faster ours is than the
 * fastest of the others in the same round. Options: --data (a folder of the ranking layout; else an invented shop
 * of --items and --users), --gds (also Neo4j with Graph Data Science, which is started for it), --peers
 * (beginnings of names by commas, such as SciPy,igraph), --sources, --rounds,
 * --threads, --budget (seconds a library and round).
 */
export async function bench(args: readonly string[]): Promise<void> {
  const options = optionsOf(args);
  const problem = await bipartiteProblem(options);
  const startedAt = performance.now();
  const graph = buildUndirectedGraph(problem.nodeCount, [problem.forward]);
  console.log(
    `${problem.name}: ${problem.nodeCount} nodes, ${2 * problem.forward.targets.length} directed edges, laid out in ${(performance.now() - startedAt).toFixed(0)} ms`,
  );
  const question = questionOf(problem, graph, options);
  const folder = await mkdtemp(join(tmpdir(), 'whypath-bench-'));
  const python = peersPython();
  const peers: Peers[] = [];
  const computes = [createInlineCompute(), createThreadedCompute({ threads: options.threads })];
  try {
    if (python === null) console.log('No Python libraries: see bench/peers/requirements.txt.');
    else peers.push(await startPeers(python, problem, question, folder));
    if (options.gds) peers.push(await startGds(problem, question));
    await compare(problem, graph, question, computes, peers, options.rounds);
  } finally {
    await Promise.all([...peers.map((peer) => peer.end()), ...computes.map((compute) => compute.close())]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Options {
  readonly data: string | null;
  readonly gds: boolean;
  readonly peers: readonly string[];
  readonly items: number;
  readonly users: number;
  readonly sources: number;
  readonly rounds: number;
  readonly threads: number;
  readonly budget: number;
}

function optionsOf(args: readonly string[]): Options {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: option,
      peers: option,
      sources: option,
      rounds: option,
      threads: option,
      budget: option,
      items: option,
      users: option,
      gds: { type: 'boolean' },
    },
  });
  const { data, gds = false, peers, ...numbers } = { ...defaults, ...values };
  const of = (name: keyof typeof defaults): number => {
    const value = Number(numbers[name]);
    if (!(value > 0)) throw new Error(`--${name} must be a number above 0`);
    return value;
  };
  return {
    data: data ?? null,
    gds,
    peers: peers?.split(',') ?? [],
    items: of('items'),
    users: of('users'),
    sources: of('sources'),
    rounds: of('rounds'),
    threads: of('threads'),
    budget: of('budget'),
  };
}

/** Draws users with at least one item and finds the exact best items of each. */
function questionOf(problem: BipartiteProblem, graph: UndirectedGraph, options: Options): PeerQuestion {
  const random = createRandom(seed);
  const sources: number[] = [];
  while (sources.length < options.sources) {
    const row = Math.floor(random() * (problem.forward.offsets.length - 1));
    const user = problem.forward.firstNode + row;
    const count = problem.forward.offsets[row + 1]! - problem.forward.offsets[row]!;
    if (count > 0 && !sources.includes(user)) sources.push(user);
  }
  const exact = { restartProbability: restart, epsilon: 1e-11, passesMax: 1000 };
  const best = sources.map((source) =>
    bestItems(problem, solvePageRank(graph, questionAt(source), exact).scores),
  );
  const { budget: budgetSeconds } = options;
  return {
    restart,
    sources,
    best,
    calibration: 5,
    qualityMin,
    budgetSeconds,
    blockSize,
    peers: options.peers,
  };
}

function questionAt(source: number): PageRankQuestion {
  return { restart: { nodes: Uint32Array.of(source), weights: Float64Array.of(1) }, start: null };
}

function nearAt(source: number): NearQuestion {
  return { ...questionAt(source), excluded: new Uint32Array(0) };
}

function bestItems({ itemStart, itemEnd }: BipartiteProblem, scores: Float64Array): readonly number[] {
  const items = scores.slice(itemStart, itemEnd);
  return topK(items, new Uint8Array(items.length), bestCount).map((item) => itemStart + item);
}

async function compare(
  problem: BipartiteProblem,
  graph: UndirectedGraph,
  question: PeerQuestion,
  computes: readonly Compute[],
  peers: readonly Peers[],
  rounds: number,
): Promise<void> {
  const epsilon = await epsilonFor(problem, graph, question);
  console.log(`ours: epsilon ${epsilon}`);
  for (const peer of peers) {
    for (const [name, { setting, overlap }] of Object.entries(await peer.calibrate()))
      console.log(
        `${name}: setting ${setting}, overlap ${overlap.toFixed(3)} on ${question.calibration} sources`,
      );
  }
  const measured: PeerRound[] = [];
  // Round 0 warms up and does not count.
  for (let round = 0; round <= rounds; round++) {
    const ours = await ourRound(problem, graph, question, computes, epsilon);
    const others: PeerRound[] = [];
    for (const peer of peers) others.push(await peer.round());
    if (round > 0) measured.push(Object.assign({}, ours, ...others) as PeerRound);
  }
  report(measured);
}

async function epsilonFor(
  problem: BipartiteProblem,
  graph: UndirectedGraph,
  question: PeerQuestion,
): Promise<number> {
  for (const epsilon of epsilons) {
    const options = { restartProbability: restart, epsilon, passesMax: 1000 };
    const overlaps = question.sources.slice(0, question.calibration).map((source, position) => {
      const { scores } = solvePageRank(graph, questionAt(source), options);
      return overlapOf(bestItems(problem, scores), question.best[position] ?? []);
    });
    if (overlaps.reduce((sum, overlap) => sum + overlap, 0) / overlaps.length >= qualityMin) return epsilon;
  }
  throw new Error(`No epsilon down to ${epsilons.at(-1)} keeps the best ${bestCount} items.`);
}

const oursPrefix = 'ours, ';

async function ourRound(
  problem: BipartiteProblem,
  graph: UndirectedGraph,
  question: PeerQuestion,
  computes: readonly Compute[],
  epsilon: number,
): Promise<PeerRound> {
  const options = { restartProbability: restart, epsilon, passesMax: 1000 };
  const round: Record<string, (readonly [number, number])[]> = {};
  const wanted = { range: { start: problem.itemStart, end: problem.itemEnd }, k: bestCount };
  const overlapAt = (position: number, nodes: readonly number[]): number =>
    overlapOf(nodes, question.best[position] ?? []);
  for (const compute of computes) {
    const threads = compute.threads === 1 ? '1 thread' : `${compute.threads} threads`;
    const alone: (readonly [number, number])[] = [];
    for (const [position, source] of question.sources.entries()) {
      const startedAt = performance.now();
      const [found] = await compute.pageRank(graph, [nearAt(source)], options, wanted, never);
      alone.push([performance.now() - startedAt, overlapAt(position, found!.nodes)]);
    }
    round[`${oursPrefix}one source, ${threads}`] = alone;
    const block = Array.from({ length: blockSize }, (_, position) => position % question.sources.length);
    const questions = block.map((position) => nearAt(question.sources[position]!));
    const startedAt = performance.now();
    const found = await compute.pageRank(graph, questions, options, wanted, never);
    const milliseconds = (performance.now() - startedAt) / blockSize;
    round[`${oursPrefix}batches of ${blockSize}, ${threads}`] = found.map(({ nodes }, position) => [
      milliseconds,
      overlapAt(block[position]!, nodes),
    ]);
  }
  return round;
}

function report(rounds: readonly PeerRound[]): void {
  const names = Object.keys(rounds[0] ?? {});
  const times = (round: PeerRound, name: string): number =>
    median((round[name] ?? []).map(([milliseconds]) => milliseconds));
  console.log(`\nmilliseconds a source, medians of ${rounds.length} rounds (smallest to largest)`);
  for (const name of names) {
    const overlaps = rounds.flatMap((round) => (round[name] ?? []).map(([, overlap]) => overlap));
    const overlap = overlaps.reduce((sum, value) => sum + value, 0) / overlaps.length;
    const all = rounds.map((round) => times(round, name));
    console.log(`${name.padEnd(34)} ${spread(all, 2).padEnd(36)} top ${bestCount}: ${overlap.toFixed(4)}`);
  }
  const isOurs = (name: string): boolean => name.startsWith(oursPrefix);
  const peers = names.filter((name) => !isOurs(name));
  if (peers.length === 0) return;
  const fastest = rounds.map((round) =>
    peers.reduce((best, name) => (times(round, name) < times(round, best) ? name : best)),
  );
  console.log(
    `\ntimes faster than the fastest other of the same round (${[...new Set(fastest)].join('; ')})`,
  );
  for (const name of names.filter(isOurs)) {
    const ratios = rounds.map((round, position) => times(round, fastest[position]!) / times(round, name));
    console.log(`${name.padEnd(34)} ${spread(ratios, 1)}`);
  }
}

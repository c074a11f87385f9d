import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { createThreadedCompute } from '../src/compute/threaded-compute.ts';
import { createShop } from '../src/core/demo/shop.ts';
import { shopManifest } from '../src/core/demo/shop-manifest.ts';
import { shopSnapshot } from '../src/core/demo/shop-snapshot.ts';
import { labelRange } from '../src/core/graph/keys.ts';
import { pageRankOptionsDefault } from '../src/core/ranking/pagerank/solve-pagerank.ts';
import { buildUndirectedGraph } from '../src/core/ranking/pagerank/undirected-graph.ts';
import { buildRankingIndex } from '../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../src/core/ranking/score-user.ts';
import { topK } from '../src/core/ranking/top-k.ts';
import { sha256 } from '../src/open-graph.ts';
import { openSnapshotFile } from '../src/store/snapshot-file.ts';
import { arrayBytes } from './figures/array-bytes.ts';
import { type Chart, logLogCharts } from './figures/log-log-chart.ts';
import { median, spread } from './figures/spread.ts';

const defaults = { sizes: '10000,100000,1000000,10000000', rounds: '3' };
const seed = 1;
/** Relationships that the shop has for each of its users, about. */
const perUser = 17;
const questionsOfAUser = 8;
const never = new AbortController().signal;
const run = promisify(execFile);

/** Figures of one process; seconds, or megabytes where the name says so. */
type Figures = Readonly<Record<string, number | string>>;

/**
 * Measures time and memory of invented shops of 10⁴ to 10⁷ relationships, each round in processes of their own: making the
 * graph, then opening it from its file to the first recommendation, and PageRank. Prints medians with spread and draws
 * them. Options: --sizes (relationships, by commas), --rounds, --svg (a file to draw to, such as docs/growth.svg).
 */
export async function bench(args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { sizes: option, rounds: option, svg: option, step: option, folder: option, id: option },
  });
  const { sizes, rounds, svg, step, folder, id } = { ...defaults, ...values };
  if (step !== undefined && folder !== undefined) {
    console.log(
      JSON.stringify(await (step === 'make' ? make(folder, Number(sizes)) : open(folder, id ?? ''))),
    );
    return;
  }
  const measured: Measured[] = [];
  for (const size of sizes.split(',').map(Number)) measured.push(await measure(size, Number(rounds)));
  if (svg !== undefined) await writeFile(svg, logLogCharts(chartsOf(measured)));
}

interface Measured {
  readonly relationships: number;
  readonly rounds: readonly Figures[];
}

async function measure(size: number, rounds: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'whypath-bench-'));
  try {
    const found: Figures[] = [];
    for (let round = 0; round < rounds; round++) {
      const made = await child('make', folder, size, '');
      found.push({ ...made, ...(await child('open', folder, size, String(made['id']))) });
    }
    const relationships = Number(found[0]?.['relationships']);
    console.log(`\n${relationships} relationships, ${found[0]?.['nodes']} nodes`);
    for (const [name, { digits }] of Object.entries(rows))
      console.log(
        `${name.padEnd(40)} ${spread(
          found.map((figures) => Number(figures[name])),
          digits,
        )}`,
      );
    return { relationships, rounds: found };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is printed, and the chart it is drawn in. */
const rows: Readonly<Record<string, { readonly digits: number; readonly chart: 'time' | 'memory' }>> = {
  'make the graph, s': { digits: 3, chart: 'time' },
  'start to first recommendation, s': { digits: 3, chart: 'time' },
  'lay out for PageRank, s': { digits: 3, chart: 'time' },
  'a recommendation, s': { digits: 5, chart: 'time' },
  'PageRank of one source, s': { digits: 5, chart: 'time' },
  'peak while made, MB': { digits: 0, chart: 'memory' },
  'arrays, MB': { digits: 1, chart: 'memory' },
  'resident after the answers, MB': { digits: 0, chart: 'memory' },
};

async function make(folder: string, size: number): Promise<Figures> {
  const users = Math.round(size / perUser);
  const shop = createShop({ users, items: Math.max(50, Math.round(users / 10)), seed });
  const startedAt = performance.now();
  const snapshot = shopSnapshot(shop, sha256());
  const seconds = (performance.now() - startedAt) / 1000;
  const peak = process.resourceUsage().maxRSS / 1000;
  await openSnapshotFile(join(folder, 'graph.snapshot')).write(snapshot, never);
  return {
    id: snapshot.id,
    relationships: snapshot.relations.reduce((sum, { edgeCount }) => sum + edgeCount, 0),
    nodes: snapshot.keys.count,
    'make the graph, s': seconds,
    'peak while made, MB': peak,
  };
}

async function open(folder: string, id: string): Promise<Figures> {
  const archive = openSnapshotFile(join(folder, 'graph.snapshot'));
  const snapshot = await archive.read({ revision: 0, id }, never);
  if (snapshot === null) throw new Error('the file is not that of this snapshot');
  const index = buildRankingIndex(snapshot, shopManifest);
  const users = labelRange(snapshot.keys, 'User');
  const recommend = (user: number): void => {
    topK(scoreUser(index, user).scores, seenItems(index, user), 10);
  };
  recommend(users.start);
  // From the start of the process, loading of code included.
  const first = performance.now() / 1000;
  const someUsers = Array.from({ length: questionsOfAUser }, (_, place) =>
    Math.floor(users.start + ((place + 0.5) / questionsOfAUser) * (users.end - users.start)),
  );
  const recommendations = someUsers.map((user) => secondsOf(() => recommend(user)));
  const laidOutAt = performance.now();
  const graph = buildUndirectedGraph(
    snapshot.keys.count,
    snapshot.relations.map(({ forward }) => forward),
  );
  const layout = (performance.now() - laidOutAt) / 1000;
  const compute = createThreadedCompute({ threads: 2 });
  const ranks: number[] = [];
  for (const user of someUsers) {
    const nodes = Uint32Array.of(user);
    const question = { restart: { nodes, weights: Float64Array.of(1) }, start: null, excluded: nodes };
    const wanted = { range: labelRange(snapshot.keys, 'Item'), k: 100 };
    const startedAt = performance.now();
    await compute.pageRank(graph, [question], pageRankOptionsDefault, wanted, never);
    ranks.push((performance.now() - startedAt) / 1000);
  }
  await compute.close();
  return {
    'start to first recommendation, s': first,
    'lay out for PageRank, s': layout,
    'a recommendation, s': median(recommendations),
    'PageRank of one source, s': median(ranks),
    'arrays, MB': arrayBytes(snapshot) / 1e6,
    'resident after the answers, MB': process.resourceUsage().maxRSS / 1000,
  };
}

function secondsOf(work: () => void): number {
  const startedAt = performance.now();
  work();
  return (performance.now() - startedAt) / 1000;
}

async function child(step: string, folder: string, size: number, id: string): Promise<Figures> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const args = ['growth', '--step', step, '--folder', folder, '--sizes', String(size), '--id', id];
  const { stdout } = await run(process.execPath, ['--max-old-space-size=8192', main, ...args]);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '{}') as Figures;
}

function chartsOf(measured: readonly Measured[]): Chart[] {
  const chart = (kind: 'time' | 'memory', title: string, yTitle: string): Chart => ({
    title,
    xTitle: 'relationships',
    yTitle,
    series: Object.entries(rows)
      .filter(([, row]) => row.chart === kind)
      .map(([name]) => ({
        name,
        points: measured.map(({ relationships, rounds }) => [
          relationships,
          median(rounds.map((figures) => Number(figures[name]))),
        ]),
      })),
  });
  return [
    chart('time', 'Time by size of the graph', 'seconds'),
    chart('memory', 'Memory by size of the graph', 'MB'),
  ];
}

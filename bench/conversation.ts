/**
 * `npm run bench -- conversation [--items N] [--attributes N] [--users N] [--conversations N] [--turns N] [--values N]
 * [--seed N]`: how long a turn takes on a generated graph, and what live conversations take of memory. All conversations go on
 * in turn, half of them with known users and half opened by an attribute or an item, so that nothing of the last turn is warm.
 * With `--values` above 1 questions have up to so many, and several items are right. Needs no data. Times are those of the
 * processor, collection of garbage included, so that what else the machine does does not count.
 */
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ConversationEvent, GraphManifest, TurnAct, TurnReply } from '../src/contract/types.ts';
import { traitsOfItem } from '../src/core/conversation/attribute-index.ts';
import { idAt, indexOf } from '../src/core/graph/keys.ts';
import { createRandom, type Random } from '../src/core/random.ts';
import { buildRankingIndex } from '../src/core/ranking/ranking-index.ts';
import { attributeIndexOf } from '../src/engine/conversation/conversation-parts.ts';
import { converse } from '../src/engine/conversation/converse.ts';
import type { Deps } from '../src/engine/deps.ts';
import type { LoadedGraph } from '../src/engine/graph/graph-cache.ts';
import { type GraphSize, generatedManifest, generatedSnapshot } from '../test/fixtures/generated-graph.ts';
import { sha256 } from '../test/fixtures/sha256.ts';

const defaults = {
  items: '200000',
  attributes: '50000',
  users: '20000',
  conversations: '1000',
  turns: '8',
  values: '1',
  seed: '1',
};

/** Prints sizes, times of openings and turns, and memory. */
export async function bench(args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const options = Object.fromEntries(Object.keys(defaults).map((name) => [name, option]));
  const { values } = parseArgs({ args: [...args], options });
  const given = { ...defaults, ...(values as Partial<typeof defaults>) };
  const size = {
    items: Number(given.items),
    attributes: Number(given.attributes),
    users: Number(given.users),
  };
  const seed = Number(given.seed);
  const graph = loadGraph(size, seed);
  const deps = depsOver(graph);
  const index = attributeIndexOf(graph);
  console.log(
    `${size.items} items, ${size.attributes} attributes, ${index.traitItems.length} of them on items, ${size.users} users, seed ${seed}`,
  );
  const start: Start = { ...stranger, several: Number(given.values) > 1, valuesMax: Number(given.values) };
  await play(deps, graph, start, 0, 20, Number(given.turns), createRandom(seed + 1), newTimes());
  const before = memory();
  const times = newTimes();
  await play(
    deps,
    graph,
    start,
    1,
    Number(given.conversations),
    Number(given.turns),
    createRandom(seed),
    times,
  );
  const after = memory();
  for (const kind of openings) printTimes(`opening, ${kind}`, times.openings[kind]);
  printTimes('further turn', times.turns);
  printTimes('all turns', [...Object.values(times.openings).flat(), ...times.turns]);
  console.log(`asked ${times.asked}, shown ${times.shown}, found ${times.found} of ${given.conversations}`);
  console.log(
    `memory for ${given.conversations} live conversations: ${(after - before).toFixed(0)} MB, of the process ${after.toFixed(0)} MB`,
  );
}

type Start = Extract<TurnAct, { type: 'start' }>;

const stranger: Start = { type: 'start', user: null, attribute: null };

/** Ways to begin, in turn. */
const openings = ['stranger', 'known user', 'by attribute', 'known, by item'] as const;

interface Times {
  readonly openings: Record<(typeof openings)[number], number[]>;
  readonly turns: number[];
  asked: number;
  shown: number;
  found: number;
}

interface Live {
  readonly id: string;
  readonly target: number;
  reply: TurnReply;
}

function newTimes(): Times {
  const none = { stranger: [], 'known user': [], 'by attribute': [], 'known, by item': [] };
  return { openings: none, turns: [], asked: 0, shown: 0, found: 0 };
}

/** Begins all conversations, then goes from one to the next, so that all of them are live. */
async function play(
  deps: Deps,
  graph: LoadedGraph,
  start: Start,
  round: number,
  count: number,
  turns: number,
  random: Random,
  times: Times,
): Promise<void> {
  const live: Live[] = [];
  const users = graph.index.userCount;
  for (let number = 0; number < count; number++) {
    const kind = openings[number % openings.length] ?? 'stranger';
    const target = Math.floor(random() * graph.index.itemCount);
    const user = kind.startsWith('known') ? padded('u', Math.floor(random() * users)) : null;
    const attribute = kind === 'by attribute' ? attributeOf(graph, target) : null;
    const item = kind === 'known, by item' ? padded('i', Math.floor(random() * target)) : null;
    const id = `c${round}-${number}`;
    const reply = await timed(deps, id, { ...start, user, attribute, item }, 0, times.openings[kind]);
    live.push({ id, target, reply });
  }
  for (let turn = 1; turn <= turns; turn++) {
    for (const one of live) {
      const act = answerOf(graph, one);
      if (act === null) continue;
      if (one.reply.say.type === 'ask') times.asked++;
      else times.shown++;
      one.reply = await timed(deps, one.id, act, turn, times.turns);
      if (act.type === 'accept') times.found++;
    }
  }
}

/** The attribute of an item that most others have as well. */
function attributeOf(graph: LoadedGraph, item: number): string | null {
  const [trait] = traitsOfItem(attributeIndexOf(graph), item);
  const node = trait === undefined ? undefined : attributeIndexOf(graph).traitAttributes[trait];
  return node === undefined ? null : idAt(graph.snapshot.keys, node);
}

/** What a truthful person with the target in mind does; null at the end. */
function answerOf(graph: LoadedGraph, { reply, target }: Live): TurnAct | null {
  const { say } = reply;
  if (say.type === 'end' || say.type === 'explain') return null;
  if (say.type === 'show') {
    const item = padded('i', target);
    return say.items.some(({ id }) => id === item) ? { type: 'accept', item } : { type: 'refuse' };
  }
  const index = attributeIndexOf(graph);
  const node = indexOf(graph.snapshot.keys, 'Attribute', say.attribute.id ?? '');
  const has = [...traitsOfItem(index, target)].some((trait) => index.traitAttributes[trait] === node);
  return { type: 'answer', answer: has ? 'yes' : 'no' };
}

async function timed(
  deps: Deps,
  conversation: string,
  act: TurnAct,
  turn: number,
  out: number[],
): Promise<TurnReply> {
  const startedAt = process.cpuUsage();
  const reply = await converse(deps, { conversation, turn: `t${turn}`, act }, new AbortController().signal);
  const { user, system } = process.cpuUsage(startedAt);
  out.push((user + system) / 1000);
  return reply;
}

function loadGraph(size: GraphSize, seed: number): LoadedGraph {
  const manifest: GraphManifest = generatedManifest();
  const startedAt = performance.now();
  const snapshot = generatedSnapshot(size, createRandom(seed), sha256());
  const graph = { snapshot, manifest, index: buildRankingIndex(snapshot, manifest) };
  attributeIndexOf(graph);
  console.log(`graph made in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return graph;
}

/** Logs are kept in memory as text, as a store would: they are not what is measured. */
function depsOver(graph: LoadedGraph): Deps {
  const logs = new Map<string, string[]>();
  const store: Pick<Deps['store'], 'read' | 'append' | 'removeStreams' | 'itemNumbers'> = {
    read: async (stream, _signal, { from, limit } = { from: 0, limit: Number.MAX_SAFE_INTEGER }) =>
      (logs.get(stream) ?? []).slice(from, from + limit).map((text) => JSON.parse(text) as ConversationEvent),
    append: async (stream, _expected, events) => {
      logs.set(stream, [...(logs.get(stream) ?? []), ...events.map((event) => JSON.stringify(event))]);
    },
    removeStreams: async () => 0,
    itemNumbers: async () => ({ ids: [], values: new Float64Array(0) }),
  };
  return {
    store: store as Deps['store'],
    model: {} as Deps['model'],
    graph: { current: async () => graph },
    hash: sha256,
    now: () => 0,
    newId: () => 'id',
    settings: { peopleMin: null },
  };
}

/** Megabytes that are in use after what can be freed was freed. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

function printTimes(name: string, times: number[]): void {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(
    `${name.padEnd(20)} ${String(sorted.length).padStart(6)} turns  p50 ${at(0.5)} ms  p90 ${at(0.9)} ms  p99 ${at(0.99)} ms  most ${at(1)} ms`,
  );
}

function padded(letter: string, number: number): string {
  return `${letter}${String(number).padStart(7, '0')}`;
}

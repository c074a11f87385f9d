import type { ConversationEvent, GraphManifest } from '../../../src/contract/types.ts';
import { EngineError } from '../../../src/core/errors.ts';
import type { GraphSnapshot } from '../../../src/core/graph/snapshot.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import type { Deps } from '../../../src/engine/deps.ts';
import type { LoadedGraph } from '../../../src/engine/graph/graph-cache.ts';
import { createScriptedModel } from '../../../src/llm/scripted-model.ts';
import { type GraphStore, wholeStream } from '../../../src/store/port.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

/** What a conversation needs of the outside, kept in memory; `graph` may be replaced between turns. */
export interface ConversationDeps {
  readonly deps: Deps;
  readonly streams: Map<string, ConversationEvent[]>;
  graph: LoadedGraph;
  /** Numbers of items, by name and item. */
  numbers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Epoch milliseconds. */
  now: number;
  /** Called once before the next append, as another process would come in between. */
  beforeAppend: (() => Promise<unknown>) | null;
}

/** Returns deps over a graph; streams are copied through JSON, as a store does. */
export function conversationDeps(graph: LoadedGraph): ConversationDeps {
  const streams = new Map<string, ConversationEvent[]>();
  const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
  const store: Pick<GraphStore, 'append' | 'read' | 'removeStreams' | 'itemNumbers'> = {
    read: async (stream, _signal, { from, limit } = wholeStream) =>
      copy((streams.get(stream) ?? []).slice(from, from + limit)),
    removeStreams: async (before, limit) => {
      const old = [...streams].filter(([, events]) => (lastTime(events) ?? before) < before).slice(0, limit);
      for (const [stream] of old) streams.delete(stream);
      return old.length;
    },
    itemNumbers: async (name) => {
      const numbers = Object.entries(made.numbers[name] ?? {});
      return { ids: numbers.map(([id]) => id), values: Float64Array.from(numbers, ([, value]) => value) };
    },
    append: async (stream, expectedSequence, events) => {
      const before = made.beforeAppend;
      made.beforeAppend = null;
      await before?.();
      const known = streams.get(stream) ?? [];
      if (known.length !== expectedSequence)
        throw new EngineError('store-conflict', 'The stream has moved on.');
      streams.set(stream, [...known, ...copy(events)]);
    },
  };
  const made: ConversationDeps = {
    streams,
    graph,
    numbers: {},
    now: 0,
    beforeAppend: null,
    deps: {
      store: store as GraphStore,
      model: createScriptedModel([], { available: false, reason: 'There is no model', fix: 'Start one' }),
      graph: { current: async () => made.graph },
      hash: sha256,
      now: () => made.now,
      newId: () => 'id',
      settings: { peopleMin: 1 },
    },
  };
  return made;
}

function lastTime(events: readonly ConversationEvent[]): number | undefined {
  const last = events.at(-1);
  return last !== undefined && 'at' in last ? last.at : undefined;
}

/** Returns a graph that is ready to be walked. */
export function loadedGraph(snapshot: GraphSnapshot, manifest: GraphManifest): LoadedGraph {
  return { snapshot, manifest, index: buildRankingIndex(snapshot, manifest) };
}

/** The attributes of `filmGraph`: film f of 0..63 has `bit-b` where bit b of f is 1. */
export const filmBits = 6;

/**
 * Returns 64 films, `film-00` to `film-63`, each a combination of six attributes, so that every question halves them.
 * `mara` and `otto` liked film-00; otto also liked film-63. `lone` is an attribute that no question may ask for.
 */
export function filmGraph(options: { readonly without?: readonly string[] } = {}): LoadedGraph {
  const isKept = (reference: string): boolean => !(options.without ?? []).includes(reference);
  const has = Array.from({ length: 64 }, (_, film) => film).flatMap((film) =>
    Array.from({ length: filmBits }, (_, bit) => bit)
      .filter((bit) => ((film >> bit) & 1) === 1)
      .map((bit): [string, string] => [filmReference(film), `Attribute:bit-${bit}`]),
  );
  const edges = (list: [string, string][]): [string, string][] => list.filter((ends) => ends.every(isKept));
  const liked: [string, string][] = [
    ['User:mara', 'Item:film-00'],
    ['User:otto', 'Item:film-00'],
    ['User:otto', 'Item:film-63'],
  ];
  const nodes = [
    ...Array.from({ length: 64 }, (_, film) => filmReference(film)),
    'User:mara',
    'User:otto',
    'Attribute:lone',
  ];
  const snapshot = smallSnapshot({
    relations: {
      HAS_BIT: { edges: edges(has) },
      SHOT_IN: { edges: edges([['Item:film-01', 'Attribute:lone']]) },
      LIKED: { role: 'interaction', edges: edges(liked) },
    },
    nodes: nodes.filter(isKept),
    names: { 'Attribute:bit-0': 'Odd', 'Attribute:bit-5': 'Late' },
  });
  const manifest = smallManifest({
    item: { one: 'film', many: 'films' },
    relations: [
      {
        type: 'HAS_BIT',
        ends: [['Item', 'Attribute']],
        askable: true,
        forward: '{from} is {to}',
        question: 'Would you like a film that is {to}?',
      },
      { type: 'SHOT_IN', ends: [['Item', 'Attribute']] },
    ],
  });
  return loadedGraph(snapshot, manifest);
}

/** Whether a film has the attribute of a question of `filmGraph`. */
export function filmHas(film: number, attribute: string | null): boolean {
  return ((film >> Number((attribute ?? '').slice('bit-'.length))) & 1) === 1;
}

/** Returns the id of a film. */
export function filmId(film: number): string {
  return `film-${String(film).padStart(2, '0')}`;
}

function filmReference(film: number): string {
  return `Item:${filmId(film)}`;
}

import type { Deps } from '../../../src/engine/deps.ts';
import type { LanguageModel } from '../../../src/llm/port.ts';
import type { GraphStore, OpinionEvidence } from '../../../src/store/port.ts';
import { graphDeps } from '../../fixtures/graph-deps.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { type SmallEdge, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

/** What an explanation needs of the outside, kept in memory. */
export interface ExplainDeps {
  readonly deps: Deps;
  /** Durable results by key, as JSON. */
  readonly results: Map<string, string>;
}

const likers = ['ann', 'bob', 'cid', 'dee', 'eve', 'fay', 'gus'];
const rated: SmallEdge[] = [
  ['User:mara', 'Item:kilo'],
  ...likers.flatMap((user): SmallEdge[] => [
    [`User:${user}`, 'Item:kilo'],
    [`User:${user}`, 'Item:harbour'],
  ]),
  ['User:ann', 'Item:attic'],
  ['User:bob', 'Item:attic'],
];

/** Mara liked Kilo; seven people who did also liked Harbour Lights, two the Attic. Nobody liked the Well. */
const snapshot = smallSnapshot({
  relations: {
    RATED: { role: 'interaction', edges: rated },
    MADE_BY: {
      edges: [
        ['Item:kilo', 'Attribute:olive'],
        ['Item:harbour', 'Attribute:olive'],
      ],
    },
    VALUES: { role: 'derived', edges: [['User:mara', 'Aspect:quiet']] },
    MINDS: { role: 'derived', edges: [['User:mara', 'Aspect:price', 2]] },
    PRAISED_FOR: { role: 'derived', edges: [['Item:harbour', 'Aspect:quiet', 4]] },
    CRITICISED_FOR: { role: 'derived', edges: [['Item:harbour', 'Aspect:price', 3]] },
  },
  nodes: ['Item:well'],
  names: {
    'Item:kilo': 'Kilo',
    'Item:harbour': 'Harbour Lights',
    'Item:attic': 'Attic',
    'Attribute:olive': 'Olive Press',
    'Aspect:quiet': 'quietness',
    'Aspect:price': 'price',
    'User:mara': 'Mara',
  },
});
const manifest = smallManifest({
  item: { one: 'lamp', many: 'lamps' },
  relations: [
    {
      type: 'MADE_BY',
      ends: [['Item', 'Attribute']],
      forward: '{from} was made by {to}',
      weight: 1,
    },
  ],
  aspects: { weight: 0.5 },
});

const text = 'The ballast is whisper quiet.';
const opinions: readonly OpinionEvidence[] = [
  {
    review: 'r1',
    item: 'harbour',
    aspect: 'quiet',
    polarity: 'positive',
    aspectPhrase: 'ballast',
    phrase: 'quiet',
    text,
    aspectStart: 4,
    aspectEnd: 11,
    start: 23,
    end: 28,
    at: null,
  },
];

/** Returns deps over the lamps with a model; `now` counts up by one a call. */
export function explainDeps(model: LanguageModel, peopleMin: number | null = null): ExplainDeps {
  const results = new Map<string, string>();
  const store: Pick<GraphStore, 'evidence' | 'getResult' | 'putResult' | 'putResults'> = {
    evidence: async (pairs) =>
      opinions.filter((one) => pairs.some((pair) => pair.item === one.item && pair.aspect === one.aspect)),
    getResult: async (key) => {
      const found = results.get(key);
      return found === undefined ? null : (JSON.parse(found) as unknown);
    },
    putResult: async (key, record) => {
      results.set(key, JSON.stringify(record));
    },
    putResults: async (batch) => {
      for (const { key, record } of batch) results.set(key, JSON.stringify(record));
    },
  };
  let time = 0;
  return {
    results,
    deps: {
      ...graphDeps({ snapshot, manifest }, peopleMin),
      store: store as GraphStore,
      model,
      hash: sha256,
      now: () => time++,
      newId: () => 'id',
    },
  };
}

/** An answer that the gate accepts. */
export const goodAnswer: string = JSON.stringify({
  sentences: [
    { text: 'You care about quietness, and all 4 opinions about it praise this lamp.', cites: ['E1'] },
    { text: 'One drawback: all 3 opinions about price criticise it.', cites: ['E4'] },
  ],
});

import type {
  Explanation,
  NodeShown,
  Problem,
  RankingParameters,
  Reason,
  RecommendedItem,
} from '../../../src/contract/types.ts';
import { EngineError } from '../../../src/core/errors.ts';
import type { Engine } from '../../../src/engine/engine.ts';

const mara: NodeShown = { label: 'User', id: 'mara', name: 'Mara' };
const someone: NodeShown = { label: 'User', id: null, name: null };
const kilo: NodeShown = { label: 'Item', id: 'kilo', name: 'Kilo' };
const harbour: NodeShown = { label: 'Item', id: 'harbour', name: 'Harbour Lights' };
const noise: NodeShown = { label: 'Aspect', id: 'noise', name: 'noise' };

export const linkingReason: Reason = {
  id: 'linking-item:kilo',
  kind: 'linking-item',
  share: 0.6,
  contribution: 0.06,
  paths: 7,
  people: 7,
  example: {
    nodes: [mara, kilo, someone, harbour],
    relations: [
      { type: 'RATED', direction: 'forward' },
      { type: 'RATED', direction: 'backward' },
      { type: 'RATED', direction: 'forward' },
    ],
  },
  reviews: [],
  text: '7 people who liked Kilo also liked Harbour Lights.',
};

export const aspectReason: Reason = {
  id: 'aspect:noise',
  kind: 'aspect',
  share: 0.3,
  contribution: 0.03,
  paths: 1,
  example: {
    nodes: [mara, noise, harbour],
    relations: [
      { type: 'VALUES', direction: 'forward' },
      { type: 'PRAISED_FOR', direction: 'backward' },
    ],
  },
  reviews: ['r1'],
  text: 'You value noise, and reviews praise Harbour Lights for it.',
};

export const harbourItem: RecommendedItem = {
  id: 'harbour',
  name: 'Harbour Lights',
  score: 0.1,
  rank: 1,
  reasons: [linkingReason, aspectReason],
  withheld: { count: 1, share: 0.1 },
  against: [],
};

const parameters: RankingParameters = {
  method: 'walk',
  alpha: 0.5,
  beta: 0.3,
  relations: {},
  aspectWeight: 0.2,
  aspectSmoothing: 2,
  peopleMin: 5,
  limit: 10,
  reasonsMax: 3,
};

const stamp = { revision: 9, snapshot: 'ab12' };

/** One answer of the fake to explain. */
export const explanation: Explanation = {
  user: 'mara',
  item: harbour,
  form: 'paragraph',
  language: 'en',
  text: '7 people who liked Kilo also liked Harbour Lights.',
  sentences: [{ text: '7 people who liked Kilo also liked Harbour Lights.', cites: ['E1'] }],
  evidence: [],
  rank: 1,
  scoreCovered: 0.6,
  rung: 'template',
  why: 'no model is reachable',
  attempts: [],
  dropped: [],
  model: null,
  modelDigest: null,
  promptHash: 'p',
  evidenceHash: 'e',
  gateVersion: '1',
  key: 'k',
  ...stamp,
};

/** An engine of canned answers that notes every call; `changes` replaces methods. */
export function fakeEngine(changes: Partial<Engine> = {}): { engine: Engine; calls: [string, unknown][] } {
  const calls: [string, unknown][] = [];
  const noted = <T>(name: string, request: unknown, result: T): Promise<T> => {
    calls.push([name, request]);
    return Promise.resolve(result);
  };
  const refused = (): Promise<never> =>
    Promise.reject(new EngineError('capability-missing', 'not in the fake'));
  const engine: Engine = {
    tune: refused,
    recommend: (request) =>
      noted('recommend', request, {
        user: request.user ?? 'you',
        items: [harbourItem],
        parameters,
        ...stamp,
      }),
    why: (request) =>
      noted('why', request, {
        user: request.user ?? 'you',
        item: harbourItem,
        without: null,
        parameters,
        ...stamp,
      }),
    whyNot: (request) =>
      noted('whyNot', request, {
        user: request.user ?? 'you',
        item: kilo,
        status: 'seen' as const,
        rank: null,
        score: 0,
        limit: request.limit ?? 10,
        last: null,
        reasons: [],
        against: [],
        text: 'You know Kilo already.',
        ...stamp,
      }),
    profile: (request) =>
      noted('profile', request, {
        node: { label: 'User' as const, id: 'mara', name: 'Mara' },
        praise: [],
        criticism: [],
        likes: [{ id: 'kilo', name: 'Kilo', at: null }],
        struck: [],
        text: 'No review of Mara states an opinion that counts.',
        ...stamp,
      }),
    strike: (request) =>
      noted('strike', request, {
        user: request.user,
        changed: request.node !== undefined,
        strikes: [{ label: 'Aspect' as const, id: 'noise', name: 'noise', at: null }],
        revision: 10,
      }),
    explain: (request) => noted('explain', request, explanation),
    compare: (request) =>
      noted('compare', request, {
        user: request.user,
        items: [
          { item: harbour, rank: 1 },
          { item: { label: 'Item' as const, id: request.other, name: null }, rank: 2 },
        ],
        first: 'harbour',
        text: '',
        sentences: [],
        evidence: [],
        gateVersion: '2',
        ...stamp,
      }),
    followUp: (request) =>
      noted('followUp', request, {
        user: request.user,
        item: harbour,
        question: request.question,
        intent: 'unknown' as const,
        text: 'That question is not understood.',
        sentences: [],
        evidence: [],
        path: null,
        canAsk: ['Who said that?'],
        gateVersion: '2',
        ...stamp,
      }),
    hearMessage: (request) =>
      noted('hearMessage', request, { heard: [], doubts: [], answer: 'Hello.', reply: null }),
    showConversation: (conversation) =>
      noted('showConversation', conversation, {
        conversation,
        user: null,
        steps: [{ sequence: 1, said: [], candidates: 1 }],
        wishes: [],
        items: [],
        standing: {
          type: 'end' as const,
          outcome: 'exhausted' as const,
          item: null,
          kept: [],
          text: 'Nothing is left.',
        },
        candidates: 1,
        itemCount: 1,
      }),
    converse: (request) =>
      noted('converse', request, {
        conversation: request.conversation,
        turn: request.turn,
        sequence: 2,
        say: {
          type: 'end' as const,
          outcome: 'exhausted' as const,
          item: null,
          kept: [],
          text: 'Nothing is left.',
        },
        candidates: 0,
        top: [],
        notes: [],
        given: null,
        snapshot: 'ab12',
      }),
    explainStream: async function* (request) {
      calls.push(['explainStream', request]);
      for (const sentence of explanation.sentences) yield { type: 'sentence', sentence };
      yield { type: 'end', explanation };
    },
    explainMany: refused,
    importData: refused,
    removeData: refused,
    buildNeighbours: refused,
    checkNeighbours: refused,
    extractReviews: refused,
    proposeVocabulary: refused,
    proposeByModel: refused,
    applyVocabulary: refused,
    counts: refused,
    queries: () => [
      {
        name: 'item-degrees',
        title: 'Users an item has',
        params: [{ name: 'limit', type: 'integer', defaultValue: 10, description: 'Most rows.' }],
        returns: ['item', 'users'],
      },
    ],
    runQuery: (name, params) =>
      noted('runQuery', [name, params], {
        query: name,
        columns: ['item', 'users'],
        rows: [['kilo', 3]],
        truncated: false,
      }),
    runCypher: refused,
    findPaths: (request) =>
      noted('findPaths', request, {
        from: kilo,
        to: harbour,
        paths: [],
        limit: request.limit ?? 5,
        lengthMax: request.lengthMax ?? 4,
        ...stamp,
      }),
    near: (request) =>
      noted('near', request, {
        restarts: [{ node: kilo, share: 1 }],
        nodes: [{ node: harbour, score: 0.2 }],
        label: request.label ?? 'Item',
        restartProbability: 0.15,
        relations: null,
        errorBound: 0.001,
        passes: 8,
        limit: request.limit ?? 10,
        ...stamp,
      }),
    measure: refused,
    users: (text, limit) => noted('users', [text, limit], [{ id: 'mara', name: 'Mara' }]),
    opinions: (item, aspect) =>
      noted(
        'opinions',
        [item, aspect],
        [
          {
            review: 'r1',
            item,
            aspect,
            polarity: 'positive' as const,
            aspectPhrase: 'noise',
            phrase: 'hardly any',
            text: 'There is hardly any noise.',
            aspectStart: 20,
            aspectEnd: 25,
            start: 9,
            end: 19,
            at: null,
          },
        ],
      ),
    modelStatus: () =>
      noted('modelStatus', null, {
        available: false,
        reason: 'no server answers',
        fix: 'ollama serve',
      } as const),
    storeAddress: '.whypath/graph.db',
    close: () => Promise.resolve(),
    ...changes,
  };
  return { engine, calls };
}

/** The problem in a body. */
export function problemIn(body: string): Problem & { requestId: string; retryable: boolean } {
  return JSON.parse(body) as Problem & { requestId: string; retryable: boolean };
}

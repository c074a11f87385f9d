import type {
  Explanation,
  FollowUp,
  NamedUser,
  OpinionList,
  Problem,
  Recommendations,
  ServerStatus,
  UserList,
  Why,
} from '../../src/contract/types.ts';
import { ask, RequestFailure, withParameters } from './api.ts';
import type { Load } from './state.ts';
import type { Store } from './store.ts';

const itemsShown = 20;
const usersShown = 30;
/** Places that an item must leave for what it rests on to show. */
const firstPlaces = 10;

/** What the page asks of the server; each answer goes to the store, where one waits for it. */
export interface Requests {
  readonly users: (text: string, signal: AbortSignal) => Promise<readonly NamedUser[]>;
  readonly list: () => void;
  /** Asks for the open item; with none open, gives up what was asked for the last one. */
  readonly item: () => void;
  readonly without: () => void;
  /** Asks the question that the store holds about the open item. */
  readonly question: () => void;
  readonly opinions: (item: string, aspect: string, signal: AbortSignal) => Promise<OpinionList>;
  readonly status: () => Promise<ServerStatus>;
}

/** Returns the requests of a store. A new request of a kind gives up the one before it, so no answer comes too late. */
export function createRequests(store: Store): Requests {
  const running = new Map<string, AbortController>();
  const only = (kind: string): AbortSignal => {
    running.get(kind)?.abort();
    const controller = new AbortController();
    running.set(kind, controller);
    return controller.signal;
  };
  return {
    users: async (text, signal) => {
      const path = withParameters('/api/users', { text, limit: usersShown });
      return (await ask<UserList>(path, { signal })).users;
    },
    list: () => {
      for (const kind of ['why', 'explanation', 'without', 'question']) running.get(kind)?.abort();
      const signal = only('list');
      const { user } = store.state();
      if (user === null) return;
      const path = withParameters('/api/recommendations', { user: user.id, limit: itemsShown, reasons: 1 });
      load<Recommendations>(path, undefined, signal, (list) => store.dispatch({ type: 'list-load', list }));
    },
    item: () => loadItem(store, only),
    without: () => {
      const { user, item, removed } = store.state();
      const signal = only('without');
      if (user === null || item === null || removed.length === 0) return;
      const body = { user: user.id, item, without: removed };
      load<Why>('/api/why', body, signal, (why) => {
        if (why.state !== 'ready') store.dispatch({ type: 'without-load', without: why });
        else if (why.value.without !== null) {
          store.dispatch({ type: 'without-load', without: { state: 'ready', value: why.value.without } });
        }
      });
    },
    question: () => {
      const { user, item, question } = store.state();
      const signal = only('question');
      if (user === null || item === null || question === null) return;
      load<FollowUp>('/api/follow-up', { user: user.id, item, question }, signal, (answer) =>
        store.dispatch({ type: 'answer-load', answer }),
      );
    },
    opinions: (item, aspect, signal) =>
      ask<OpinionList>(withParameters('/api/opinions', { item, aspect }), { signal }),
    status: () => ask<ServerStatus>('/api/status', { signal: new AbortController().signal }),
  };
}

function loadItem(store: Store, only: (kind: string) => AbortSignal): void {
  const { user, item } = store.state();
  const [whySignal, explanationSignal] = [only('why'), only('explanation')];
  only('without');
  only('question');
  if (user === null || item === null) return;
  const body = { user: user.id, item };
  load<Why>('/api/why', { ...body, counterfactual: firstPlaces }, whySignal, (why) =>
    store.dispatch({ type: 'why-load', why }),
  );
  load<Explanation>('/api/explain', body, explanationSignal, (explanation) =>
    store.dispatch({ type: 'explanation-load', explanation }),
  );
}

/** Asks once and hands over what came; an answer that was given up is no answer. */
function load<Value>(
  path: string,
  body: unknown,
  signal: AbortSignal,
  take: (load: Load<Value>) => void,
): void {
  ask<Value>(path, { signal, ...(body === undefined ? {} : { body }) })
    .then((value): Load<Value> => ({ state: 'ready', value }))
    .catch((error: unknown): Load<Value> => ({ state: 'failed', problem: problemIn(error) }))
    .then((loaded) => {
      if (!signal.aborted) take(loaded);
    })
    .catch((error: unknown) => console.error(error));
}

/** Returns the problem to show for anything that a request may reject with. */
export function problemIn(error: unknown): Problem {
  if (error instanceof RequestFailure) return error.problem;
  return {
    type: 'about:blank',
    title: 'page-error',
    status: 0,
    detail: 'The page made a mistake. Load it again.',
  };
}

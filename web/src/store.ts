import { type Action, initialState, reduce, type State } from './state.ts';

/** Holds the state of the page and tells everyone who listens of each change. */
export interface Store {
  readonly state: () => State;
  readonly dispatch: (action: Action) => void;
  /** Calls `listener` after each change, with the state before it. */
  readonly subscribe: (listener: (state: State, before: State) => void) => void;
}

/** Returns a store in the initial state. */
export function createStore(): Store {
  let state = initialState;
  const listeners: ((state: State, before: State) => void)[] = [];
  return {
    state: () => state,
    dispatch: (action) => {
      const before = state;
      state = reduce(state, action);
      if (state !== before) for (const listener of listeners) listener(state, before);
    },
    subscribe: (listener) => {
      listeners.push(listener);
    },
  };
}

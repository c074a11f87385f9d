import type {
  Explanation,
  FollowUp,
  NamedUser,
  Problem,
  Recommendations,
  Why,
  Without,
} from '../../src/contract/types.ts';

/** Something that comes from the server. */
export type Load<Value> =
  | { readonly state: 'none' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: Value }
  | { readonly state: 'failed'; readonly problem: Problem };

/** All the page knows. */
export interface State {
  readonly user: NamedUser | null;
  readonly list: Load<Recommendations>;
  /** Id of the item that is open. */
  readonly item: string | null;
  readonly why: Load<Why>;
  readonly explanation: Load<Explanation>;
  /** The last question about the explanation, and its answer. */
  readonly question: string | null;
  readonly answer: Load<FollowUp>;
  /** Ids of the reasons taken away, in the order of taking. */
  readonly removed: readonly string[];
  /** The ranking without them; none while nothing is taken away. */
  readonly without: Load<Without>;
  /** Id of the reason whose paths the picture brings forward. */
  readonly selected: string | null;
  /** Ids of the reasons that the sentence under pointer or focus cites. */
  readonly cited: readonly string[];
}

/** What can happen to the page. */
export type Action =
  | { readonly type: 'user-choose'; readonly user: NamedUser }
  | { readonly type: 'user-clear' }
  | { readonly type: 'list-load'; readonly list: Load<Recommendations> }
  | { readonly type: 'item-open'; readonly item: string }
  | { readonly type: 'item-close' }
  | { readonly type: 'why-load'; readonly why: Load<Why> }
  | { readonly type: 'explanation-load'; readonly explanation: Load<Explanation> }
  | { readonly type: 'question-ask'; readonly question: string }
  | { readonly type: 'answer-load'; readonly answer: Load<FollowUp> }
  | { readonly type: 'reason-take'; readonly reason: string }
  | { readonly type: 'reason-put'; readonly reason: string }
  | { readonly type: 'reasons-put' }
  | { readonly type: 'without-load'; readonly without: Load<Without> }
  | { readonly type: 'reason-select'; readonly reason: string | null }
  | { readonly type: 'reasons-cite'; readonly reasons: readonly string[] };

const nothing = { state: 'none' } as const;
const loading = { state: 'loading' } as const;

const noItem = {
  item: null,
  why: nothing,
  explanation: nothing,
  question: null,
  answer: nothing,
  removed: [],
  without: nothing,
  selected: null,
  cited: [],
} as const;

/** The page before anything is chosen. */
export const initialState: State = { user: null, list: nothing, ...noItem };

/** Returns the state after an action; the same object where the action changes nothing. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'user-choose':
      return { ...initialState, user: action.user, list: loading };
    case 'user-clear':
      return initialState;
    case 'list-load':
      return { ...state, list: action.list };
    case 'item-open':
      return { ...state, ...noItem, item: action.item, why: loading, explanation: loading };
    case 'item-close':
      return state.item === null ? state : { ...state, ...noItem };
    case 'why-load':
      return { ...state, why: action.why };
    case 'explanation-load':
      return { ...state, explanation: action.explanation };
    case 'question-ask':
      return { ...state, question: action.question, answer: loading };
    case 'answer-load':
      return { ...state, answer: action.answer };
    case 'reason-take':
    case 'reason-put':
    case 'reasons-put':
      return withRemoved(state, removedAfter(state.removed, action));
    case 'without-load':
      return { ...state, without: action.without };
    case 'reason-select':
      return { ...state, selected: state.selected === action.reason ? null : action.reason };
    case 'reasons-cite':
      return sameList(state.cited, action.reasons) ? state : { ...state, cited: action.reasons };
  }
}

type Removal = Extract<Action, { type: 'reason-take' | 'reason-put' | 'reasons-put' }>;

function removedAfter(removed: readonly string[], action: Removal): readonly string[] {
  if (action.type === 'reasons-put') return [];
  const others = removed.filter((reason) => reason !== action.reason);
  return action.type === 'reason-put' ? others : [...others, action.reason];
}

function withRemoved(state: State, removed: readonly string[]): State {
  if (sameList(state.removed, removed)) return state;
  return { ...state, removed, without: removed.length === 0 ? nothing : loading };
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

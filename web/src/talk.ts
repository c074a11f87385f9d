import type {
  ConversationShown,
  MessageReply,
  NameDoubt,
  Problem,
  TurnAct,
  TurnReply,
} from '../../src/contract/types.ts';
import { ask } from './api.ts';
import { problemIn } from './requests.ts';

/** Something said in the conversation. */
export interface TalkLine {
  readonly from: 'person' | 'engine';
  readonly text: string;
  /** Said beside the matter: a reason, a note. */
  readonly isAside: boolean;
}

/** What a doubtful message waits for. */
export interface PendingDoubts {
  readonly text: string;
  readonly doubts: readonly NameDoubt[];
  /** What was chosen so far, by the start of the name; null: none of them. */
  readonly chosen: readonly { readonly start: number; readonly node: string | null }[];
}

/** All that the page knows of a conversation. */
export interface TalkState {
  readonly id: string | null;
  readonly lines: readonly TalkLine[];
  readonly shown: ConversationShown | null;
  readonly pending: PendingDoubts | null;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
}

/** A conversation with the server. Each method does nothing while an answer is on its way. */
export interface Talk {
  readonly state: () => TalkState;
  readonly start: (user: string | null) => Promise<void>;
  /** Goes on with a conversation that the server keeps. */
  readonly resume: (id: string) => Promise<void>;
  /** Takes one turn; `words` stand for it in the log. */
  readonly act: (act: TurnAct, words: string) => Promise<void>;
  /** Says something in words. */
  readonly say: (text: string) => Promise<void>;
  /** Says what a doubtful name means; `node` null for none of the choices. */
  readonly choose: (start: number, node: string | null, words: string) => Promise<void>;
  /** Forgets the conversation here; the server keeps it. */
  readonly close: () => void;
}

const nothing: TalkState = {
  id: null,
  lines: [],
  shown: null,
  pending: null,
  isBusy: false,
  problem: null,
};

/** Returns a conversation that tells `changed` of every new state. `newId` makes ids of conversations and turns. */
export function createTalk(newId: () => string, changed: (state: TalkState) => void): Talk {
  let state = nothing;
  let running = new AbortController();
  const set = (next: Partial<TalkState>): void => {
    state = { ...state, ...next };
    changed(state);
  };
  /** Runs one exchange and reads where the conversation stands after it. */
  const exchange = async (
    id: string,
    work: (signal: AbortSignal) => Promise<readonly TalkLine[]>,
  ): Promise<void> => {
    if (state.isBusy) return;
    const { signal } = running;
    set({ id, isBusy: true, problem: null });
    try {
      const lines = await work(signal);
      const shown = await ask<ConversationShown>(`/api/conversations/${encodeURIComponent(id)}`, { signal });
      if (!signal.aborted) set({ lines: [...state.lines, ...lines], shown, isBusy: false });
    } catch (error) {
      if (!signal.aborted) set({ problem: problemIn(error), isBusy: false });
    }
  };
  const turn = async (id: string, act: TurnAct, signal: AbortSignal): Promise<readonly TalkLine[]> => {
    const body = { conversation: id, turn: newId(), act };
    return linesOf(await ask<TurnReply>('/api/conversations/turn', { body, signal }));
  };
  const send = (text: string, choices: PendingDoubts['chosen']): Promise<void> =>
    exchange(state.id ?? '', async (signal) => {
      const body = { conversation: state.id, turn: newId(), text, choices };
      const reply = await ask<MessageReply>('/api/conversations/message', { body, signal });
      const { doubts } = reply;
      const pending = doubts.length === 0 ? null : { text, doubts, chosen: choices };
      if (!signal.aborted) set({ pending });
      const answer = reply.answer === null ? [] : [line('engine', reply.answer, true)];
      const questions = doubts.slice(0, 1).map((doubt) => line('engine', doubt.text, false));
      return [...answer, ...questions, ...(reply.reply === null ? [] : linesOf(reply.reply))];
    });
  return {
    state: () => state,
    start: (user) => {
      const id = newId();
      return exchange(id, (signal) => turn(id, { type: 'start', user, attribute: null }, signal));
    },
    resume: (id) => exchange(id, (signal) => turn(id, { type: 'resume' }, signal)),
    act: (act, words) => {
      if (state.id === null || state.isBusy) return Promise.resolve();
      set({ lines: [...state.lines, line('person', words, false)], pending: null });
      return exchange(state.id, (signal) => turn(state.id ?? '', act, signal));
    },
    say: (text) => {
      if (state.id === null || state.isBusy) return Promise.resolve();
      set({ lines: [...state.lines, line('person', text, false)], pending: null });
      return send(text, []);
    },
    choose: (start, node, words) => {
      const { pending } = state;
      if (pending === null || state.isBusy) return Promise.resolve();
      set({ lines: [...state.lines, line('person', words, false)] });
      return send(pending.text, [...pending.chosen, { start, node }]);
    },
    close: () => {
      running.abort();
      running = new AbortController();
      state = nothing;
      changed(state);
    },
  };
}

function linesOf(reply: TurnReply): readonly TalkLine[] {
  const notes = reply.notes.map((note) => line('engine', note, true));
  const { say } = reply;
  const reason = say.type === 'ask' || say.type === 'show' ? [line('engine', say.reason, true)] : [];
  return [...notes, line('engine', say.text, false), ...reason];
}

function line(from: TalkLine['from'], text: string, isAside: boolean): TalkLine {
  return { from, text, isAside };
}

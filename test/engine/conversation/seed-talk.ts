import type { MessageReply, TurnAct, TurnReply } from '../../../src/contract/types.ts';
import { converse } from '../../../src/engine/conversation/converse.ts';
import { hearMessage } from '../../../src/engine/conversation/hear-message.ts';
import type { Deps } from '../../../src/engine/deps.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { createScriptedModel, type ScriptedAnswer } from '../../../src/llm/scripted-model.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { writeSeed } from '../../store/seed-store.ts';

const signal = new AbortController().signal;
const noModel = { available: false, reason: 'There is no model', fix: 'Start one' } as const;

/** A conversation of Mara on the seed. */
export interface SeedTalk {
  readonly id: string;
  readonly deps: Deps;
  readonly opening: TurnReply;
  readonly take: (act: TurnAct) => Promise<TurnReply>;
  readonly hear: (
    text: string,
    choices?: { start: number; node: string | null }[],
    turn?: string,
  ) => Promise<MessageReply>;
  /** Answers no until a list is shown. */
  readonly untilShown: () => Promise<TurnReply>;
}

/** Begins conversations on the seed in a store in memory. */
export interface SeedTalks {
  readonly store: GraphStore;
  /** Without answers there is no model. */
  readonly begin: (answers?: readonly ScriptedAnswer[]) => Promise<SeedTalk>;
}

/** Returns what conversations over a store need; without answers there is no model. */
export function depsOver(store: GraphStore, answers?: readonly ScriptedAnswer[]): Deps {
  return {
    store,
    graph: createGraphCache(store, sha256),
    model: answers === undefined ? createScriptedModel([], noModel) : createScriptedModel(answers),
    hash: sha256,
    now: () => 0,
    newId: () => 'id',
    settings: { peopleMin: null },
  };
}

/** Returns a store with the seed, ready for conversations; close it at the end. */
export async function seedTalks(): Promise<SeedTalks> {
  const store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(store, signal);
  const { graph } = depsOver(store);
  let talks = 0;
  return {
    store,
    begin: async (answers) => {
      const id = `talk-${talks++}`;
      const deps: Deps = { ...depsOver(store, answers), graph };
      let turns = 0;
      const next = (): string => `t${turns++}`;
      const take = (act: TurnAct): Promise<TurnReply> =>
        converse(deps, { conversation: id, turn: next(), act }, signal);
      const opening = await take({ type: 'start', user: 'mara', attribute: null });
      return {
        id,
        deps,
        opening,
        take,
        hear: (text, choices = [], turn = next()) =>
          hearMessage(deps, { conversation: id, turn, text, choices }, signal),
        untilShown: async () => {
          let reply = opening;
          while (reply.say.type === 'ask') reply = await take({ type: 'answer', answer: 'no' });
          return reply;
        },
      };
    },
  };
}

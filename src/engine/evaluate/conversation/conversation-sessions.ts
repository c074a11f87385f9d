import type { PlayedSession } from '../../../core/evaluation/conversation/simulator.ts';
import {
  type ProtocolWorld,
  type SessionRow,
  sessionSeed,
  simulatedUser,
} from '../../../core/evaluation/protocols/protocol.ts';
import { createRandom } from '../../../core/random.ts';
import type { Progress } from '../../engine.ts';
import { pause } from '../pause.ts';
import {
  type ActionTiming,
  type ConversationSettings,
  type ConversationTable,
  featuresOf,
  type KnownUser,
  knowUser,
  playOne,
} from './conversation-play.ts';

/** What playing many sessions takes. */
export interface SessionRun {
  readonly table: ConversationTable;
  readonly world: ProtocolWorld;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

const progressEvery = 20;

/**
 * Plays sessions, user by user, so that what is known of a user is computed once and no two users are held at a time.
 * Openings and noise come from generators seeded with (seed, line).
 */
export async function playSessions(
  run: SessionRun,
  settings: ConversationSettings,
  sessions: readonly SessionRow[],
  timing: ActionTiming,
): Promise<readonly PlayedSession[]> {
  const { table, signal } = run;
  const results: PlayedSession[] = new Array(sessions.length);
  let done = 0;
  let userCount = 0;
  for (const [user, lines] of linesByUser(sessions)) {
    if (userCount++ % progressEvery === 0) {
      signal.throwIfAborted();
      run.onProgress({ phase: 'play', done, total: sessions.length, unit: 'sessions' });
      await pause();
    }
    const known = knowUser(table, settings, featuresOf(table, user));
    for (const line of lines) {
      const session = sessions[line];
      if (session === undefined) continue;
      results[line] = playLine(run, settings, known, session, line, timing).result;
      done++;
    }
  }
  return results;
}

/** Plays the session of one line. */
export function playLine(
  run: SessionRun,
  settings: ConversationSettings,
  known: KnownUser,
  session: SessionRow,
  line: number,
  timing: ActionTiming | null,
): ReturnType<typeof playOne> {
  const random = createRandom(sessionSeed(run.seed, line));
  const user = simulatedUser(run.table.protocol, run.world, session, random);
  return playOne(run.table, settings, known, user, random, timing);
}

/** Returns the lines of each user, users in the order of their first line. */
export function linesByUser(sessions: readonly SessionRow[]): ReadonlyMap<number, readonly number[]> {
  return Map.groupBy(sessions.keys(), (line) => sessions[line]?.user ?? 0);
}

import type { CurvePoint } from '../../../contract/types.ts';
import { RunningMean } from '../ranking/ranking-metrics.ts';

/** How a session ended. */
export interface SessionResult {
  /** Number of the action, from 1, that showed a target; null when none did. */
  readonly foundAt: number | null;
  /** Place of the target in that list, from 1; null when none was shown. */
  readonly rank: number | null;
}

/** Figures with their standard errors; null without sessions (errors: with fewer than two). */
export interface ConversationFigures {
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly standardError: Readonly<Record<string, number | null>>;
}

/**
 * Returns the figures of sessions of at most `actionsMax` actions: `sr@k`, the share that ended well within k actions,
 * for each k up to `actionsMax` and, as papers count the user's opening, `sr@15` for 14 actions; `at`, the mean number of
 * actions, where a failed session counts `actionsMax + 1`; `hdcg` (Deng et al. 2021, UNICORN, as released). Cost:
 * O(sessions × actionsMax).
 */
export function conversationFigures(
  results: readonly SessionResult[],
  actionsMax: number,
): ConversationFigures {
  const means = new Map<string, RunningMean>();
  const add = (name: string, value: number): void => {
    const mean = means.get(name) ?? new RunningMean();
    mean.add(value);
    means.set(name, mean);
  };
  for (const name of figureNames(actionsMax)) means.set(name, new RunningMean());
  for (const result of results) {
    const turns = result.foundAt ?? actionsMax + 1;
    for (let actions = 1; actions <= lastK(actionsMax); actions++)
      add(`sr@${actions}`, result.foundAt !== null && turns <= actions ? 1 : 0);
    add('at', turns);
    add('hdcg', hierarchicalGain(result));
  }
  return {
    metrics: Object.fromEntries([...means].map(([name, mean]) => [name, mean.mean])),
    standardError: Object.fromEntries([...means].map(([name, mean]) => [name, mean.standardError])),
  };
}

/** Returns one point an action, empty without sessions. `acts` has one entry an action of the session. */
export function conversationCurve(
  results: readonly (SessionResult & { readonly acts: readonly ('ask' | 'show')[] })[],
  actionsMax: number,
): CurvePoint[] {
  if (results.length === 0) return [];
  return Array.from({ length: actionsMax }, (_, index) => {
    const going = results.filter(({ acts }) => acts.length > index);
    const asked = going.filter(({ acts }) => acts[index] === 'ask').length;
    const found = results.filter(({ foundAt }) => foundAt !== null && foundAt <= index + 1).length;
    return {
      action: index + 1,
      going: rounded(going.length / results.length),
      asked: rounded(asked / Math.max(1, going.length)),
      found: rounded(found / results.length),
    };
  });
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}

/**
 * Returns the gain of a session, 0..1: for a target found by action n at place r,
 * 1 / log2(n + 2) + (1 / log2(n + 1) - 1 / log2(n + 2)) / log2(r + 1); 0 where none was found. At once and first: 1.
 */
export function hierarchicalGain(result: SessionResult): number {
  if (result.foundAt === null || result.rank === null) return 0;
  const later = 1 / Math.log2(result.foundAt + 2);
  const now = 1 / Math.log2(result.foundAt + 1);
  return later + (now - later) / Math.log2(result.rank + 1);
}

/** In papers 15 turns are the user's opening and 14 actions. */
const paperActions = 14;

function lastK(actionsMax: number): number {
  return actionsMax === paperActions ? paperActions + 1 : actionsMax;
}

function figureNames(actionsMax: number): string[] {
  return [...Array.from({ length: lastK(actionsMax) }, (_, index) => `sr@${index + 1}`), 'at', 'hdcg'];
}

import { hitRateFeatureNames } from '../../../core/conversation/belief/answer-rates.ts';
import { priorFeatureNames } from '../../../core/conversation/belief/prior-features.ts';
import {
  firstValueModel,
  fitValueModel,
  type ValueModel,
  type ValueSample,
} from '../../../core/conversation/value-model.ts';
import {
  conversationFigures,
  type SessionResult,
} from '../../../core/evaluation/conversation/conversation-metrics.ts';
import { type SessionRow, sessionSeed, simulatedUser } from '../../../core/evaluation/protocols/protocol.ts';
import { createRandom, type Random } from '../../../core/random.ts';
import { pause } from '../pause.ts';
import { type FitSession, fitHitRate, fitPrior } from './conversation-fit.ts';
import {
  type ConversationSettings,
  featuresOf,
  type KnownUser,
  knowUser,
  type PairSettings,
} from './conversation-play.ts';
import { linesByUser, playLine, type SessionRun } from './conversation-sessions.ts';

/** Users whose sessions settings are chosen on, and the most of their sessions. */
const fitUsersMax = 300;
const fitSessionsMax = 1500;

/** Sessions of one round of play, and rounds after each of which the value of beliefs is fitted again. */
const playedMax = 1500;
const roundsMax = 3;

/** Sessions that each point of the grid plays. */
const gridPlayedMax = 500;

const questionsMax = 16;

/** Sessions between two looks at the signal. */
const pauseEvery = 20;

/** One part in twenty is spread over all items, so that an odd wish is late and not lost. */
const flatShare = 0.05;

/** What a failure counts on top when the value of beliefs is fitted, in actions; more makes the fit noisy. */
const failureExtra = 20;

/** What a failed session weighs when settings are chosen: as much as one action more in this many others. */
const failureWeight = 150;

/** How far a yes that is another target's follows the belief. */
const sharingGrid = [0.5, 0.75, 1] as const;

/** Settings with what they reached on the sessions they were chosen on. */
export interface ChosenSettings {
  readonly settings: ConversationSettings;
  readonly sessions: number;
  /** One entry a setting tried: its figures on those sessions after each round. */
  readonly tried: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Returns the settings that `sessions` lead to, on a seeded sample of their users: the prior's weights and the hit
 * rate's by maximum likelihood, then the best point of a small grid, then the value of beliefs by rounds of play under
 * the value of the round before; the round with the least cost wins.
 */
export async function chooseSettings(
  run: SessionRun,
  sessions: readonly SessionRow[],
): Promise<ChosenSettings> {
  const { table } = run;
  const random = createRandom(run.seed);
  const sampled = await sampleSessions(run, sessions, random);
  const rows = sampled.map((one) => one.session);
  const isByTaste = table.protocol === 'user-dependent';
  const base: ConversationSettings = {
    ...fitPriors(run, sessions, rows, random),
    hitRateWeights: isByTaste ? fitHitRate(table.graph, table.everybody, rows) : null,
    questionsMax,
    flatShare,
    value: firstValueModel(table.limits.actionsMax, failureExtra),
  };
  const tried: Record<string, unknown>[] = [];
  const pairs = await choosePairs(run, base, sampled, tried);
  const known = knownUsers(run, base, sampled);
  let value: ValueModel = base.value;
  let best: { settings: ConversationSettings; cost: number } | null = null;
  for (let round = 0; round < roundsMax; round++) {
    const settings = { ...base, pairs, value };
    const played = await playSample(run, settings, sampled.slice(0, playedMax), known);
    const tally = tallyOf(played.results, table.limits.actionsMax);
    tried.push({
      ...(pairs === null ? {} : { sharing: pairs.sharing }),
      round,
      at: tally.at,
      success: tally.success,
    });
    if (best === null || tally.cost < best.cost) best = { settings, cost: tally.cost };
    value = fitValueModel(played.samples, table.limits.actionsMax, failureExtra);
  }
  return { settings: best?.settings ?? { ...base, pairs }, sessions: sampled.length, tried };
}

/** Where two targets are different, each of them is another kind of item than where they are the same. */
function fitPriors(
  run: SessionRun,
  sessions: readonly SessionRow[],
  rows: readonly FitSession[],
  random: Random,
): Pick<ConversationSettings, 'priorWeights' | 'pairs'> {
  const share = pairShareOf(sessions);
  const isPair = ({ row }: FitSession): boolean => new Set(row.targets).size > 1;
  const { graph } = run.table;
  const fitted = (some: readonly FitSession[]): Float64Array =>
    fitPrior(graph, some.length > 0 ? some : rows, random);
  if (share === 0) return { priorWeights: fitted(rows), pairs: null };
  const priorWeights = fitted(rows.filter((row) => !isPair(row)));
  return { priorWeights, pairs: { share, priorWeights: fitted(rows.filter(isPair)), sharing: 1 } };
}

/** Returns the point of the grid with the least cost on few sessions; where nobody has two targets it needs no play. */
async function choosePairs(
  run: SessionRun,
  base: ConversationSettings,
  sampled: readonly SampledSession[],
  tried: Record<string, unknown>[],
): Promise<PairSettings | null> {
  if (base.pairs === null) return null;
  let best: { pairs: PairSettings; cost: number } | null = null;
  const few = sampled.slice(0, gridPlayedMax);
  const known = knownUsers(run, base, few);
  for (const sharing of sharingGrid) {
    const pairs = { ...base.pairs, sharing };
    const { results } = await playSample(run, { ...base, pairs }, few, known);
    const tally = tallyOf(results, run.table.limits.actionsMax);
    tried.push({ sharing, at: tally.at, success: tally.success });
    if (best === null || tally.cost < best.cost) best = { pairs, cost: tally.cost };
  }
  return best?.pairs ?? base.pairs;
}

function tallyOf(
  results: readonly SessionResult[],
  actionsMax: number,
): { readonly at: number; readonly success: number; readonly cost: number } {
  const { metrics } = conversationFigures(results, actionsMax);
  const at = metrics['at'] ?? 0;
  const success = metrics[`sr@${actionsMax}`] ?? 0;
  return { at, success, cost: at + (1 - success) * failureWeight };
}

/** Returns what made the figures, for the document. */
export function describeSettings(chosen: ChosenSettings): Record<string, unknown> {
  const { settings } = chosen;
  const named = (names: readonly string[], weights: Float64Array): Record<string, number> =>
    Object.fromEntries(names.map((name, place) => [name, Number((weights[place] ?? 0).toFixed(4))]));
  return {
    prior: named(priorFeatureNames, settings.priorWeights),
    ...(settings.hitRateWeights === null
      ? {}
      : { hitRate: named(hitRateFeatureNames, settings.hitRateWeights) }),
    flatShare: settings.flatShare,
    failureExtra: settings.value.failureExtra,
    ...(settings.pairs === null
      ? {}
      : {
          pairs: { ...settings.pairs, priorWeights: named(priorFeatureNames, settings.pairs.priorWeights) },
        }),
    questionsMax: settings.questionsMax,
    value: settings.value.rows.slice(2).map((row) => [...row].map((weight) => Number(weight.toFixed(3)))),
    chosenOn: { sessions: chosen.sessions, tried: chosen.tried },
  };
}

interface SampledSession {
  readonly line: number;
  readonly session: FitSession;
}

async function sampleSessions(
  run: SessionRun,
  sessions: readonly SessionRow[],
  random: Random,
): Promise<SampledSession[]> {
  const users = shuffled([...linesByUser(sessions)], random).slice(0, fitUsersMax);
  const sampled: SampledSession[] = [];
  for (const [place, [user, lines]] of users.entries()) {
    if (sampled.length >= fitSessionsMax) break;
    run.signal.throwIfAborted();
    run.onProgress({ phase: 'fit', done: place, total: users.length, unit: 'users' });
    await pause();
    const prior = featuresOf(run.table, user);
    for (const line of lines) {
      const row = sessions[line];
      if (row === undefined) continue;
      const simulated = simulatedUser(
        run.table.protocol,
        run.world,
        row,
        createRandom(sessionSeed(run.seed, line)),
      );
      sampled.push({ line, session: { row, prior, user: simulated } });
    }
  }
  return sampled;
}

/** What is known of the sampled users under some settings, by user number. */
function knownUsers(
  run: SessionRun,
  settings: ConversationSettings,
  sampled: readonly SampledSession[],
): ReadonlyMap<number, KnownUser> {
  const known = new Map<number, KnownUser>();
  for (const { session } of sampled) {
    if (!known.has(session.row.user))
      known.set(session.row.user, knowUser(run.table, settings, session.prior));
  }
  return known;
}

async function playSample(
  run: SessionRun,
  settings: ConversationSettings,
  sampled: readonly SampledSession[],
  known: ReadonlyMap<number, KnownUser>,
): Promise<{ readonly results: readonly SessionResult[]; readonly samples: readonly ValueSample[] }> {
  const results: SessionResult[] = [];
  const samples: ValueSample[] = [];
  for (const [place, { line, session }] of sampled.entries()) {
    if (place % pauseEvery === 0) {
      run.signal.throwIfAborted();
      run.onProgress({ phase: 'fit', done: place, total: sampled.length, unit: 'sessions' });
      await pause();
    }
    const user = known.get(session.row.user);
    if (user === undefined) continue;
    const played = playLine(run, settings, user, session.row, line, null);
    results.push(played.result);
    samples.push(...played.samples);
  }
  return { results, samples };
}

/** Share of the sessions with two different targets. */
function pairShareOf(sessions: readonly SessionRow[]): number {
  const pairs = sessions.filter((session) => new Set(session.targets).size > 1).length;
  return sessions.length === 0 ? 0 : Math.min(pairShareMax, pairs / sessions.length);
}

/** One session in a hundred may have one target after all. */
const pairShareMax = 0.99;

function shuffled<T>(entries: T[], random: Random): T[] {
  for (let place = entries.length - 1; place > 0; place--) {
    const other = Math.floor(random() * (place + 1));
    const kept = entries[place] as T;
    entries[place] = entries[other] as T;
    entries[other] = kept;
  }
  return entries;
}

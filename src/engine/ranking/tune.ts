import type { GraphManifest, TuneReport, Tuning } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { carveLikes } from '../../core/evaluation/ranking/carve-likes.ts';
import { unchosenWeight } from '../../core/evaluation/ranking/ranking-choice.ts';
import { relationTerms } from '../../core/ranking/terms.ts';
import type { ComputeDeps, Deps } from '../deps.ts';
import type { TuneRequest } from '../engine.ts';
import { type TunedRanking, tuneRanking } from '../evaluate/ranking/tune-ranking.ts';

type TuneDeps = Pick<Deps, 'store' | 'graph' | 'now'> & ComputeDeps;

const listLength = 10;
/** With fewer users, chance chooses. */
const usersMin = 20;

/**
 * Chooses exponents, recency, regression and weights of relations so that the likes taken out of the store's own data
 * (`carveLikes`) are found again best by ndcg@10, and writes them to the manifest with the figures that chose them when
 * they are better there than the settings that stand. Aspects keep their weight and take no part. Throws
 * `request-invalid` with fewer than 20 users that have three likes or more, `graph-empty`.
 */
export async function tune(deps: TuneDeps, request: TuneRequest, signal: AbortSignal): Promise<TuneReport> {
  const startedAt = deps.now();
  const manifest = await deps.store.manifest(signal);
  if (request.forget && manifest !== null) return forgetTuning(deps, manifest, request.dryRun, signal);
  const graph = await deps.graph.current(signal);
  const { index, cases, carve, hasTimes } = carveLikes(graph.index);
  if (cases.length < usersMin) throw tooFewUsers(cases.length);
  // A relation that weighs nothing now may be chosen all the same.
  const weighed = { ...graph.manifest, tuning: undefined, relations: withoutWeights(graph.manifest) };
  const { tuning: _, ...unweighed } = weighed;
  const all = { ...index, relationTerms: relationTerms(graph.snapshot, unweighed) };
  const { onProgress } = request;
  const options = { k: listLength, hasTimes, before: [index], onProgress };
  const tuned = await tuneRanking(deps, [{ index: all, cases }], options, signal);
  const types = [...new Set(all.relationTerms.map(({ type }) => type))];
  const tuning = tuningOf(tuned, types, carve, new Date(deps.now()).toISOString());
  const isBetter = tuning.value > tuning.before;
  const written =
    isBetter &&
    !request.dryRun &&
    (await deps.store.putManifest({ ...(manifest ?? graph.manifest), tuning }, signal));
  return {
    tuning,
    written,
    reason: isBetter
      ? request.dryRun
        ? 'dry run: better than the settings that stand, not written'
        : 'better than the settings that stood'
      : 'no better than the settings that stand, which were kept',
    tried: tuned.tried,
    steps: tuned.steps.map((step) => ({ ...step })),
    seconds: (deps.now() - startedAt) / 1000,
    revision: await deps.store.revision(signal),
  };
}

async function forgetTuning(
  { store }: Pick<TuneDeps, 'store'>,
  { tuning, ...manifest }: GraphManifest,
  dryRun: boolean,
  signal: AbortSignal,
): Promise<TuneReport> {
  const written = tuning !== undefined && !dryRun && (await store.putManifest(manifest, signal));
  const reason =
    tuning === undefined
      ? 'the manifest holds no tuned settings'
      : dryRun
        ? 'dry run: tuned settings would be taken out of the manifest'
        : 'tuned settings were taken out of the manifest';
  return {
    tuning: null,
    written,
    reason,
    tried: 0,
    steps: [],
    seconds: 0,
    revision: await store.revision(signal),
  };
}

function withoutWeights({ relations }: GraphManifest): GraphManifest['relations'] {
  return relations.map(({ weight: _, ...relation }) => relation);
}

function tuningOf(tuned: TunedRanking, types: readonly string[], carve: string, at: string): Tuning {
  const { walk, relations } = tuned.choice;
  return {
    walk: {
      ...walk,
      regression: { ...walk.regression },
      long: walk.long === null ? null : { ...walk.long },
    },
    relations: types.map((type) => ({ type, ...(relations.get(type) ?? { weight: unchosenWeight }) })),
    metric: `ndcg@${listLength}`,
    value: tuned.ndcgAfter,
    before: tuned.ndcgBefore,
    standardError: tuned.standardError,
    users: tuned.users,
    carve,
    at,
  };
}

function tooFewUsers(count: number): EngineError {
  return new EngineError(
    'request-invalid',
    `Likes could be taken out for ${count} users only; tuning needs ${usersMin} users with at least three likes, or chance would choose. Import more interactions, or write the settings into graph.json yourself.`,
  );
}

import type { Evaluation } from '../../contract/types.ts';
import {
  buildDialogModel,
  type DialogModel,
  dialogScores,
} from '../../core/conversation/dialog/dialog-candidates.ts';
import { type DialogSettings, dialogDefaults } from '../../core/conversation/dialog/dialog-settings.ts';
import {
  type DialogProtocol,
  dialogFigures,
  dialogProtocols,
  labelsOf,
} from '../../core/evaluation/conversation/dialog-metrics.ts';
import { timeQuantiles } from '../../core/evaluation/ranking/time-quantiles.ts';
import { rankOf } from '../../core/ranking/top-k.ts';
import type { DialogCase, DialogData } from '../../files/dialog-port.ts';
import type { Deps } from '../deps.ts';
import type { Progress } from '../engine.ts';
import { pause } from './pause.ts';

/** What evaluate dialog takes. */
export interface DialogEvaluationRequest {
  readonly data: DialogData;
  /** Null: both. */
  readonly protocol: DialogProtocol | null;
  /** What it does not say has the default. */
  readonly settings?: Partial<DialogSettings>;
  readonly onProgress: (progress: Progress) => void;
}

const progressEvery = 50;

/**
 * Returns one document a protocol: where the movies that people recommended stand among all movies of the data, those
 * left out that the dialog has already named (such a label counts as a miss under A and not at all under B). Each turn is
 * scored from what was said before it; the model is made of training dialogs alone. Nothing is learned from the split.
 * `turnMs` is how long the scores of a turn take.
 */
export async function evaluateDialog(
  deps: Pick<Deps, 'now'>,
  request: DialogEvaluationRequest,
  signal: AbortSignal,
): Promise<Evaluation[]> {
  const startedAt = deps.now();
  const { data, protocol } = request;
  const settings = { ...dialogDefaults, ...request.settings };
  const model = buildDialogModel(data, settings);
  const protocols = protocol === null ? dialogProtocols : [protocol];
  const ranks = new Map<DialogProtocol, (number | null)[]>(protocols.map((one) => [one, []]));
  const times: number[] = [];
  for (const [done, turn] of data.cases.entries()) {
    if (done % progressEvery === 0) {
      signal.throwIfAborted();
      request.onProgress({ phase: 'evaluate', done, total: data.cases.length, unit: 'turns' });
      await pause();
    }
    const turnAt = deps.now();
    const rankOfMovie = ranksOf(model, turn, settings);
    times.push(deps.now() - turnAt);
    const mentioned = new Set(turn.mentioned.map(({ entity }) => entity));
    for (const [one, found] of ranks) found.push(...labelsOf(turn.named, mentioned, one).map(rankOfMovie));
  }
  return [...ranks].map(([set, found]) => ({
    suite: 'dialog',
    data: data.name,
    set,
    split: data.split,
    n: found.length,
    ...dialogFigures(found),
    parameters: {
      ...settings,
      candidates: data.movies.length,
      turns: data.cases.length,
      mentioned: 'removed',
      turnMs: timeQuantiles(times),
    },
    seconds: (deps.now() - startedAt) / 1000,
  }));
}

/** Returns the rank of a movie at a turn; null for one that was mentioned or may not be recommended. */
function ranksOf(
  model: DialogModel,
  turn: DialogCase,
  settings: DialogSettings,
): (movie: number) => number | null {
  const scores = dialogScores(model, turn, settings);
  const mentioned = new Set(turn.mentioned.map(({ entity }) => entity));
  const isExcluded = Uint8Array.from(model.movies, (movie) => (mentioned.has(movie) ? 1 : 0));
  const places = new Map(model.movies.map((movie, place) => [movie, place]));
  return (movie) => {
    const place = places.get(movie);
    return place === undefined ? null : rankOf(scores, isExcluded, place);
  };
}

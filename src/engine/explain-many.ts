import type { ExplainReport, ExplainRequest, Explanation } from '../contract/types.ts';
import { check, parse } from '../contract/validate.ts';
import { EngineError } from '../core/errors.ts';
import type { ReadRow } from '../files/port.ts';
import type { Deps } from './deps.ts';
import type { ExplainManyRequest } from './engine.ts';
import { findExplanation } from './explain.ts';
import { prepareExplanation } from './prepare-explanation.ts';

/** Most explanations at work at one time. */
export const concurrencyMax = 64;

/**
 * Explains every pair of a file into an output file, one line a key, in the order in which they are done. It may be
 * stopped at any moment and called again: a line that was torn is cut, pairs whose line is there are passed over, and
 * what the store holds is written without work. A template that stands in because a call of the model failed is made
 * again by the next run, in place of its line. A pair that cannot be explained goes to the failures with its reason;
 * what concerns all pairs (the store is gone, Ctrl-C) ends the run. Memory: one key of 64 characters a line.
 * Throws `data-missing`, `data-invalid` (the output is another file), `interrupted`, and as the store.
 */
export async function explainMany(
  deps: Deps,
  request: ExplainManyRequest,
  signal: AbortSignal,
): Promise<ExplainReport> {
  const start = deps.now();
  const stop = new AbortController();
  const run: Run = {
    deps,
    request,
    signal: AbortSignal.any([signal, stop.signal]),
    keys: new Set(),
    counts: { pairs: 0, present: 0, reused: 0, made: 0, notKept: 0, failed: 0 },
    rungs: { model: 0, repair: 0, template: 0 },
    total: await request.pairs.count(signal),
  };
  let failuresFile: string | null = null;
  try {
    for (const key of await request.results.open((record) => isKept(deps, record, signal), signal))
      run.keys.add(key);
    const rows = request.pairs.rows(run.signal)[Symbol.asyncIterator]();
    const workers = Array.from({ length: Math.min(concurrencyMax, request.concurrency) }, () =>
      work(run, rows, stop),
    );
    const ends = await Promise.allSettled(workers);
    const failure = firstFailure(ends);
    if (signal.aborted)
      throw new EngineError('interrupted', interruptedText(request.results.path), { cause: failure });
    if (failure !== null) throw failure;
  } finally {
    await request.results.close();
    failuresFile = await request.failures.close();
  }
  const seconds = Math.max(0, (deps.now() - start) / 1000);
  return { ...run.counts, failuresFile, output: request.results.path, rungs: run.rungs, seconds };
}

interface Run {
  readonly deps: Deps;
  readonly request: ExplainManyRequest;
  readonly signal: AbortSignal;
  /** Keys that have a line, or that somebody is working on. */
  readonly keys: Set<string>;
  readonly counts: {
    pairs: number;
    present: number;
    reused: number;
    made: number;
    notKept: number;
    failed: number;
  };
  readonly rungs: { model: number; repair: number; template: number };
  readonly total: number;
}

/** Takes rows until there are none; the first failure of any worker stops them all. */
async function work(run: Run, rows: AsyncIterator<ReadRow>, stop: AbortController): Promise<void> {
  try {
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
      if (run.signal.aborted) return;
      await explainRow(run, next.value);
      run.counts.pairs++;
      run.request.onProgress({
        phase: 'explain',
        done: run.counts.pairs,
        total: run.total,
        unit: 'pairs',
        rungs: run.rungs,
      });
    }
  } catch (error) {
    stop.abort();
    throw error;
  }
}

async function explainRow(run: Run, row: ReadRow): Promise<void> {
  const { file, line } = row;
  try {
    if ('reason' in row) throw new EngineError('request-invalid', row.reason);
    await explainPair(run, parse<ExplainRequest>('explain-request', row.row, `line ${line}`));
  } catch (error) {
    if (!isOfPair(error)) throw error;
    run.counts.failed++;
    await run.request.failures.write({
      file,
      line,
      reason: error.message,
      row: 'reason' in row ? row.text : row.row,
    });
  }
}

async function explainPair(run: Run, pair: ExplainRequest): Promise<void> {
  const { deps, signal, keys, counts } = run;
  const prepared = await prepareExplanation(deps, { counterfactual: false, ...pair }, signal);
  if (keys.has(prepared.key)) {
    counts.present++;
    return;
  }
  keys.add(prepared.key);
  const { explanation, origin } = await findExplanation(deps, prepared, signal);
  await run.request.results.append(explanation);
  if (origin === 'stored') {
    counts.reused++;
    return;
  }
  counts.made++;
  if (origin === 'not-kept') counts.notKept++;
  run.rungs[explanation.rung]++;
}

/** Errors that say something about one pair; any other would meet every pair. */
function isOfPair(error: unknown): error is EngineError {
  return error instanceof EngineError && (error.code === 'node-unknown' || error.code === 'request-invalid');
}

/**
 * Whether a line of an earlier run stays: one that ends with a failed call of the model only if the store holds its
 * result after all.
 */
async function isKept(deps: Deps, record: unknown, signal: AbortSignal): Promise<boolean> {
  const read = check<Explanation>('explanation', record);
  if (!read.ok)
    throw new EngineError(
      'data-invalid',
      `The output holds a line that is no explanation: ${read.problems.join('; ')}.`,
    );
  const isStandIn = read.value.rung === 'template' && read.value.attempts.at(-1)?.verdict === 'failed';
  return !isStandIn || (await deps.store.getResult(read.value.key, signal)) !== null;
}

function firstFailure(ends: readonly PromiseSettledResult<void>[]): unknown {
  const failures = ends.filter((end) => end.status === 'rejected').map((end) => end.reason as unknown);
  const isInterruption = (error: unknown): boolean =>
    error instanceof EngineError && error.code === 'interrupted';
  return failures.find((error) => !isInterruption(error)) ?? failures[0] ?? null;
}

function interruptedText(path: string): string {
  return `Interrupted. ${path} holds what was done; the same command goes on from there.`;
}

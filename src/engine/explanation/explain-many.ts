import type { ExplainReport, ExplainRequest, Explanation } from '../../contract/types.ts';
import { check, parse } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import type { ReadRow } from '../../files/port.ts';
import type { Deps } from '../deps.ts';
import type { ExplainManyRequest } from '../engine.ts';
import { type FoundExplanation, keptExplanation } from './explain.ts';
import { limitedModel } from './limited-model.ts';
import { type PreparedExplanation, prepareExplanation } from './prepare-explanation.ts';
import { writeExplanation } from './write-explanation.ts';

/** Most calls of the model at one time. */
const concurrencyMax = 64;
/** Workers for each call of the model at one time: while one waits for its answer, another prepares the next or writes. */
const workersPerCall = 2;
/** Templates are made so many at a time: pairs of one user share her scoring, and one write to the store keeps them all. */
const templatesAtOnce = 64;

/**
 * Explains every pair of a file into an output file, one line a key, in the order in which they are done. It may be
 * stopped at any moment and called again: a line that was torn is cut, pairs whose line is there are passed over, and
 * what the store holds is written without work. A template that stands in because a call of the model failed is made
 * again by the next run, in place of its line. A pair that cannot be explained goes to the failures with its reason;
 * what concerns all pairs (the store is gone, Ctrl-C) ends the run. With a model a pair is kept as soon as it is done,
 * and the next prompts stand ready, so that `concurrency` calls are always under way;
 * without one, 64 at a time, grouped by user. Memory: one key of 64 characters a line.
 * Throws `data-missing`, `data-invalid` (the output is another file), `interrupted`, and as the store.
 */
export async function explainMany(
  deps: Deps,
  request: ExplainManyRequest,
  signal: AbortSignal,
): Promise<ExplainReport> {
  const start = deps.now();
  const stop = new AbortController();
  const concurrency = Math.min(concurrencyMax, request.concurrency);
  const run: Run = {
    deps: { ...deps, model: limitedModel(deps.model, concurrency) },
    request,
    signal: AbortSignal.any([signal, stop.signal]),
    keys: new Set(),
    counts: { pairs: 0, present: 0, reused: 0, made: 0, notKept: 0, failed: 0 },
    rungs: { model: 0, repair: 0, template: 0 },
    total: await request.pairs.count(signal),
  };
  const { available } = await deps.model.status(signal);
  const rowsAtOnce = available ? 1 : templatesAtOnce;
  let failuresFile: string | null = null;
  try {
    for (const key of await request.results.open((record) => isKept(deps, record, signal), signal))
      run.keys.add(key);
    const rows = request.pairs.rows(run.signal)[Symbol.asyncIterator]();
    const workers = Array.from({ length: available ? concurrency * workersPerCall : concurrency }, () =>
      work(run, rows, rowsAtOnce, stop),
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
async function work(
  run: Run,
  rows: AsyncIterator<ReadRow>,
  rowsAtOnce: number,
  stop: AbortController,
): Promise<void> {
  try {
    for (;;) {
      const taken: ReadRow[] = [];
      while (taken.length < rowsAtOnce) {
        const next = await rows.next();
        if (next.done === true) break;
        taken.push(next.value);
      }
      if (taken.length === 0 || run.signal.aborted) return;
      await explainRows(run, taken);
      for (const _ of taken) reportOne(run);
    }
  } catch (error) {
    stop.abort();
    throw error;
  }
}

function reportOne(run: Run): void {
  const done = ++run.counts.pairs;
  run.request.onProgress({ phase: 'explain', done, total: run.total, unit: 'pairs', rungs: run.rungs });
}

/** A pair of a file, with what was found for it. */
interface FoundRow {
  readonly found: FoundExplanation;
  readonly prepared: PreparedExplanation;
}

/** Explains rows by user, keeps what is durable in one write, and only then writes their lines. */
async function explainRows(run: Run, rows: readonly ReadRow[]): Promise<void> {
  const { deps, signal } = run;
  const done: FoundRow[] = [];
  const failed: Parameters<typeof run.request.failures.write>[0][] = [];
  for (const row of byUser(rows)) {
    try {
      if ('reason' in row) throw new EngineError('request-invalid', row.reason);
      const pair = parse<ExplainRequest>('explain-request', row.row, `line ${row.line}`);
      const found = await explainPair(run, pair);
      if (found !== null) done.push(found);
    } catch (error) {
      if (!isOfPair(error)) throw error;
      const { file, line } = row;
      failed.push({ file, line, reason: error.message, row: 'reason' in row ? row.text : row.row });
    }
  }
  const made = done.filter(({ found }) => found.origin === 'made');
  if (made.length > 0) {
    const results = made.map(({ found, prepared }) => ({ key: prepared.key, record: found.explanation }));
    await deps.store.putResults(results, signal);
  }
  for (const { found } of done) await writeLine(run, found);
  for (const failure of failed.sort((left, right) => left.line - right.line)) {
    run.counts.failed++;
    await run.request.failures.write(failure);
  }
}

/** The rows of one user side by side, in the order in which users come. */
function byUser(rows: readonly ReadRow[]): ReadRow[] {
  const users = new Map<unknown, ReadRow[]>();
  for (const row of rows) {
    const user = 'reason' in row ? null : (row.row as { readonly user?: unknown } | null)?.user;
    const known = users.get(user);
    if (known === undefined) users.set(user, [row]);
    else known.push(row);
  }
  return [...users.values()].flat();
}

/** What is kept of the pair, or a new text; null where the output holds it or another worker is on it. */
async function explainPair(run: Run, pair: ExplainRequest): Promise<FoundRow | null> {
  const { deps, signal, keys, counts } = run;
  const prepared = await prepareExplanation(deps, { counterfactual: false, ...pair }, signal);
  if (keys.has(prepared.key)) {
    counts.present++;
    return null;
  }
  keys.add(prepared.key);
  const kept = await keptExplanation(deps, prepared, signal);
  if (kept !== null) return { prepared, found: { explanation: kept, origin: 'stored' } };
  const { explanation, isDurable } = await writeExplanation(deps, prepared, signal);
  return { prepared, found: { explanation, origin: isDurable ? 'made' : 'not-kept' } };
}

async function writeLine(run: Run, { explanation, origin }: FoundExplanation): Promise<void> {
  const { counts, rungs } = run;
  await run.request.results.append(explanation);
  if (origin === 'stored') {
    counts.reused++;
    return;
  }
  counts.made++;
  if (origin === 'not-kept') counts.notKept++;
  rungs[explanation.rung]++;
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

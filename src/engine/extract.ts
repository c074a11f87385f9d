import type { AspectRow, ExtractReport } from '../contract/types.ts';
import { EngineError } from '../core/errors.ts';
import { type ExtractedOpinion, extractOpinions, opinionTextMax } from '../core/opinions/extract-opinions.ts';
import { languageOf } from '../core/opinions/language.ts';
import type { FactRows, GraphStore, UpsertResult } from '../store/port.ts';
import { type AspectNames, countAspects, readAspectNames } from './aspect-names.ts';
import type { Deps } from './deps.ts';
import type { ExtractRequest } from './engine.ts';
import { pause } from './evaluate/pause.ts';
import { type ExtractCounts, openExtraction } from './extract-checkpoint.ts';
import { opinionId } from './opinion-id.ts';

/** Reviews of one page: read, searched, written and confirmed together. */
const pageReviews = 200;
const pageTimeoutMs = 60_000;

/** What `opinion.method` says of opinions found here. */
export const rulesMethod = 'rules';

/**
 * Returns what searching the reviews of the store for opinions did. Reviews come in the order of their ids; each page
 * is written and confirmed before the next, so that a run that was stopped at any moment, also by force, goes on where
 * it was, and a run over the same reviews changes nothing. Reviews in another language, without words, or with opinions
 * from elsewhere (of a data set) are counted and left alone. Every opinion stands word for word in its review, and takes
 * the place of what the rules found there before. A review that takes longer than the deadline keeps what it had and is
 * counted as overdue, where others might differ from run to run. Throws `interrupted`, and what stores throw.
 * Cost: O(text); memory: one page, and the names of aspects.
 */
export async function extractReviews(
  deps: Pick<Deps, 'store' | 'hash' | 'now'>,
  request: ExtractRequest,
  signal: AbortSignal,
): Promise<ExtractReport> {
  const startedAt = deps.now();
  const { store } = deps;
  const names = await readAspectNames(store, signal);
  const checkpoint = await openExtraction(deps, request, signal);
  const total = (await store.counts(signal)).reviews;
  const isNamed = await namedEnough(deps, request, total, signal);
  const resumed = checkpoint.counts.reviews;
  let { after, counts } = checkpoint;
  for (;;) {
    // Lets a signal and the progress line through: an embedded store answers at once.
    await pause();
    if (signal.aborted) throw interruption();
    request.onProgress({ phase: 'extract', done: counts.reviews, total, unit: 'reviews' });
    const page = await readPage(store, after, signal);
    const last = page.at(-1);
    if (last === undefined) break;
    counts = await extractPage(deps, request, { page, names, counts, isNamed }, signal);
    after = last.id;
    await checkpoint.confirm(after, counts, signal);
  }
  await checkpoint.finish(signal);
  return {
    dryRun: request.dryRun,
    method: rulesMethod,
    ...accountOf(counts),
    resumed,
    revision: await store.revision(signal),
    seconds: (deps.now() - startedAt) / 1000,
  };
}

function accountOf(
  counts: ExtractCounts,
): Pick<ExtractReport, 'reviews' | 'withOpinions' | 'cut' | 'aspectsCreated' | 'skipped' | 'opinions'> {
  const { language, wordless, labelled, older, overdue } = counts;
  const { opinionsCreated, opinionsUnchanged, opinionsRemoved, opinionsLeftOut } = counts;
  const { reviews, withOpinions, cut, aspectsCreated } = counts;
  return {
    reviews,
    withOpinions,
    cut,
    aspectsCreated,
    skipped: { language, wordless, labelled, older, overdue },
    opinions: {
      created: opinionsCreated,
      unchanged: opinionsUnchanged,
      removed: opinionsRemoved,
      leftOut: opinionsLeftOut,
    },
  };
}

/** Reads all reviews once to count who names what, where an aspect must be named more than once. */
async function namedEnough(
  deps: Pick<Deps, 'store'>,
  request: ExtractRequest,
  total: number,
  signal: AbortSignal,
): Promise<(name: string) => boolean> {
  const { aspectReviewsMin, lexicon, since } = request;
  if (aspectReviewsMin <= 1) return () => true;
  const counter = countAspects();
  let done = 0;
  for (let after = ''; ; ) {
    await pause();
    if (signal.aborted) throw interruption();
    request.onProgress({ phase: 'count aspects', done, total, unit: 'reviews' });
    const page = await readPage(deps.store, after, signal);
    const last = page.at(-1);
    if (last === undefined) break;
    for (const review of page)
      if (reasonToSkip(review, since) === null)
        counter.add(extractOpinions(review.text, lexicon).map((opinion) => opinion.aspect));
    after = last.id;
    done += page.length;
  }
  return (name) => counter.countOf(name) >= aspectReviewsMin;
}

interface StoredReview {
  readonly id: string;
  readonly text: string;
  readonly at: number | null;
  readonly opinionsOfOthers: number;
}

async function readPage(store: GraphStore, after: string, signal: AbortSignal): Promise<StoredReview[]> {
  const limits = { rowsMax: pageReviews, timeoutMs: pageTimeoutMs };
  const { rows } = await store.runNamed('reviews', { after, limit: pageReviews }, limits, signal);
  return rows.map(([id, , text, at, opinionsOfOthers]) => ({
    id: String(id),
    text: String(text),
    at: at === null ? null : Number(at),
    opinionsOfOthers: Number(opinionsOfOthers),
  }));
}

interface Page {
  readonly page: readonly StoredReview[];
  readonly names: AspectNames;
  readonly counts: ExtractCounts;
  /** Whether enough reviews name an aspect that the store does not have. */
  readonly isNamed: (name: string) => boolean;
}

async function extractPage(
  deps: Pick<Deps, 'store' | 'hash' | 'now'>,
  request: ExtractRequest,
  { page, names, counts, isNamed }: Page,
  signal: AbortSignal,
): Promise<ExtractCounts> {
  const next = { ...counts };
  const aspects: AspectRow[] = [];
  const opinions: FactRows['opinions'][] = [];
  const searched: string[] = [];
  for (const review of page) {
    next.reviews++;
    const reason = reasonToSkip(review, request.since);
    if (reason !== null) {
      next[reason]++;
      continue;
    }
    const found = opinionsInTime(review.text, request, deps.now);
    if (found === null) {
      next.overdue++;
      continue;
    }
    searched.push(review.id);
    if (review.text.length > opinionTextMax) next.cut++;
    if (found.length > 0) next.withOpinions++;
    for (const opinion of found) {
      if (!names.has(opinion.aspect) && !isNamed(opinion.aspect)) {
        next.opinionsLeftOut++;
        continue;
      }
      const { aspect, isNew } = names.idOf(opinion.aspect);
      if (isNew) aspects.push({ id: aspect, name: opinion.aspect });
      opinions.push(rowOf(review.id, aspect, opinion, deps.hash));
    }
  }
  const options = { dryRun: request.dryRun, signal };
  if (aspects.length > 0) await deps.store.upsert('aspects', aspects, options);
  next.aspectsCreated += aspects.length;
  if (searched.length === 0) return next;
  const scope = { reviews: searched, method: rulesMethod };
  addOpinions(next, await deps.store.replaceOpinions(scope, opinions, options));
  return next;
}

/** Returns what the rules find, or null where the time for one review ran out first. */
function opinionsInTime(
  text: string,
  { lexicon, deadlineMs }: ExtractRequest,
  now: Deps['now'],
): ExtractedOpinion[] | null {
  if (deadlineMs === null) return extractOpinions(text, lexicon);
  const end = now() + deadlineMs;
  let isLate = false;
  const found = extractOpinions(text, lexicon, () => {
    isLate ||= now() >= end;
    return isLate;
  });
  return isLate ? null : found;
}

function reasonToSkip(
  review: StoredReview,
  since: number | null,
): 'labelled' | 'older' | 'language' | 'wordless' | null {
  if (review.opinionsOfOthers > 0) return 'labelled';
  if (since !== null && (review.at === null || review.at < since)) return 'older';
  const language = languageOf(review.text);
  if (language === 'none') return 'wordless';
  return language === 'other' ? 'language' : null;
}

function rowOf(
  review: string,
  aspect: string,
  opinion: ExtractedOpinion,
  hash: Deps['hash'],
): FactRows['opinions'] {
  const { aspectPhrase, aspectStart, aspectEnd, phrase, start, end, polarity } = opinion;
  const row = {
    review,
    aspect,
    aspectPhrase,
    aspectStart,
    aspectEnd,
    phrase,
    start,
    end,
    polarity,
    method: rulesMethod,
  };
  return { id: opinionId(row, hash), ...row };
}

/** In a dry run an opinion on an aspect that is not there yet dangles: a real run would create it. */
function addOpinions(counts: ExtractCounts, result: UpsertResult & { readonly removed: number }): void {
  counts.opinionsCreated += result.created + result.changed + result.dangling.length;
  counts.opinionsUnchanged += result.unchanged;
  counts.opinionsRemoved += result.removed;
}

function interruption(): EngineError {
  return new EngineError(
    'interrupted',
    'The extraction was interrupted; what is written stays, and the same command again goes on from there.',
  );
}

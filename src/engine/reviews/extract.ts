import type { ExtractReport } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { languageOf } from '../../core/opinions/language.ts';
import { labelMentions } from '../../core/opinions/vocabulary/label-mentions.ts';
import type { GraphStore, UpsertResult } from '../../store/port.ts';
import type { ExtractRequest } from '../engine.ts';
import { pause } from '../evaluate/pause.ts';
import { countAspects, readAspectNames } from './aspect-names.ts';
import { accountOf, addFinderCounts, type ExtractCounts } from './extract-account.ts';
import { openExtraction } from './extract-checkpoint.ts';
import { type ExtractDeps, finderOf } from './finder-of.ts';
import { type Labelling, labelOpinions } from './label-opinions.ts';
import { type FoundInReview, finderMethods, type OpinionFinder } from './opinion-finder.ts';

const pageTimeoutMs = 60_000;
/** Reviews read at a time where they are only counted. */
const countedReviews = 200;

/**
 * Returns what searching the reviews of the store for opinions did. Reviews come in the order of their ids; each page
 * is written and confirmed before the next, so that a run that was stopped at any moment, also by force, goes on where
 * it was, and a run over the same reviews changes nothing. Reviews in another language, without words, or with opinions
 * from elsewhere (of a data set) are counted and left alone. Every opinion stands word for word in its review, and takes
 * the place of what was found there before, by any method. Aspects are called as the vocabulary says. A review that takes longer than the deadline keeps what it had and is
 * counted as overdue, where others might differ from run to run. Throws `interrupted`, and what stores throw.
 * Cost: O(text); memory: one page, and the names of aspects.
 */
export async function extractReviews(
  deps: ExtractDeps,
  request: ExtractRequest,
  signal: AbortSignal,
): Promise<ExtractReport> {
  const startedAt = deps.now();
  const { store } = deps;
  const finder = await finderOf(deps, request, signal);
  const names = await readAspectNames(store, signal);
  const checkpoint = await openExtraction(deps, { ...request, finder: finder.key }, signal);
  const total = (await store.counts(signal)).reviews;
  const isNamed = await namedEnough(deps, request, { finder, total }, signal);
  const labels = request.vocabulary ? labelMentions(request.vocabulary) : null;
  const labelling = { names, labels, isClosed: request.isClosed ?? false, isNamed };
  const resumed = checkpoint.counts.reviews;
  let { after, counts } = checkpoint;
  for (;;) {
    // Lets a signal and the progress line through: an embedded store answers at once.
    await pause();
    if (signal.aborted) throw interruption();
    request.onProgress({ phase: 'extract', done: counts.reviews, total, unit: 'reviews' });
    const page = await readPage(store, { after, limit: finder.pageReviews }, signal);
    const last = page.at(-1);
    if (last === undefined) break;
    counts = await extractPage(deps, request, { page, labelling, counts, finder }, signal);
    after = last.id;
    await checkpoint.confirm(after, counts, signal);
  }
  await checkpoint.finish(signal);
  const seconds = (deps.now() - startedAt) / 1000;
  return {
    dryRun: request.dryRun,
    method: finder.method,
    model: finder.model,
    ...accountOf(counts, labels !== null),
    resumed,
    revision: await store.revision(signal),
    seconds,
    reviewsPerSecond: seconds > 0 ? (counts.reviews - resumed) / seconds : null,
  };
}

/** Reads all reviews once to count who names what, where an aspect must be named more than once. */
async function namedEnough(
  deps: ExtractDeps,
  request: ExtractRequest,
  { finder, total }: { readonly finder: OpinionFinder; readonly total: number },
  signal: AbortSignal,
): Promise<(name: string) => boolean> {
  const { aspectReviewsMin, since } = request;
  if (aspectReviewsMin <= 1) return () => true;
  const counter = countAspects();
  let done = 0;
  for (let after = ''; ; ) {
    await pause();
    if (signal.aborted) throw interruption();
    request.onProgress({ phase: 'count aspects', done, total, unit: 'reviews' });
    const page = await readPage(deps.store, { after, limit: countedReviews }, signal);
    const last = page.at(-1);
    if (last === undefined) break;
    for (const review of page) {
      if (reasonToSkip(review, since) !== null) continue;
      const found = await finder.find(review.text, null, signal);
      if (found.outcome === 'found') counter.add(found.opinions.map(({ mention }) => mention.name));
    }
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
  readonly opinionsOfModels: number;
}

async function readPage(
  store: GraphStore,
  { after, limit }: { readonly after: string; readonly limit: number },
  signal: AbortSignal,
): Promise<StoredReview[]> {
  const limits = { rowsMax: limit, timeoutMs: pageTimeoutMs };
  const { rows } = await store.runNamed('reviews', { after, limit }, limits, signal);
  return rows.map(([id, , text, at, opinionsOfOthers, opinionsOfModels]) => ({
    id: String(id),
    text: String(text),
    at: at === null ? null : Number(at),
    opinionsOfOthers: Number(opinionsOfOthers),
    opinionsOfModels: Number(opinionsOfModels),
  }));
}

interface Page {
  readonly page: readonly StoredReview[];
  readonly labelling: Labelling;
  readonly counts: ExtractCounts;
  readonly finder: OpinionFinder;
}

async function extractPage(
  deps: ExtractDeps,
  request: ExtractRequest,
  { page, labelling, counts, finder }: Page,
  signal: AbortSignal,
): Promise<ExtractCounts> {
  const out = { counts: { ...counts }, aspects: [], opinions: [] } satisfies Parameters<
    typeof labelOpinions
  >[4];
  const next = out.counts;
  const searched: string[] = [];
  const searchable = page.filter((review) => reasonToSkip(review, request.since) === null);
  const foundIn = await findAll(searchable, request, finder, signal);
  for (const review of page) {
    next.reviews++;
    const reason = reasonToSkip(review, request.since);
    const found = foundIn.get(review);
    if (reason !== null || found === undefined) {
      if (reason !== null) next[reason]++;
      continue;
    }
    addFinderCounts(next, found.counts);
    if (found.outcome !== 'found') {
      next[found.outcome]++;
      continue;
    }
    searched.push(review.id);
    if (review.text.length > finder.textUnitsMax) next.cut++;
    if (found.opinions.length > 0) next.withOpinions++;
    labelOpinions(review, found.opinions, labelling, { finder, hash: deps.hash }, out);
  }
  const options = { dryRun: request.dryRun, signal };
  if (out.aspects.length > 0) await deps.store.upsert('aspects', out.aspects, options);
  next.aspectsCreated += out.aspects.length;
  if (searched.length === 0) return next;
  // A review speaks by one method: what another one had found there goes.
  const others = finderMethods.filter((method) => method !== finder.method);
  const isAlone = finder.method === 'rules' && page.every((review) => review.opinionsOfModels === 0);
  for (const method of isAlone ? [] : others)
    addOpinions(next, await deps.store.replaceOpinions({ reviews: searched, method }, [], options));
  const scope = { reviews: searched, method: finder.method };
  addOpinions(next, await deps.store.replaceOpinions(scope, out.opinions, options));
  return next;
}

/** Several reviews at a time; the first failure stops the others. */
async function findAll(
  reviews: readonly StoredReview[],
  { concurrency = 1, deadlineMs }: ExtractRequest,
  finder: OpinionFinder,
  signal: AbortSignal,
): Promise<ReadonlyMap<StoredReview, FoundInReview>> {
  const found = new Map<StoredReview, FoundInReview>();
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const left = reviews[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const review of left) {
      if (both.aborted) throw interruption();
      found.set(review, await finder.find(review.text, deadlineMs, both));
    }
  };
  let failure: unknown = null;
  const workers = Array.from({ length: Math.min(concurrency, reviews.length) }, () =>
    work().catch((error: unknown) => {
      failure ??= error;
      stop.abort();
    }),
  );
  await Promise.all(workers);
  if (failure !== null) throw failure;
  return found;
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

import type { AspectsReply } from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import { languageOf } from '../../core/opinions/language.ts';
import { aspectsFormat, aspectsMessages } from '../../core/opinions/model/aspects-prompt.ts';
import { groundedAspects } from '../../core/opinions/model/grounded-aspects.ts';
import { meaningLinks } from '../../core/opinions/vocabulary/meaning-links.ts';
import { proposeMerges } from '../../core/opinions/vocabulary/propose-merges.ts';
import { tokensAtMost } from '../../core/prompt-text.ts';
import type { Deps } from '../deps.ts';
import type { ProposeByModelRequest, ProposedByModel } from '../engine.ts';
import type { ProposeDeps } from './propose-vocabulary.ts';

/** How a model is asked. */
const settings = {
  contextTokens: 8192,
  outputTokensMax: 512,
  seed: 1,
  temperature: 0,
  timeoutMs: 120_000,
} as const;
const reviewsPerCall = 6;
/** A review is read to here, in UTF-16 units: its aspects come early. */
const reviewUnitsMax = 900;
const pageReviews = 500;
const pageTimeoutMs = 60_000;
/** Reviews of the sample that must have a word of a proposed name. */
const reviewsMin = 2;

/**
 * Returns aspects that a model proposes from a sample of the store's reviews, merged as names are (`proposeMerges`, with an
 * embedding model by meaning, too), the most spoken of `aspectsMax`. The sample are the reviews whose ids hash lowest, so
 * the same store gives the same sample. A name counts only where at least two reviews of the sample have one of its words;
 * what else the model says is dropped and counted. A failing call is counted and its reviews are passed over. Throws
 * `graph-empty` without English reviews, `model-unavailable`, `model-missing`, `interrupted`.
 */
export async function proposeByModel(
  deps: ProposeDeps & Pick<Deps, 'model' | 'hash'>,
  request: ProposeByModelRequest,
  signal: AbortSignal,
): Promise<ProposedByModel> {
  const status = await deps.model.status(signal);
  if (!status.available) throw new EngineError('model-unavailable', `${status.reason}. ${status.fix}`);
  const reviews = await sampleOf(deps, request, signal);
  if (reviews.length === 0)
    throw new EngineError('graph-empty', 'The store holds no review in English to propose aspects from.');
  const item = (await deps.store.manifest(signal))?.item.many ?? 'items';
  const names: string[] = [];
  const counts = { calls: 0, failed: 0, refused: 0, promptTokens: 0, outputTokens: 0 };
  for (let from = 0; from < reviews.length; from += reviewsPerCall) {
    request.onProgress({ phase: 'ask for aspects', done: from, total: reviews.length, unit: 'reviews' });
    const reply = await ask(
      deps,
      { reviews: reviews.slice(from, from + reviewsPerCall), item, counts },
      signal,
    );
    names.push(...reply);
  }
  if (counts.failed === counts.calls)
    throw new EngineError('model-unavailable', `Every one of ${counts.calls} calls of the model failed.`);
  const { grounded, dropped } = groundedAspects(names, reviews, reviewsMin);
  const vectors =
    request.embeddingModel === null
      ? []
      : await deps.embedderOf(request.embeddingModel).embed(
          grounded.map(({ name }) => name),
          signal,
        );
  const countOf = new Map(grounded.map(({ name, count }) => [name, count]));
  const frequency = (aspect: { readonly name: string; readonly names: readonly string[] }): number =>
    [aspect.name, ...aspect.names].reduce((sum, name) => sum + (countOf.get(name) ?? 0), 0);
  const proposals = [...proposeMerges(grounded, meaningLinks(vectors))]
    .sort((left, right) => frequency(right) - frequency(left))
    .slice(0, request.aspectsMax);
  return { reviews: reviews.length, names: names.length, dropped, ...counts, proposals };
}

interface Asked {
  readonly reviews: readonly string[];
  readonly item: string;
  readonly counts: {
    calls: number;
    failed: number;
    refused: number;
    promptTokens: number;
    outputTokens: number;
  };
}

async function ask(
  deps: Pick<Deps, 'model'>,
  { reviews, item, counts }: Asked,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const messages = aspectsMessages(reviews, item);
  counts.calls++;
  if (tokensAtMost(messages) > settings.contextTokens - settings.outputTokensMax) {
    counts.refused++;
    return [];
  }
  try {
    const reply = await deps.model.chat({ ...settings, messages, format: aspectsFormat() }, signal);
    counts.promptTokens += reply.promptTokens ?? 0;
    counts.outputTokens += reply.outputTokens ?? 0;
    const names = reply.promptTruncated ? null : namesIn(reply.text);
    if (names === null) counts.refused++;
    return names ?? [];
  } catch (error) {
    if (!(error instanceof EngineError) || /^(interrupted|model-missing)$/.test(error.code)) throw error;
    counts.failed++;
    return [];
  }
}

function namesIn(text: string): readonly string[] | null {
  try {
    const checked = check<AspectsReply>('aspects-reply', JSON.parse(text));
    return checked.ok ? checked.value.aspects : null;
  } catch {
    return null;
  }
}

/** The texts of the reviews whose ids hash lowest. Memory: twice the sample. */
async function sampleOf(
  deps: Pick<Deps, 'store' | 'hash'>,
  { reviewsMax, onProgress }: ProposeByModelRequest,
  signal: AbortSignal,
): Promise<string[]> {
  let kept: { readonly hash: string; readonly text: string }[] = [];
  const total = (await deps.store.counts(signal)).reviews;
  const limits = { rowsMax: pageReviews, timeoutMs: pageTimeoutMs };
  for (let after = '', done = 0; ; ) {
    if (signal.aborted) throw new EngineError('interrupted', 'Choosing the reviews was interrupted.');
    onProgress({ phase: 'choose reviews', done, total, unit: 'reviews' });
    const { rows } = await deps.store.runNamed('reviews', { after, limit: pageReviews }, limits, signal);
    const last = rows.at(-1);
    if (last === undefined) break;
    for (const [id, , text] of rows) {
      const start = String(text).slice(0, reviewUnitsMax);
      if (languageOf(start) !== 'english') continue;
      const hash = deps.hash();
      hash.update(String(id));
      kept.push({ hash: hash.digest(), text: start });
    }
    if (kept.length > 2 * reviewsMax) kept = lowest(kept, reviewsMax);
    after = String(last[0]);
    done += rows.length;
  }
  return lowest(kept, reviewsMax).map(({ text }) => text);
}

function lowest<T extends { readonly hash: string }>(all: readonly T[], count: number): T[] {
  return [...all].sort((left, right) => (left.hash < right.hash ? -1 : 1)).slice(0, count);
}

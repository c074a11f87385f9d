import { EngineError } from '../../core/errors.ts';
import type { OpinionLexicon } from '../../core/opinions/lexicon.ts';
import { extractionFormat, extractionMessages } from '../../core/opinions/model/extraction-prompt.ts';
import { type AspectOffer, offerAspects } from '../../core/opinions/model/offer-aspects.ts';
import { pairingFormat, pairingMessages } from '../../core/opinions/model/pairing-prompt.ts';
import { type ReviewPiece, readReview } from '../../core/opinions/model/read-review.ts';
import { spanCandidates } from '../../core/opinions/model/span-candidates.ts';
import type { Vocabulary } from '../../core/opinions/vocabulary/vocabulary.ts';
import { tokensAtMost } from '../../core/prompt-text.ts';
import type { ChatRequest } from '../../llm/port.ts';
import type { Deps } from '../deps.ts';
import {
  type FinderCounts,
  type FoundInReview,
  type FoundOpinion,
  noFinderCounts,
  type OpinionFinder,
} from './opinion-finder.ts';
import { type AskedPiece, readTriples } from './read-triples.ts';

/** How a model is asked. */
const settings = {
  contextTokens: 8192,
  outputTokensMax: 1536,
  seed: 1,
  temperature: 0,
  timeoutMs: 120_000,
} as const;
const promptTokensMax = settings.contextTokens - settings.outputTokensMax;
/** Aspects offered at a time, and the fewest for which a piece is asked about at all. */
const offeredMax = 120;
const offeredMin = 8;
/** UTF-16 units of a review that are asked about: some twenty pieces. */
const textUnitsMax = 30_000;
const pageReviews = 8;
/** Reviews in a row for which a call failed, after which the run ends: the server is down or hangs. */
const failuresInRowMax = 5;
// Raise it when the same answer would be read otherwise.
const readingVersion = 1;

/** What finding by a model takes. */
export interface FindByModelOptions {
  readonly lexicon: OpinionLexicon;
  readonly vocabulary: Vocabulary;
  /** `combined`: rules propose spans, the model pairs and names them. */
  readonly method: 'model' | 'combined';
  /** Whether answers are kept, so that an equal text is not asked about again. */
  readonly keepsAnswers: boolean;
}

/**
 * Returns the finder that asks a model, piece by piece, under a schema whose aspects are those of the vocabulary; what it
 * answers is verified (`readTriples`). What was found in a text is kept under a key of everything that decides it, so that a
 * run that goes on, and an equal text, cost no call. A call that fails leaves its review as it was; five in a row end the
 * run. Throws `request-invalid` for an empty vocabulary, and `model-unavailable` where the model cannot be asked.
 */
export async function findByModel(
  deps: Pick<Deps, 'store' | 'hash' | 'now' | 'model'>,
  options: FindByModelOptions,
  signal: AbortSignal,
): Promise<OpinionFinder> {
  const { method, vocabulary } = options;
  if (vocabulary.length === 0)
    throw new EngineError(
      'request-invalid',
      'A model finds opinions on the aspects of a vocabulary, and there is none. Run: whypath vocabulary propose --method model',
    );
  const status = await deps.model.status(signal);
  if (!status.available) throw new EngineError('model-unavailable', `${status.reason}. ${status.fix}`);
  const { name, digest } = status;
  const hashOf = (value: unknown): string => {
    const hash = deps.hash();
    hash.update(JSON.stringify(value));
    return hash.digest();
  };
  const key = `${method}/${hashOf([readingVersion, settings, digest, vocabulary])}`;
  const offer = offerAspects(vocabulary);
  const running = new Map<string, Promise<FoundInReview>>();
  let failuresInRow = 0;
  const findOnce = async (
    recordKey: string,
    text: string,
    deadlineMs: number | null,
    findSignal: AbortSignal,
  ): Promise<FoundInReview> => {
    const kept = (await deps.store.getResult(recordKey, findSignal)) as KeptAnswer | null;
    if (kept !== null)
      return { outcome: 'found', opinions: kept.opinions, counts: { ...kept.counts, reused: 1 } };
    const end = deps.now() + (deadlineMs ?? Number.POSITIVE_INFINITY);
    const found = await askAll(deps, options, { offer, text, end }, findSignal);
    if (found.outcome === 'found') {
      failuresInRow = 0;
      const counts = { ...found.counts, calls: 0, promptTokens: 0, outputTokens: 0 };
      const answer: KeptAnswer = { opinions: found.opinions, counts };
      if (options.keepsAnswers) await deps.store.putResult(recordKey, answer, findSignal);
      return found;
    }
    failuresInRow += found.outcome === 'failed' ? 1 : 0;
    if (found.error !== null && failuresInRow >= failuresInRowMax) throw tooManyFailures(found.error);
    return { outcome: found.outcome, counts: found.counts };
  };
  return {
    method,
    model: { name, digest },
    key,
    textUnitsMax,
    pageReviews,
    async find(text, deadlineMs, findSignal) {
      const recordKey = `opinions/${hashOf([key, text])}`;
      // An equal text that is being asked about is waited for; then its answer is kept.
      for (let other = running.get(recordKey); other !== undefined; other = running.get(recordKey))
        await other.catch(() => undefined);
      const own = findOnce(recordKey, text, deadlineMs, findSignal);
      running.set(recordKey, own);
      try {
        return await own;
      } finally {
        running.delete(recordKey);
      }
    },
  };
}

/** What was found in a text, as it is kept. */
interface KeptAnswer {
  readonly opinions: readonly FoundOpinion[];
  readonly counts: FinderCounts;
}

type Asked =
  | Extract<FoundInReview, { outcome: 'found' }>
  | {
      readonly outcome: 'overdue' | 'failed';
      readonly counts: FinderCounts;
      readonly error: EngineError | null;
    };

async function askAll(
  deps: Pick<Deps, 'now' | 'model'>,
  options: FindByModelOptions,
  { offer, text, end }: { readonly offer: AspectOffer; readonly text: string; readonly end: number },
  signal: AbortSignal,
): Promise<Asked> {
  const counts = { ...noFinderCounts };
  const opinions: FoundOpinion[] = [];
  for (const piece of readReview(text.slice(0, textUnitsMax), options.lexicon)) {
    const asked = askedOf(piece, offer, options.method);
    if (asked === 'nothing') continue;
    if (asked === null) {
      counts.refused++;
      continue;
    }
    const left = end - deps.now();
    if (left <= 0) return { outcome: 'overdue', counts: costOf(counts), error: null };
    try {
      counts.calls++;
      const timeoutMs = Math.max(1, Math.floor(Math.min(settings.timeoutMs, left)));
      const reply = await deps.model.chat({ ...asked.request, timeoutMs }, signal);
      counts.promptTokens += reply.promptTokens ?? 0;
      counts.outputTokens += reply.outputTokens ?? 0;
      const read = reply.promptTruncated ? null : readTriples(reply.text, asked);
      if (read === null) counts.refused++;
      else {
        opinions.push(...read.opinions);
        for (const name of Object.keys(counts) as (keyof FinderCounts)[]) counts[name] += read.counts[name];
      }
    } catch (error) {
      if (!(error instanceof EngineError) || !isOfOneCall(error)) throw error;
      return { outcome: end <= deps.now() ? 'overdue' : 'failed', counts: costOf(counts), error };
    }
  }
  return { outcome: 'found', opinions, counts };
}

/** What a review cost that is left as it was: what was found in it so far counts nowhere. */
function costOf({ calls, promptTokens, outputTokens }: FinderCounts): FinderCounts {
  return { ...noFinderCounts, calls, promptTokens, outputTokens };
}

/** Failures that say nothing of the next call; a missing model and an interruption end the run. */
function isOfOneCall({ code }: EngineError): boolean {
  return code === 'model-unavailable' || code === 'model-failed' || code === 'deadline-exceeded';
}

type AskedRequest = AskedPiece & { readonly request: Omit<ChatRequest, 'timeoutMs'> };

/** Returns the call for a piece; `nothing` where rules see nothing to pair, null where not even few aspects fit with it. */
function askedOf(
  piece: ReviewPiece,
  offer: AspectOffer,
  method: 'model' | 'combined',
): AskedRequest | 'nothing' | null {
  const candidates = method === 'combined' ? spanCandidates(piece) : null;
  if (candidates !== null && (candidates.aspects.length === 0 || candidates.opinions.length === 0))
    return 'nothing';
  for (let count = offeredMax; count >= offeredMin; count = Math.floor(count / 2)) {
    const offered = offer.forText(piece.text, count);
    const messages =
      candidates === null
        ? extractionMessages(piece.text, offered)
        : pairingMessages(piece.text, offered, candidates);
    if (tokensAtMost(messages) > promptTokensMax) continue;
    const format = candidates === null ? extractionFormat(offered) : pairingFormat(offered, candidates);
    const { timeoutMs: _, ...fixed } = settings;
    return { piece, offered, candidates, request: { ...fixed, messages, format } };
  }
  return null;
}

function tooManyFailures(last: EngineError): EngineError {
  return new EngineError(
    last.code,
    `The model failed for ${failuresInRowMax} reviews in a row: ${last.message} What is written stays, and the same command goes on from there.`,
    { cause: last },
  );
}

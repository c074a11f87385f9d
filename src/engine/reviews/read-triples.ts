import type { OpinionReply, PairingReply } from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import type { Polarity } from '../../core/opinions/lexicon.ts';
import { type OfferedAspect, otherLabel } from '../../core/opinions/model/offer-aspects.ts';
import type { ReviewPiece } from '../../core/opinions/model/read-review.ts';
import type { SpanCandidates } from '../../core/opinions/model/span-candidates.ts';
import {
  judgePlace,
  type TriplePlace,
  type TripleProblem,
  verifyTriple,
} from '../../core/opinions/model/verify-triple.ts';
import { type FinderCounts, type FoundOpinion, noFinderCounts } from './opinion-finder.ts';

/** What one call asked. */
export interface AskedPiece {
  readonly piece: ReviewPiece;
  readonly offered: readonly OfferedAspect[];
  /** Marks that the rules proposed; null where the model proposes spans itself. */
  readonly candidates: SpanCandidates | null;
}

/**
 * Returns what of an answer may be kept, with a count for everything else, or null where the answer is not what was asked
 * for: prose, half a JSON, other keys. Only aspects and marks that were offered count, and every opinion is verified
 * against the words of the review; the answer can add nothing else.
 */
export function readTriples(
  text: string,
  asked: AskedPiece,
): { readonly opinions: FoundOpinion[]; readonly counts: FinderCounts } | null {
  const proposals =
    asked.candidates === null ? readOpinions(text, asked) : readPairs(text, asked, asked.candidates);
  if (proposals === null) return null;
  const byLabel = new Map(asked.offered.map(({ label, aspect }) => [label, aspect]));
  const counts = { ...noFinderCounts };
  const opinions = new Map<string, FoundOpinion>();
  for (const { label, polarity, verdict } of proposals) {
    counts.proposed++;
    if (verdict !== 'notVerbatim' && verdict !== 'notOffered') counts.verbatim++;
    const aspect = byLabel.get(label);
    if (aspect === undefined) counts[label === otherLabel ? 'otherAspect' : 'notOffered']++;
    else if (typeof verdict === 'string') counts[verdict]++;
    else {
      const key = [verdict.aspectStart, verdict.aspectEnd, verdict.start, verdict.end].join(' ');
      if (opinions.has(key)) counts.repeated++;
      else opinions.set(key, opinionOf(asked.piece, verdict, { aspect, polarity }));
    }
  }
  return { opinions: [...opinions.values()], counts };
}

interface Proposal {
  readonly label: string;
  readonly polarity: Polarity;
  readonly verdict: TriplePlace | TripleProblem | 'notOffered';
}

function readOpinions(text: string, { piece }: AskedPiece): Proposal[] | null {
  const reply = parsed<OpinionReply>('opinion-reply', text);
  if (reply === null) return null;
  return reply.opinions.map(({ aspect, aspectPhrase, phrase, polarity }) => ({
    label: aspect,
    polarity,
    verdict: verifyTriple(piece, { aspectPhrase, phrase, polarity }),
  }));
}

function readPairs(text: string, { piece }: AskedPiece, candidates: SpanCandidates): Proposal[] | null {
  const reply = parsed<PairingReply>('pairing-reply', text);
  if (reply === null) return null;
  return reply.pairs.map(({ feature, judgement, aspect, polarity }) => {
    const named = candidates.aspects.find(({ id }) => id === feature);
    const judged = candidates.opinions.find(({ id }) => id === judgement);
    const sentence = named && piece.sentences[named.sentence];
    if (named === undefined || judged === undefined || sentence === undefined)
      return { label: aspect, polarity, verdict: 'notOffered' };
    if (named.sentence !== judged.sentence) return { label: aspect, polarity, verdict: 'apart' };
    const place = {
      aspectStart: named.start,
      aspectEnd: named.end,
      start: judged.start,
      end: judged.end,
    };
    return { label: aspect, polarity, verdict: judgePlace(sentence, place, polarity) };
  });
}

/** Read strictly: prose or fences around the JSON mean that the server ignored the schema. */
function parsed<Reply>(schema: string, text: string): Reply | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const checked = check<Reply>(schema, value);
  return checked.ok ? checked.value : null;
}

function opinionOf(
  { text, start: from }: ReviewPiece,
  place: TriplePlace,
  { aspect, polarity }: { readonly aspect: OfferedAspect['aspect']; readonly polarity: Polarity },
): FoundOpinion {
  return {
    mention: { name: aspect.name, kind: aspect.kind === '' ? 'thing' : aspect.kind },
    aspectPhrase: text.slice(place.aspectStart - from, place.aspectEnd - from),
    phrase: text.slice(place.start - from, place.end - from),
    ...place,
    polarity,
  };
}

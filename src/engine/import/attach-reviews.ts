import type { Reason, RecommendedItem } from '../../contract/types.ts';
import type { GraphStore } from '../../store/port.ts';

/** Most review ids at one reason. */
const reviewsMax = 5;
/** Opinions read for a reason: both polarities come, one of them counts. */
const opinionsMax = 20;

/**
 * Returns the items with the ids of the reviews behind their aspect reasons, newest first: those that praise for a
 * reason, those that criticise for one against. One question to the store, none where no aspect is among the reasons.
 */
export async function attachReviews(
  store: Pick<GraphStore, 'evidence'>,
  items: readonly RecommendedItem[],
  signal: AbortSignal,
): Promise<RecommendedItem[]> {
  const pairs = items.flatMap((item) =>
    [...item.reasons, ...item.against].flatMap((reason) => {
      const aspect = aspectOf(reason);
      return aspect === null ? [] : [{ item: item.id, aspect }];
    }),
  );
  if (pairs.length === 0) return [...items];
  const opinions = await store.evidence(pairs, opinionsMax, signal);
  const reviewsOf = (item: string, reason: Reason, polarity: 'positive' | 'negative'): Reason => {
    const aspect = aspectOf(reason);
    const behind = opinions.filter(
      (opinion) => opinion.item === item && opinion.aspect === aspect && opinion.polarity === polarity,
    );
    const reviews = [...new Set(behind.map((opinion) => opinion.review))].slice(0, reviewsMax);
    return aspect === null ? reason : { ...reason, reviews };
  };
  return items.map((item) => ({
    ...item,
    reasons: item.reasons.map((reason) => reviewsOf(item.id, reason, 'positive')),
    against: item.against.map((reason) => reviewsOf(item.id, reason, 'negative')),
  }));
}

function aspectOf(reason: Reason): string | null {
  return reason.kind === 'aspect' ? (reason.example.nodes[1]?.id ?? null) : null;
}

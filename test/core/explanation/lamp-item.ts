import type { Evidence, Reason, RecommendedItem } from '../../../src/contract/types.ts';
import { buildEvidence } from '../../../src/core/explanation/evidence.ts';
import type { OpinionEvidence } from '../../../src/store/port.ts';

/** A lamp recommended to Mara: two reasons through items, one shared maker, one aspect, and one against. */
export function lampItem(changes: Partial<RecommendedItem> = {}): RecommendedItem {
  return {
    id: 'harbour',
    name: 'Harbour Lights',
    score: 0.031,
    rank: 1,
    reasons: [
      likersReason('kilo', 'Kilo', 7, 0.42),
      likersReason('mast', 'Mast', 9, 0.2),
      makerReason(),
      quietReason(),
    ],
    withheld: { count: 0, share: 0 },
    against: [priceReason()],
    ...changes,
  };
}

/** The evidence for the lamp with each reason told by itself: E1 Kilo, E2 Mast, E3 maker, E4 quietness, E5 price, E6 and E7. */
export function lampEvidence(): Evidence[] {
  return buildEvidence(lampItem(), lampOpinions, null, false);
}

export const lampNoun = { one: 'lamp', many: 'lamps' };

/** People who liked one item also liked the lamp. */
export function likersReason(id: string, name: string, people: number, share: number): Reason {
  return {
    id: `linking-item:${id}`,
    kind: 'linking-item',
    share,
    contribution: share / 30,
    paths: people,
    people,
    example: {
      nodes: [
        { label: 'User', id: 'mara', name: 'Mara' },
        { label: 'Item', id, name },
        { label: 'User', id: null, name: null },
        { label: 'Item', id: 'harbour', name: 'Harbour Lights' },
      ],
      relations: [
        { type: 'RATED', direction: 'forward' },
        { type: 'RATED', direction: 'backward' },
        { type: 'RATED', direction: 'forward' },
      ],
    },
    reviews: [],
    text: `${people} people who liked ${name} also liked Harbour Lights.`,
  };
}

function makerReason(): Reason {
  return {
    id: 'shared-entity:MADE_BY:olive',
    kind: 'shared-entity',
    share: 0.12,
    contribution: 0.004,
    paths: 2,
    example: {
      nodes: [
        { label: 'User', id: 'mara', name: 'Mara' },
        { label: 'Item', id: 'kilo', name: 'Kilo' },
        { label: 'Attribute', id: 'olive', name: 'Olive Press' },
        { label: 'Item', id: 'harbour', name: 'Harbour Lights' },
      ],
      relations: [
        { type: 'RATED', direction: 'forward' },
        { type: 'MADE_BY', direction: 'forward' },
        { type: 'MADE_BY', direction: 'backward' },
      ],
    },
    reviews: [],
    text: 'Harbour Lights was made by Olive Press, like Kilo, which you liked.',
  };
}

function quietReason(): Reason {
  return {
    ...aspectReason('quiet', 'quietness', 0.1),
    text: 'You care about quietness: 4 of 5 opinions about it praise Harbour Lights.',
  };
}

function priceReason(): Reason {
  return {
    ...aspectReason('price', 'price', 0.05),
    text: 'You care about price: all 3 opinions about it criticise Harbour Lights.',
  };
}

function aspectReason(id: string, name: string, share: number): Omit<Reason, 'text'> {
  return {
    id: `aspect:${id}`,
    kind: 'aspect',
    share,
    contribution: share / 30,
    paths: 5,
    example: {
      nodes: [
        { label: 'User', id: 'mara', name: 'Mara' },
        { label: 'Aspect', id, name },
        { label: 'Item', id: 'harbour', name: 'Harbour Lights' },
      ],
      relations: [
        { type: 'VALUES', direction: 'forward' },
        { type: 'PRAISED_FOR', direction: 'backward' },
      ],
    },
    reviews: [],
  };
}

/** An opinion whose phrases are found in `text`. */
export function opinionOn(
  aspect: string,
  polarity: OpinionEvidence['polarity'],
  text: string,
  [aspectPhrase, phrase]: readonly [string, string],
): OpinionEvidence {
  const aspectStart = text.indexOf(aspectPhrase);
  const start = text.indexOf(phrase);
  return {
    review: `review-${aspect}-${polarity}`,
    item: 'harbour',
    aspect,
    polarity,
    aspectPhrase,
    phrase,
    text,
    aspectStart,
    aspectEnd: aspectStart + aspectPhrase.length,
    start,
    end: start + phrase.length,
    at: 1_700_000_000_000,
  };
}

export const lampOpinions: readonly OpinionEvidence[] = [
  opinionOn('quiet', 'negative', 'It hums. The fan is loud.', ['fan', 'loud']),
  opinionOn(
    'quiet',
    'positive',
    'Bought it in May. The ballast is whisper quiet, even at night! Would buy again.',
    ['ballast', 'whisper quiet'],
  ),
  opinionOn('price', 'negative', 'Nice, but the price is far too high.', ['price', 'far too high']),
];

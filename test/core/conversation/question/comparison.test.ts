import { describe, expect, it } from 'vitest';
import { compareAspect, compareNumbers } from '../../../../src/core/conversation/question/comparison.ts';
import { relationOf } from '../../../../src/core/graph/snapshot.ts';
import { nodeAt, smallSnapshot } from '../../../fixtures/small-graph.ts';

const unknown = 0;
const fits = 1;
const contradicts = 2;

describe('compareNumbers', () => {
  it('tells less from more, what is equal from both, and what is not known', () => {
    const prices = Float64Array.of(10, 20, 30, Number.NaN);
    expect([...compareNumbers(prices, 'less', 20)]).toEqual([fits, contradicts, contradicts, unknown]);
    expect([...compareNumbers(prices, 'more', 20)]).toEqual([contradicts, contradicts, fits, unknown]);
  });
});

describe('compareAspect', () => {
  const snapshot = smallSnapshot({
    relations: {
      PRAISED_FOR: {
        role: 'derived',
        edges: [
          ['Item:a', 'Aspect:noise', 3],
          ['Item:b', 'Aspect:noise', 1],
        ],
      },
      CRITICISED_FOR: {
        role: 'derived',
        edges: [
          ['Item:b', 'Aspect:noise', 1],
          ['Item:c', 'Aspect:noise', 2],
        ],
      },
    },
    nodes: ['Item:d'],
  });
  const opinions = {
    praised: relationOf(snapshot, 'PRAISED_FOR')!.forward,
    criticised: relationOf(snapshot, 'CRITICISED_FOR')!.forward,
    smoothing: 2,
  };
  const at = (reference: string) => nodeAt(snapshot.keys, reference);
  const compared = (direction: 'more' | 'less', than: string | null) => [
    ...compareAspect(
      opinions,
      { start: at('Item:a'), count: 4 },
      at('Aspect:noise'),
      direction,
      than === null ? null : at(than),
    ),
  ];

  it('compares with an item, by the side that ranking takes', () => {
    expect(compared('more', 'Item:b')).toEqual([fits, contradicts, contradicts, unknown]);
    expect(compared('less', 'Item:b')).toEqual([contradicts, contradicts, fits, unknown]);
  });

  it('compares with nothing said where no item is given, or nobody judges it', () => {
    expect(compared('more', null)).toEqual([fits, contradicts, contradicts, unknown]);
    expect(compared('more', 'Item:d')).toEqual(compared('more', null));
  });
});

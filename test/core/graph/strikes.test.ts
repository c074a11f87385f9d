import { describe, expect, it } from 'vitest';
import { buildKeyTable } from '../../../src/core/graph/keys.ts';
import type { RelationColumns } from '../../../src/core/graph/snapshot.ts';
import { strikeRows, strikesNone, struckNodes, withoutStruck } from '../../../src/core/graph/strikes.ts';

// Nodes: 0 Aspect, 1 and 2 Item, 3 and 4 User.
const keys = buildKeyTable({ Aspect: ['a'], Attribute: [], Item: ['i', 'j'], User: ['u', 'v'] });
const list = (pairs: readonly (readonly [number, number])[]) => ({
  count: pairs.length,
  sources: Uint32Array.from(pairs, ([source]) => source),
  targets: Uint32Array.from(pairs, ([, target]) => target),
  weights: Float64Array.from(pairs, (_, edge) => edge + 1),
});
const columns = (pairs: readonly (readonly [number, number])[]): RelationColumns => ({
  ...list(pairs),
  type: 'RATED',
  role: 'interaction',
  ratings: Float64Array.from(pairs, (_, edge) => 10 + edge),
  times: null,
});
const strikes = strikeRows(
  list([
    [4, 1],
    [3, 2],
  ]),
  keys,
);

describe('strikes', () => {
  it('hold for their user and node only', () => {
    expect([3, 4, 1].map((node) => [...struckNodes(strikes, node)])).toEqual([[2], [1], []]);
    expect([...struckNodes(strikesNone, 3)]).toEqual([]);
  });

  it('take out the edges both ways, with their values', () => {
    const left = withoutStruck(
      columns([
        [3, 1],
        [3, 2],
        [4, 2],
        [1, 4],
        [4, 0],
      ]),
      strikes,
    );
    const kept = Array.from({ length: left.count }, (_, edge) => [
      left.sources[edge],
      left.targets[edge],
      left.weights[edge],
      left.ratings?.[edge],
    ]);
    expect(kept).toEqual([
      [3, 1, 1, 10],
      [4, 2, 3, 12],
      [4, 0, 5, 14],
    ]);
  });

  it('leave columns as they are where nothing is struck', () => {
    const whole = columns([[3, 1]]);
    expect(withoutStruck(whole, strikesNone)).toBe(whole);
  });
});

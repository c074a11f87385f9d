import { describe, expect, it } from 'vitest';
import {
  type Histories,
  historyRows,
  splitByTime,
  splitHistories,
} from '../../../../src/core/evaluation/ranking/histories.ts';
import { createRandom } from '../../../../src/core/random.ts';

const histories: Histories = {
  users: Uint32Array.of(4, 9),
  offsets: Uint32Array.of(0, 5, 6),
  items: Uint32Array.of(10, 11, 12, 13, 14, 20),
  times: Float64Array.of(50, 10, 30, 20, 40, 1),
};

const rows = (part: Histories | undefined): unknown[] =>
  part === undefined ? [] : [...historyRows(part)].map(({ user, items }) => [user, [...items]]);

describe('cutting histories', () => {
  it('by time keeps every act once, earlier acts in earlier parts', () => {
    const [first, gap, last] = splitByTime(histories, [0.6, 0.8, 1]);
    expect(rows(first)).toEqual([
      [4, [11, 13, 12]],
      [9, [20]],
    ]);
    expect(rows(gap)).toEqual([
      [4, [14]],
      [9, []],
    ]);
    expect(rows(last)).toEqual([
      [4, [10]],
      [9, []],
    ]);
    expect([...(last?.times ?? [])]).toEqual([50]);
  });

  it('by time needs times', () => {
    expect(() => splitByTime({ ...histories, times: null }, [1])).toThrow('times');
  });

  it('by chance takes a share of each row, at least one item, and none of short rows', () => {
    const { kept, taken } = splitHistories(histories, 0.5, createRandom(3));
    expect([...historyRows(taken)].map(({ user, items }) => [user, items.length])).toEqual([
      [4, 2],
      [9, 0],
    ]);
    const left = [...historyRows(taken)];
    const both = [...historyRows(kept)].map(({ user, items }, row) => [
      user,
      [...items, ...(left[row]?.items ?? [])].sort(),
    ]);
    expect(both).toEqual([
      [4, [10, 11, 12, 13, 14]],
      [9, [20]],
    ]);
    expect(splitHistories(histories, 0.01, createRandom(3)).taken.items).toHaveLength(1);
  });

  it('by chance takes each item equally often', () => {
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 2000; seed++)
      for (const item of splitHistories(histories, 0.2, createRandom(seed)).taken.items)
        counts.set(item, (counts.get(item) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual([10, 11, 12, 13, 14]);
    for (const count of counts.values()) expect(Math.abs(count - 400)).toBeLessThan(90);
  });
});

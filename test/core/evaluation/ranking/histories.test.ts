import { describe, expect, it } from 'vitest';
import {
  type Histories,
  historyRows,
  splitByTime,
  splitHistories,
} from '../../../../src/core/evaluation/ranking/histories.ts';

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

  it('by chance keeps what is not taken', () => {
    let asked = 0;
    const { kept, taken } = splitHistories(histories, () => asked++ % 2 === 0);
    expect(rows(taken)).toEqual([
      [4, [10, 12, 14]],
      [9, []],
    ]);
    expect(rows(kept)).toEqual([
      [4, [11, 13]],
      [9, [20]],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  type ProtocolWorld,
  sessionSeed,
  simulatedUser,
} from '../../../../src/core/evaluation/protocols/protocol.ts';
import { createRandom } from '../../../../src/core/random.ts';

const attributes: Readonly<Record<number, readonly number[]>> = {
  10: [1, 2, 9],
  11: [2, 3, 9],
  12: [],
};
const world: ProtocolWorld = {
  attributesOfItem: (item) => attributes[item] ?? [],
  attributesOfUser: (user) => (user === 7 ? [2, 3] : []),
  itemsOfAttribute: (attribute) => (attribute === null ? [10, 11, 12] : attribute === 2 ? [10, 12] : [11]),
};
const random = () => 0.99;

function answers(protocol: Parameters<typeof simulatedUser>[0], targets: readonly number[]): number[] {
  const user = simulatedUser(protocol, world, { user: 7, targets }, random);
  return [1, 2, 3, 9].filter((attribute) => user.holds(attribute));
}

describe('simulatedUser', () => {
  it('says yes to what the target has', () => {
    expect(answers('single-target', [10])).toEqual([1, 2, 9]);
  });

  it('says yes to what either of two targets has', () => {
    expect(answers('two-target', [10, 11])).toEqual([1, 2, 3, 9]);
    expect(answers('two-target', [10, 10])).toEqual([1, 2, 9]);
  });

  it('says yes only to what its own list holds as well, where answers depend on the user', () => {
    expect(answers('user-dependent', [10])).toEqual([2]);
    const stranger = simulatedUser('user-dependent', world, { user: 8, targets: [10] }, random);
    expect(stranger.holds(2)).toBe(false);
  });

  it('opens with an attribute common to the targets, with none where there is none, and never by taste', () => {
    const opened = (
      protocol: Parameters<typeof simulatedUser>[0],
      targets: readonly number[],
      draw: number,
    ) => simulatedUser(protocol, world, { user: 7, targets }, () => draw).opening;
    expect([0, 0.34, 0.67, 0.99].map((draw) => opened('single-target', [10], draw))).toEqual([1, 2, 9, 9]);
    expect([0, 0.49, 0.5].map((draw) => opened('two-target', [10, 11], draw))).toEqual([2, 2, 9]);
    expect(opened('single-target', [12], 0)).toBeNull();
    expect(opened('user-dependent', [10], 0)).toBeNull();
  });
});

describe('sessionSeed', () => {
  it('gives every line of every run another generator', () => {
    const seeds = new Set<number>();
    for (let seed = 0; seed < 20; seed++)
      for (let line = 0; line < 500; line++) seeds.add(sessionSeed(seed, line));
    expect(seeds.size).toBe(10_000);
    expect(sessionSeed(1, 5)).toBe(sessionSeed(1, 5));
  });

  it('draws openings evenly', () => {
    const counts = new Map<number | null, number>();
    for (let line = 0; line < 3000; line++) {
      const draw = createRandom(sessionSeed(1, line));
      const { opening } = simulatedUser('single-target', world, { user: 7, targets: [10] }, draw);
      counts.set(opening, (counts.get(opening) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(counts.size).toBe(3);
  });
});

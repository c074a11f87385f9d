import { describe, expect, it } from 'vitest';
import { carveSessions } from '../../../../src/core/evaluation/conversation/carve-sessions.ts';
import type { Histories } from '../../../../src/core/evaluation/ranking/histories.ts';
import { createRandom } from '../../../../src/core/random.ts';

const histories: Histories = {
  users: Uint32Array.of(3, 8),
  offsets: Uint32Array.of(0, 4, 6),
  items: Uint32Array.of(0, 1, 2, 3, 0, 4),
  times: null,
};
/** Items 0 and 1 share attribute 7; item 4 has none. */
const attributesOfItem = (item: number): readonly number[] =>
  ({ 0: [7], 1: [6, 7], 2: [5], 3: [4] })[item] ?? [];

describe('carveSessions', () => {
  it('takes items out of the history and makes each the target of a session', () => {
    const draws = [0, 0.9, 0.9, 0, 0.9, 0];
    const carved = carveSessions(histories, 'single-target', attributesOfItem, 0.5, () => draws.shift() ?? 1);
    expect(carved.sessions).toEqual([
      { user: 3, targets: [0] },
      { user: 3, targets: [3] },
    ]);
    // Item 4 was drawn, but has no attribute to open with.
    expect([...carved.history.items]).toEqual([1, 2, 0, 4]);
    expect([...carved.history.offsets]).toEqual([0, 2, 4]);
  });

  it('keeps items without attributes out of sessions only where there is an opening', () => {
    const all = carveSessions(histories, 'user-dependent', attributesOfItem, 1, createRandom(1));
    expect(all.sessions).toHaveLength(6);
    expect([...all.history.items]).toEqual([]);
  });

  it('pairs targets of one user that share an attribute, or an item with itself', () => {
    const carved = carveSessions(histories, 'two-target', attributesOfItem, 1, createRandom(1));
    expect(carved.sessions).toEqual([
      { user: 3, targets: [0, 1] },
      { user: 3, targets: [1, 0] },
      { user: 3, targets: [2, 2] },
      { user: 3, targets: [3, 3] },
      { user: 8, targets: [0, 0] },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Recommendations, Why } from '../../src/contract/types.ts';
import { type Action, initialState, reduce, type State } from '../../web/src/state.ts';

const mara = { id: 'mara', name: 'Mara' };
const why = { state: 'ready', value: { user: 'mara' } as Why } as const;
const open: readonly Action[] = [
  { type: 'user-choose', user: mara },
  { type: 'list-load', list: { state: 'ready', value: { user: 'mara' } as Recommendations } },
  { type: 'item-open', item: 'harbour' },
  { type: 'why-load', why },
];

describe('reduce', () => {
  it('a new user forgets the item, the reasons and the list of the last one', () => {
    const state = played([
      ...open,
      { type: 'reason-take', reason: 'a' },
      { type: 'user-choose', user: { id: '7', name: null } },
    ]);
    expect(state).toEqual({ ...initialState, user: { id: '7', name: null }, list: { state: 'loading' } });
  });

  it('another item keeps the list and forgets what was taken away', () => {
    const state = played([
      ...open,
      { type: 'reason-take', reason: 'a' },
      { type: 'item-open', item: 'kilo' },
    ]);
    expect(state).toMatchObject({
      item: 'kilo',
      removed: [],
      without: { state: 'none' },
      why: { state: 'loading' },
    });
    expect(state.list.state).toBe('ready');
  });

  it('reasons are taken away in order, once each, and put back one by one', () => {
    const taken = played([...open, take('a'), take('b'), take('a')]);
    expect(taken.removed).toEqual(['b', 'a']);
    expect(taken.without).toEqual({ state: 'loading' });
    const back = reduce(taken, { type: 'reason-put', reason: 'b' });
    expect([back.removed, back.without]).toEqual([['a'], { state: 'loading' }]);
  });

  it('the last one put back leaves no question to ask', () => {
    for (const action of [{ type: 'reason-put', reason: 'a' }, { type: 'reasons-put' }] as const) {
      const state = reduce(played([...open, take('a')]), action);
      expect([state.removed, state.without]).toEqual([[], { state: 'none' }]);
    }
  });

  it('a reason is selected, and by the same act no longer', () => {
    const selected = played([...open, { type: 'reason-select', reason: 'a' }]);
    expect(selected.selected).toBe('a');
    expect(reduce(selected, { type: 'reason-select', reason: 'a' }).selected).toBeNull();
    expect(reduce(selected, { type: 'reason-select', reason: 'b' }).selected).toBe('b');
  });

  it('what changes nothing returns the same state, so that nothing is drawn again', () => {
    const state = played([...open, { type: 'reasons-cite', reasons: ['a'] }]);
    expect(reduce(state, { type: 'reasons-cite', reasons: ['a'] })).toBe(state);
    expect(reduce(state, { type: 'reason-put', reason: 'never taken' })).toBe(state);
    expect(reduce(initialState, { type: 'item-close' })).toBe(initialState);
  });
});

function played(actions: readonly Action[]): State {
  return actions.reduce(reduce, initialState);
}

function take(reason: string): Action {
  return { type: 'reason-take', reason };
}

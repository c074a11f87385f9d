import { describe, expect, it } from 'vitest';
import { initialState, reduce } from '../../web/src/state.ts';

describe('questions about an explanation', () => {
  const open = reduce(initialState, { type: 'item-open', item: 'kilo' });
  const asked = reduce(open, { type: 'question-ask', question: 'who said that?' });

  it('wait for their answer', () => {
    expect(asked).toMatchObject({ question: 'who said that?', answer: { state: 'loading' } });
    const problem = { type: 'about:blank', title: 'x', status: 0, detail: 'y' };
    const failed = reduce(asked, { type: 'answer-load', answer: { state: 'failed', problem } });
    expect(failed.answer).toEqual({ state: 'failed', problem });
  });

  it('are forgotten with the item', () => {
    for (const action of [{ type: 'item-open', item: 'lima' }, { type: 'item-close' }] as const)
      expect(reduce(asked, action)).toMatchObject({ question: null, answer: { state: 'none' } });
  });
});

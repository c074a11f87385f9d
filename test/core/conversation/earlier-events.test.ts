import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { eventOfNow } from '../../../src/core/conversation/earlier-events.ts';

const attribute = { label: 'Attribute', id: 'noir', name: 'Film noir' };
const common = {
  sequence: 1,
  turn: 't1',
  act: { type: 'start', user: null, attribute: null },
  candidates: 40,
  top: [],
  notes: [],
  snapshot: 's1',
};

/** An event as JSON holds it. */
function stored(event: unknown): ConversationEvent {
  return event as ConversationEvent;
}

describe('eventOfNow', () => {
  it('reads replies from before questions had values and lists had critiques', () => {
    const ask = {
      type: 'ask',
      attribute,
      relation: 'HAS',
      text: '?',
      reason: 'r',
      gainBits: 0.9,
      yesProbability: 0.5,
      matching: 20,
    };
    const show = { type: 'show', items: [], text: '', reason: '', cause: 'few', mass: 1 };
    const end = {
      type: 'end',
      outcome: 'accepted',
      item: { label: 'Item', id: 'kilo', name: 'Kilo' },
      text: '',
    };
    const read = [
      stored({ type: 'question-ask', ...common, say: ask }),
      stored({ type: 'items-show', ...common, say: show }),
      stored({ type: 'reply-give', ...common, say: end }),
    ].map((event) => eventOfNow('c1', event));
    for (const event of read) expect(check('conversation-event', event)).toMatchObject({ ok: true });
    expect(read).toMatchObject([
      { say: { values: [{ attribute, share: 0.5, matching: 20 }], expected: null } },
      { say: { critiques: [], expected: null } },
      { say: { kept: [{ id: 'kilo' }] } },
    ]);
  });

  it('leaves events of this version as they are', () => {
    const events = [
      { type: 'reply-give', ...common, say: { type: 'explain', about: 'list', text: 'x' } },
      { type: 'turn-undo', sequence: 4, turn: 't', toSequence: 2 },
      {
        type: 'reply-give',
        ...common,
        say: { type: 'end', outcome: 'left', item: null, kept: [], text: '' },
      },
    ].map(stored);
    expect(events.map((event) => eventOfNow('c1', event))).toEqual(events);
  });

  it('says which version kept a log without replies', () => {
    const event = stored({ type: 'question-ask', sequence: 1, turn: 't1', attribute: 'noir' });
    expect(() => eventOfNow('c1', event)).toThrow('"c1" was kept by a draft of version 0.1.0');
  });
});

import { describe, expect, it } from 'vitest';
import type { AskSay, ConversationEvent, EndSay, ShowSay, TurnAct } from '../../../src/contract/types.ts';
import { closeTurn, foldEvents, replyOf, sameAct } from '../../../src/core/conversation/events.ts';

const question = (attribute: string): AskSay => ({
  type: 'ask',
  attribute: { label: 'Attribute', id: attribute, name: attribute.toUpperCase() },
  relation: 'HAS',
  text: `${attribute}?`,
  reason: 'It halves what is left.',
  gainBits: 1,
  yesProbability: 0.5,
  matching: 20,
});
const list = (...ids: string[]): ShowSay => ({
  type: 'show',
  items: ids.map((id) => ({ id, name: id.toUpperCase(), probability: 0.1 })),
  text: 'These?',
  reason: 'Few are left.',
  cause: 'few',
  mass: 0.5,
});
const end: EndSay = {
  type: 'end',
  outcome: 'accepted',
  item: { label: 'Item', id: 'kilo', name: 'KILO' },
  text: 'Kilo it is.',
};
const seen = { candidates: 3, top: [], notes: [], snapshot: 's1' };

type Draft = ConversationEvent extends infer Event
  ? Event extends ConversationEvent
    ? Omit<Event, 'sequence' | 'turn'>
    : never
  : never;

/** Numbers turns of events t0, t1, ...; the last part of a turn is the act and what it says. */
function logOf(
  ...turns: readonly {
    readonly act: TurnAct;
    readonly events: readonly Draft[];
    readonly say: Parameters<typeof closeTurn>[1];
  }[]
): ConversationEvent[] {
  const log: ConversationEvent[] = [];
  turns.forEach(({ act, events, say }, position) => {
    const turn = `t${position}`;
    for (const event of events) log.push({ ...event, turn, sequence: log.length } as ConversationEvent);
    log.push(closeTurn({ id: turn, sequence: log.length, act }, say, seen));
  });
  return log;
}

const start = {
  act: { type: 'start', user: 'mara', attribute: 'noir' } as const,
  events: [{ type: 'conversation-start', user: 'mara', attribute: 'noir', snapshot: 's1' } as const],
  say: question('short'),
};
const answer = (attribute: string, value: 'yes' | 'no' | 'any', say: Parameters<typeof closeTurn>[1]) => ({
  act: { type: 'answer', answer: value } as const,
  events: [{ type: 'answer-give', attribute, relation: 'HAS', answer: value } as const],
  say,
});
const undo = (toSequence: number, say: Parameters<typeof closeTurn>[1]) => ({
  act: { type: 'undo' } as const,
  events: [{ type: 'turn-undo', toSequence } as const],
  say,
});
const why = {
  act: { type: 'why', item: null } as const,
  events: [],
  say: { type: 'explain', about: 'question', text: 'So.' } as const,
};

describe('foldEvents', () => {
  it('has no state for an empty log', () => {
    expect(foldEvents([])).toBeNull();
  });

  it('keeps what was said in order, what stands and what was shown', () => {
    const log = logOf(start, answer('short', 'no', list('kilo', 'lima')), {
      act: { type: 'refuse' },
      events: [{ type: 'item-refuse', items: ['kilo', 'lima'] }],
      say: question('loud'),
    });
    const state = foldEvents(log)!;
    expect(state).toMatchObject({ eventCount: 6, user: 'mara', snapshot: 's1', accepted: null, undoTo: 4 });
    expect(state.statements).toEqual([
      { type: 'want', attribute: 'noir' },
      { type: 'answer', attribute: 'short', relation: 'HAS', answer: 'no' },
      { type: 'refusal', items: ['kilo', 'lima'] },
    ]);
    expect(state.standing?.say).toEqual(question('loud'));
    expect([...state.shown.keys()]).toEqual(['kilo', 'lima']);
    expect([...state.turns.keys()]).toEqual(['t0', 't1', 't2']);
  });

  it('lets what stands stand through an explanation', () => {
    const state = foldEvents(logOf(start, why))!;
    expect(state.standing?.say).toEqual(question('short'));
    expect(state.undoTo).toBeNull();
  });

  it('takes back one act after the other and remembers the turns', () => {
    const turns = [start, answer('short', 'yes', question('loud')), answer('loud', 'no', list('kilo'))];
    const once = logOf(...turns, undo(4, question('loud')));
    expect(foldEvents(once)).toMatchObject({ undoTo: 2, standing: { say: question('loud') } });
    expect(foldEvents(once)!.statements).toEqual(foldEvents(logOf(...turns.slice(0, 2)))!.statements);
    expect(foldEvents(once)!.shown.size).toBe(0);
    const twice = foldEvents(logOf(...turns, undo(4, question('loud')), undo(2, question('short'))))!;
    expect(twice).toMatchObject({ undoTo: null, statements: [{ type: 'want', attribute: 'noir' }] });
    expect([...twice.turns.keys()]).toEqual(['t0', 't1', 't2', 't3', 't4']);
    const onward = foldEvents(
      logOf(...turns, undo(4, question('loud')), answer('loud', 'any', list('lima'))),
    )!;
    expect(onward.statements.at(-1)).toEqual({
      type: 'answer',
      attribute: 'loud',
      relation: 'HAS',
      answer: 'any',
    });
    expect([...onward.shown.keys()]).toEqual(['lima']);
  });

  it('takes an acceptance back', () => {
    const accept = {
      act: { type: 'accept', item: 'kilo' } as const,
      events: [{ type: 'item-accept', item: 'kilo' } as const],
      say: end,
    };
    const turns = [start, answer('short', 'yes', list('kilo')), accept];
    expect(foldEvents(logOf(...turns))).toMatchObject({ accepted: 'kilo', standing: { say: end } });
    expect(foldEvents(logOf(...turns, undo(4, list('kilo'))))).toMatchObject({
      accepted: null,
      standing: { say: list('kilo') },
    });
  });

  it('does not bring an old snapshot back', () => {
    const changed = answer('short', 'yes', question('loud'));
    const log = logOf(
      start,
      {
        ...changed,
        events: [
          {
            type: 'snapshot-changed',
            from: 's1',
            to: 's2',
            vanished: [{ label: 'Attribute', id: 'noir', name: null }],
          },
          ...changed.events,
        ],
      },
      undo(3, question('short')),
    );
    const state = foldEvents(log)!;
    expect(state.snapshot).toBe('s2');
    expect([...state.vanished]).toEqual(['Attribute:noir']);
    expect(state.statements).toHaveLength(1);
  });

  it('gives the same state and the same replies for the same log, also after JSON', () => {
    const log = logOf(start, answer('short', 'yes', question('loud')), undo(2, question('short')), why);
    const copy = JSON.parse(JSON.stringify(log)) as ConversationEvent[];
    expect(foldEvents(copy)).toEqual(foldEvents(log));
    const replies = (events: ConversationEvent[]) =>
      [...foldEvents(events)!.turns.values()].map((event) => JSON.stringify(replyOf('c', event)));
    expect(replies(copy)).toEqual(replies(log));
    expect(replies(log)).toHaveLength(4);
  });

  it('refuses a log that is not one', () => {
    const log = logOf(start, answer('short', 'yes', question('loud')));
    expect(() => foldEvents(log.slice(1))).toThrow('conversation-start');
    expect(() => foldEvents([log[0]!, log[2]!])).toThrow('without a gap');
    expect(() => foldEvents(logOf(start, undo(0, question('short'))))).toThrow('undo reaches back');
    expect(() => foldEvents(logOf(start, undo(9, question('short'))))).toThrow('undo reaches back');
  });
});

describe('sameAct', () => {
  it('does not mind the order of keys', () => {
    expect(
      sameAct({ type: 'start', user: null, attribute: 'a' }, { attribute: 'a', type: 'start', user: null }),
    ).toBe(true);
    expect(sameAct({ type: 'answer', answer: 'yes' }, { type: 'answer', answer: 'no' })).toBe(false);
    expect(sameAct({ type: 'undo' }, { type: 'refuse' })).toBe(false);
  });
});

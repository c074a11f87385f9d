import { describe, expect, it } from 'vitest';
import type {
  AskSay,
  ConversationEvent,
  EndSay,
  NodeShown,
  ShowSay,
  TurnAct,
} from '../../../src/contract/types.ts';
import {
  acceptedItems,
  addEvent,
  type ConversationFold,
  closeTurn,
  createFold,
  isClosing,
  isSettled,
  replyOf,
  sameAct,
  standingAt,
  undoPoint,
} from '../../../src/core/conversation/events.ts';
import { answersAt, statementsOf } from '../../../src/core/conversation/said.ts';
import type { AnswerStatement } from '../../../src/core/conversation/statements.ts';

const question = (attribute: string): AskSay => ({
  type: 'ask',
  attribute: { label: 'Attribute', id: attribute, name: attribute.toUpperCase() },
  relation: 'HAS',
  text: `${attribute}?`,
  reason: 'It halves what is left.',
  gainBits: 1,
  yesProbability: 0.5,
  matching: 20,
  values: [],
  expected: null,
});
const list = (...ids: string[]): ShowSay => ({
  type: 'show',
  items: ids.map((id) => ({ id, name: id.toUpperCase(), probability: 0.1 })),
  text: 'These?',
  reason: 'Few are left.',
  cause: 'few',
  mass: 0.5,
  critiques: [],
  expected: null,
});
const end: EndSay = {
  type: 'end',
  outcome: 'accepted',
  item: { label: 'Item', id: 'kilo', name: 'KILO' },
  kept: [],
  text: 'Kilo it is.',
};
const seen = { candidates: 3, top: [], notes: [], snapshot: 's1' };

type Draft = ConversationEvent extends infer Event
  ? Event extends ConversationEvent
    ? Omit<Event, 'sequence' | 'turn'>
    : never
  : never;

interface Turn {
  readonly act: TurnAct;
  readonly events: readonly Draft[];
  readonly say: Parameters<typeof closeTurn>[1];
}

/** Numbers turns of events t0, t1, ...; the last part of a turn is the act and what it says. */
function logOf(...turns: readonly Turn[]): ConversationEvent[] {
  const log: ConversationEvent[] = [];
  turns.forEach(({ act, events, say }, position) => {
    const turn = `t${position}`;
    for (const event of events) log.push({ ...event, turn, sequence: log.length } as ConversationEvent);
    log.push(closeTurn({ id: turn, sequence: log.length, act, given: null, at: 0 }, say, seen));
  });
  return log;
}

const start: Turn = {
  act: { type: 'start', user: 'mara', attribute: 'noir' },
  events: [{ type: 'conversation-start', user: 'mara', attribute: 'noir', snapshot: 's1' }],
  say: question('short'),
};
const answer = (attribute: string, value: 'yes' | 'no' | 'any', say: Turn['say']): Turn => ({
  act: { type: 'answer', answer: value },
  events: [{ type: 'answer-give', attribute, relation: 'HAS', answer: value }],
  say,
});
const undo = (toSequence: number, say: Turn['say']): Turn => ({
  act: { type: 'undo' },
  events: [{ type: 'turn-undo', toSequence }],
  say,
});
const why: Turn = {
  act: { type: 'why', item: null },
  events: [],
  say: { type: 'explain', about: 'question', text: 'So.' },
};

const said = (
  attribute: string,
  value: 'yes' | 'no' | 'any',
  relation: string | null = 'HAS',
): AnswerStatement => ({ type: 'answer', attribute, relation, answer: value, others: [], falseAlarm: null });
const noir = said('noir', 'yes', null);

function foldOf(events: readonly ConversationEvent[]): ConversationFold {
  const fold = createFold();
  for (const event of events) addEvent(fold, event);
  return fold;
}

/** What a log has come to, in one object. */
function stateOf(...turns: readonly Turn[]) {
  const log = logOf(...turns);
  const { state, shown } = foldOf(log);
  const at = standingAt(state!);
  const standing = at === null ? undefined : log[at];
  return {
    statements: statementsOf(state!),
    standing: standing !== undefined && isClosing(standing) ? standing.say : null,
    undoTo: undoPoint(state!),
    accepted: acceptedItems(state!),
    isSettled: isSettled(state!),
    shown: [...shown.keys()],
  };
}

describe('the fold of a log', () => {
  it('has no state for an empty log', () => {
    expect(foldOf([]).state).toBeNull();
  });

  it('keeps what was said in order, what stands and what was shown', () => {
    const turns: Turn[] = [
      start,
      answer('short', 'no', list('kilo', 'lima')),
      {
        act: { type: 'refuse' },
        events: [{ type: 'item-refuse', items: ['kilo', 'lima'] }],
        say: question('loud'),
      },
    ];
    const fold = foldOf(logOf(...turns));
    expect(fold.state).toMatchObject({ eventCount: 6, user: 'mara', snapshot: 's1', policy: 'look-ahead' });
    expect([...fold.turns]).toEqual([
      ['t0', 1],
      ['t1', 3],
      ['t2', 5],
    ]);
    expect(stateOf(...turns)).toEqual({
      statements: [noir, said('short', 'no'), { type: 'refusal', items: ['kilo', 'lima'] }],
      standing: question('loud'),
      undoTo: 4,
      accepted: [],
      isSettled: false,
      shown: ['kilo', 'lima'],
    });
  });

  it('lets what stands stand through an explanation', () => {
    expect(stateOf(start, why)).toMatchObject({ standing: question('short'), undoTo: null });
  });

  it('takes back one act after the other and remembers the turns', () => {
    const turns = [start, answer('short', 'yes', question('loud')), answer('loud', 'no', list('kilo'))];
    const once = stateOf(...turns, undo(4, question('loud')));
    expect(once).toMatchObject({ undoTo: 2, standing: question('loud') });
    expect(once.statements).toEqual(stateOf(...turns.slice(0, 2)).statements);
    const twice = stateOf(...turns, undo(4, question('loud')), undo(2, question('short')));
    expect(twice).toMatchObject({ undoTo: null, statements: [noir] });
    const fold = foldOf(logOf(...turns, undo(4, question('loud')), undo(2, question('short'))));
    expect([...fold.turns.keys()]).toEqual(['t0', 't1', 't2', 't3', 't4']);
    const onward = stateOf(...turns, undo(4, question('loud')), answer('loud', 'any', list('lima')));
    expect(onward.statements.at(-1)).toEqual(said('loud', 'any'));
  });

  it('takes all answers of one turn back together', () => {
    const two = answer('short', 'yes', question('loud'));
    const both: Turn = { ...two, events: [...two.events, ...answer('long', 'no', two.say).events] };
    expect(stateOf(start, both)).toMatchObject({
      undoTo: 2,
      statements: [noir, said('short', 'yes'), said('long', 'no')],
    });
    expect(stateOf(start, both, undo(2, question('short'))).statements).toEqual([noir]);
  });

  it('puts a corrected answer in the place of the first, and that back when it is taken back', () => {
    const correct = (ofSequence: number, value: 'yes' | 'no' | 'any'): Turn => ({
      act: { type: 'correct', sequence: ofSequence, answer: value },
      events: [
        {
          type: 'answer-correct',
          ofSequence,
          answers: [{ attribute: 'short', relation: 'HAS', answer: value }],
        },
      ],
      say: question('loud'),
    });
    const turns = [start, answer('short', 'yes', question('loud')), answer('loud', 'no', list('kilo'))];
    expect(stateOf(...turns, correct(2, 'no')).statements).toEqual([
      noir,
      said('short', 'no'),
      said('loud', 'no'),
    ]);
    expect(stateOf(...turns, correct(2, 'no'), correct(6, 'any')).statements[1]).toEqual(
      said('short', 'any'),
    );
    expect(stateOf(...turns, correct(2, 'no'), undo(6, list('kilo'))).statements[1]).toEqual(
      said('short', 'yes'),
    );
    const { state } = foldOf(logOf(...turns, correct(2, 'no')));
    expect(answersAt(state!, 2)).toEqual([said('short', 'yes')]);
    expect(answersAt(state!, 6)).toEqual([said('short', 'yes')]);
    expect(answersAt(state!, 3)).toEqual([]);
    expect(answersAt(state!, 99)).toEqual([]);
  });

  it('reads critiques and messages as statements', () => {
    const compare = { about: 'number', name: 'price', direction: 'less', than: 'kilo', value: 30 } as const;
    const turn = (...events: Draft[]): Turn => ({
      act: { type: 'resume' },
      events,
      say: question('loud'),
    });
    expect(
      stateOf(
        start,
        turn({ type: 'critique-give', ...compare, like: true }),
        turn({
          type: 'critique-give',
          about: 'attribute',
          name: 'loud',
          direction: 'less',
          than: null,
          value: null,
          like: false,
        }),
        turn({
          type: 'message-receive',
          text: 'quiet, like lima, not noir',
          links: [
            { label: 'Aspect', id: 'noise', want: true },
            { label: 'Item', id: 'lima', want: true },
            { label: 'Attribute', id: 'noir', want: false },
          ],
        }),
      ).statements,
    ).toEqual([
      noir,
      { type: 'compare', ...compare },
      { type: 'like', item: 'kilo' },
      { type: 'refusal', items: ['kilo'] },
      said('loud', 'no', null),
      { type: 'compare', about: 'aspect', name: 'noise', direction: 'more', than: null, value: null },
      { type: 'like', item: 'lima' },
      { type: 'refusal', items: ['lima'] },
      said('noir', 'no', null),
    ]);
  });

  it('takes an acceptance back, and goes on after one that is no end', () => {
    const accept = (goOn: boolean): Turn => ({
      act: { type: 'accept', item: 'kilo' },
      events: [{ type: 'item-accept', item: 'kilo', goOn }],
      say: goOn ? question('loud') : end,
    });
    const turns = [start, answer('short', 'yes', list('kilo'))];
    expect(stateOf(...turns, accept(false))).toMatchObject({
      accepted: ['kilo'],
      isSettled: true,
      standing: end,
    });
    expect(stateOf(...turns, accept(true))).toMatchObject({ accepted: ['kilo'], isSettled: false });
    expect(stateOf(...turns, accept(true)).statements.at(-1)).toEqual({ type: 'refusal', items: ['kilo'] });
    expect(stateOf(...turns, accept(false), undo(4, list('kilo')))).toMatchObject({
      accepted: [],
      isSettled: false,
      standing: list('kilo'),
    });
  });

  it('does not bring an old snapshot back', () => {
    const changed = answer('short', 'yes', question('loud'));
    const vanished: NodeShown[] = [{ label: 'Attribute', id: 'noir', name: null }];
    const log = logOf(
      start,
      {
        ...changed,
        events: [{ type: 'snapshot-changed', from: 's1', to: 's2', vanished }, ...changed.events],
      },
      undo(3, question('short')),
    );
    const { state } = foldOf(log);
    expect(state!.snapshot).toBe('s2');
    expect([...state!.vanished]).toEqual(['Attribute:noir']);
    expect(statementsOf(state!)).toEqual([noir]);
  });

  it('gives the same state and the same replies for the same log, also after JSON', () => {
    const log = logOf(start, answer('short', 'yes', question('loud')), undo(2, question('short')), why);
    const copy = JSON.parse(JSON.stringify(log)) as ConversationEvent[];
    expect(foldOf(copy)).toEqual(foldOf(log));
    const replies = (events: ConversationEvent[]) =>
      events.filter(isClosing).map((event) => JSON.stringify(replyOf('c', event)));
    expect(replies(copy)).toEqual(replies(log));
    expect(replies(log)).toHaveLength(4);
  });

  it('refuses a log that is not one', () => {
    const log = logOf(start, answer('short', 'yes', question('loud')));
    expect(() => foldOf(log.slice(1))).toThrow('conversation-start');
    expect(() => foldOf([log[0]!, log[2]!])).toThrow('without a gap');
    expect(() => foldOf(logOf(start, undo(0, question('short'))))).toThrow('undo reaches back');
    expect(() => foldOf(logOf(start, undo(9, question('short'))))).toThrow('undo reaches back');
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

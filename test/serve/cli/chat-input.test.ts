import { describe, expect, it } from 'vitest';
import type { AskSay, EndSay, ShowSay } from '../../../src/contract/types.ts';
import { type Input, readInput } from '../../../src/serve/cli/chat-input.ts';

const ask = { type: 'ask' } as AskSay;
const show = { type: 'show', items: [{ id: 'kilo' }, { id: 'lima' }] } as ShowSay;
const end = { type: 'end' } as EndSay;
const act = (value: object): Input => ({ type: 'act', act: value }) as Input;
const hint: Input = { type: 'hint' };

describe('readInput', () => {
  it.each([
    ['y', act({ type: 'answer', answer: 'yes' })],
    [' Yes ', act({ type: 'answer', answer: 'yes' })],
    ['N', act({ type: 'answer', answer: 'no' })],
    ['d', act({ type: 'answer', answer: 'any' })],
    ["don't care", act({ type: 'answer', answer: 'any' })],
    ['w', act({ type: 'why', item: null })],
    ['why?', act({ type: 'why', item: null })],
    ['u', act({ type: 'undo' })],
    ['q', { type: 'quit' }],
    ['r', hint],
    ['1', hint],
    ['w 1', hint],
    ['', hint],
    ['toString', hint],
  ] as [string, Input][])('to a question, %j', (line, expected) => {
    expect(readInput(line, ask)).toEqual(expected);
  });

  it.each([
    ['2', act({ type: 'accept', item: 'lima' })],
    ['r', act({ type: 'refuse' })],
    ['w 1', act({ type: 'why', item: 'kilo' })],
    ['w2', act({ type: 'why', item: 'lima' })],
    ['why 2?', act({ type: 'why', item: 'lima' })],
    ['w', act({ type: 'why', item: null })],
    ['0', hint],
    ['3', hint],
    ['w 3', hint],
    ['1e0', hint],
    ['y', hint],
  ] as [string, Input][])('to a list, %j', (line, expected) => {
    expect(readInput(line, show)).toEqual(expected);
  });

  it.each([
    ['u', act({ type: 'undo' })],
    ['QUIT', { type: 'quit' }],
    ['w', hint],
    ['r', hint],
    ['y', hint],
  ] as [string, Input][])('to an end, %j', (line, expected) => {
    expect(readInput(line, end)).toEqual(expected);
  });
});

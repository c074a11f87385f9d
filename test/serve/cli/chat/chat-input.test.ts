import { describe, expect, it } from 'vitest';
import type { AskSay, EndSay, NameDoubt, ShowSay } from '../../../../src/contract/types.ts';
import { type Input, readDoubt, readInput } from '../../../../src/serve/cli/chat/chat-input.ts';

const ask = { type: 'ask', values: [value('noir')] } as unknown as AskSay;
const several = { type: 'ask', values: [value('noir'), value('saga'), value('farce')] } as unknown as AskSay;
const cheaper = { text: 'cheaper', about: 'number', name: 'price', direction: 'less' } as const;
const show = {
  type: 'show',
  items: [{ id: 'kilo' }, { id: 'lima' }],
  critiques: [cheaper],
} as unknown as ShowSay;
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
    ['toString', words('toString')],
    [' by Ann Lee ', words('by Ann Lee')],
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
    ['Cheaper', act({ type: 'critique', about: 'number', name: 'price', direction: 'less', than: 'kilo' })],
    ['quieter', words('quieter')],
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

  it.each([
    ['2', act({ type: 'answer', answer: 'yes', values: ['saga'] })],
    ['1, 3', act({ type: 'answer', answer: 'yes', values: ['noir', 'farce'] })],
    ['3 3', act({ type: 'answer', answer: 'yes', values: ['farce'] })],
    ['4', hint],
    ['0', hint],
    ['y', act({ type: 'answer', answer: 'yes' })],
  ] as [string, Input][])('to a question with several values, %j', (line, expected) => {
    expect(readInput(line, several)).toEqual(expected);
  });
});

describe('readDoubt', () => {
  const one = { choices: [{ label: 'Attribute', id: 'ann', name: 'Ann Lee' }] } as unknown as NameDoubt;
  const two = { choices: [...one.choices, { label: 'Item', id: 'kilo', name: 'Kilo' }] } as NameDoubt;

  it.each([
    ['1', one, { type: 'meaning', node: 'Attribute:ann' }],
    ['y', one, { type: 'meaning', node: 'Attribute:ann' }],
    ['2', two, { type: 'meaning', node: 'Item:kilo' }],
    ['y', two, hint],
    ['3', two, hint],
    ['0', two, { type: 'meaning', node: null }],
    ['no', one, { type: 'meaning', node: null }],
    ['I mean Anna', one, words('I mean Anna')],
    ['q', one, { type: 'quit' }],
  ] as [string, NameDoubt, Input][])('%j', (line, doubt, expected) => {
    expect(readDoubt(line, doubt)).toEqual(expected);
  });
});

function value(id: string): object {
  return { attribute: { label: 'Attribute', id, name: id } };
}

function words(text: string): Input {
  return { type: 'words', text };
}

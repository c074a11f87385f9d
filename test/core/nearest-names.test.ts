import { describe, expect, it } from 'vitest';
import { choiceOf, nearestNames } from '../../src/core/nearest-names.ts';

describe('nearestNames', () => {
  it('orders by edit distance and gives at most as many as asked for', () => {
    expect(nearestNames('kilo', ['lima', 'milo', 'kilos', 'zulu', 'oscar'], 3)).toEqual([
      'kilos',
      'milo',
      'lima',
    ]);
    expect(nearestNames('kilo', ['lima'], 3)).toEqual(['lima']);
    expect(nearestNames('kilo', [], 3)).toEqual([]);
    expect(nearestNames('kilo', ['lima'], 0)).toEqual([]);
  });

  it('does not mind case and accents, and knows a word of a longer name', () => {
    expect(nearestNames('cafe', ['Côte', 'Café', 'safe'], 1)).toEqual(['Café']);
    expect(nearestNames('kilo', ['Tent Sierra', 'Lantern Kilo', 'silos'], 2)).toEqual([
      'Lantern Kilo',
      'silos',
    ]);
    expect(nearestNames('kilo', ['the kilo', 'kilo'], 2)).toEqual(['kilo', 'the kilo']);
  });

  it('gives the same names whatever the order of the candidates, each once', () => {
    const candidates = ['ab', 'ac', 'ad', 'bb', 'ab', 'aa'];
    const expected = ['aa', 'ab', 'ac'];
    expect(nearestNames('a', candidates, 3)).toEqual(expected);
    expect(nearestNames('a', [...candidates].reverse(), 3)).toEqual(expected);
  });
});

describe('choiceOf', () => {
  it('reads as a choice', () => {
    expect([choiceOf([]), choiceOf(['a']), choiceOf(['a', 'b']), choiceOf(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a or b',
      'a, b or c',
    ]);
  });
});

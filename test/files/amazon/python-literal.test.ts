import { describe, expect, it } from 'vitest';
import { parsePythonLiteral } from '../../../src/files/amazon/python-literal.ts';

describe('parsePythonLiteral', () => {
  it.each<[string, unknown]>([
    [`{'a': 1, "b": [True, False, None]}`, { a: 1, b: [true, false, null] }],
    [`{'a': -1.5e3, }`, { a: -1500 }],
    [
      `['it\\'s', "say \\"so\\"", u'\\u00e9\\x41\\U0001F600', 'a\\nb\\\\']`,
      ["it's", 'say "so"', 'éA😀', 'a\nb\\'],
    ],
    [' ( 1 , 2 ) ', [1, 2]],
    [`{'__proto__': 1}`, JSON.parse('{"__proto__": 1}')],
    ['[]', []],
  ])('reads %s', (text, value) => {
    expect(parsePythonLiteral(text)).toEqual(value);
  });

  it.each([
    `{'a': 1`,
    `{'a' 1}`,
    `['a'`,
    `'a`,
    `'\\xZZ'`,
    `'\\U00999999'`,
    'import os',
    '[1 2]',
    '1 2',
    '',
    '['.repeat(50),
  ])('refuses %s', (text) => {
    expect(() => parsePythonLiteral(text)).toThrow(SyntaxError);
  });
});

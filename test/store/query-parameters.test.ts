import { describe, expect, it } from 'vitest';
import type { NamedQuery } from '../../src/store/port.ts';
import { bindParameters, findQuery } from '../../src/store/query-parameters.ts';

const query: NamedQuery = {
  name: 'many-like',
  title: 'Items that many people like',
  params: [
    { name: 'user', type: 'string', defaultValue: null, description: 'id of the user' },
    { name: 'limit', type: 'integer', defaultValue: 20, description: 'most rows' },
    { name: 'share', type: 'number', defaultValue: 0.5, description: 'least share' },
    { name: 'strict', type: 'boolean', defaultValue: false, description: 'whether' },
  ],
  returns: ['item'],
};

describe('bindParameters', () => {
  it('fills in defaults and takes numbers and booleans as text', () => {
    expect(bindParameters(query, { user: '42' })).toEqual({
      user: '42',
      limit: 20,
      share: 0.5,
      strict: false,
    });
    const bound = bindParameters(query, { user: 'a', limit: '5', share: '1e-2', strict: 'true' });
    expect(bound).toEqual({ user: 'a', limit: 5, share: 0.01, strict: true });
  });

  it.each([
    [{}, 'needs the parameter user: string, id of the user'],
    [{ user: 'a', limit: 'many' }, 'takes limit as integer, not "many"'],
    [{ user: 'a', limit: 1.5 }, 'takes limit as integer, not 1.5'],
    [{ user: 'a', limit: '' }, 'takes limit as integer'],
    [{ user: 'a', limit: 2 ** 60 }, 'takes limit as integer'],
    [{ user: 'a', share: Number.NaN }, 'takes share as number'],
    [{ user: 'a', strict: 1 }, 'takes strict as boolean, not 1'],
    [{ user: 42 }, 'takes user as string, not 42'],
    [{ user: 'a', bogus: 1 }, 'has no parameter "bogus"; it takes user, limit, share, strict'],
  ])('refuses %j', (given, message) => {
    expect(() => bindParameters(query, given)).toThrow(message);
  });
});

describe('findQuery', () => {
  it('finds by name, or names those there are', () => {
    expect(findQuery([query], 'many-like')).toBe(query);
    expect(() => findQuery([query], 'few')).toThrow('Known are: many-like.');
  });
});

import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '../../web/src/address.ts';

describe('the address of the page', () => {
  it.each([
    { user: null, item: null, talk: null },
    { user: 'mara', item: null, talk: null },
    { user: 'mara', item: null, talk: 'a&b' },
    { user: null, item: null, talk: 'c1' },
    { user: 'a b&c=d#é', item: '?x=1&<b>', talk: null },
  ])('%o comes back from its address', (address) => {
    expect(readAddress(writeAddress(address))).toEqual(address);
  });

  it.each(['', '?', '?item=harbour', '?user=&item=harbour'])('%s names nothing', (search) => {
    expect(readAddress(search)).toEqual({ user: null, item: null, talk: null });
  });
});

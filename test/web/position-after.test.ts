import { expect, it } from 'vitest';
import { positionAfter } from '../../web/src/position-after.ts';

it.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 2, 2],
  ['ArrowDown', -1, 0],
  ['ArrowUp', 0, 0],
  ['ArrowUp', 2, 1],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['Tab', 1, null],
  ['a', 1, null],
])('%s at %i of three leads to %s', (key, position, next) => {
  expect(positionAfter(key, position, 3)).toBe(next);
});

it('no key leads anywhere in an empty list', () => {
  expect(positionAfter('ArrowDown', -1, 0)).toBeNull();
});

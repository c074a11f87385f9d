import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapLabel } from '../../web/src/wrap-label.ts';

const letters = (line: string): number => line.length;

describe('wrapLabel', () => {
  it.each([
    ['Kilo', ['Kilo']],
    ['Lamplighters of Quay Street', ['Lamplighters', 'of Quay', 'Street']],
    ['The Last Ferry to Ombre and back again', ['The Last', 'Ferry to', 'Ombre and b…']],
    ['Donaudampfschiff', ['Donaudampfs…']],
    ['', []],
    ['  ', []],
  ])('%s', (text, lines) => {
    expect(wrapLabel(text, 12, 3, letters)).toEqual(lines);
  });

  it('never is too wide or too long, and begins like the text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.integer({ min: 2, max: 15 }),
        fc.integer({ min: 1, max: 3 }),
        (text, width, most) => {
          const lines = wrapLabel(text, width, most, letters);
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

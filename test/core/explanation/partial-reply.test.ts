import { describe, expect, it } from 'vitest';
import { wholeObjects } from '../../../src/core/explanation/partial-reply.ts';

describe('wholeObjects', () => {
  const text = '{"sentences":[{"text":"A } in \\" a string.","cites":["E1"]},{"text":"B","cites":["E2"]}]}';

  it('finds an object as soon as it ends, whatever its strings hold', () => {
    const counts = Array.from(
      { length: text.length + 1 },
      (_, end) => wholeObjects(text.slice(0, end)).length,
    );
    const first = text.indexOf('},{') + 1;
    expect(counts[first - 1]).toBe(0);
    expect(counts[first]).toBe(1);
    expect(counts.at(-1)).toBe(2);
    expect(wholeObjects(text)[0]).toEqual({ text: 'A } in " a string.', cites: ['E1'] });
  });

  it('gives nothing of prose, of broken objects and of a text longer than any answer', () => {
    expect(wholeObjects('I would say {x}')).toEqual([]);
    expect(wholeObjects('{"sentences":[{broken},{"text":"B"}]}')).toEqual([]);
    expect(wholeObjects(`{"sentences":[${'{},'.repeat(10_000)}`)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  labelMentions,
  mentionOf,
  mentionText,
} from '../../../../src/core/opinions/vocabulary/label-mentions.ts';

describe('mentionText and mentionOf', () => {
  it('are each other`s inverse', () => {
    expect(mentionText({ name: 'battery life', kind: 'thing' })).toBe('battery life');
    expect(mentionText({ name: 'charge', kind: 'act' })).toBe('act:charge');
    const kind = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
    const name = fc.oneof(fc.string(), fc.constant('act:x'), fc.constant('a:\nb'));
    fc.assert(
      fc.property(name, kind, (each, ofKind) => {
        expect(mentionOf(mentionText({ name: each, kind: ofKind }))).toEqual({ name: each, kind: ofKind });
      }),
    );
  });
});

describe('labelMentions', () => {
  it('takes the own kind before none, and another only where it is the only one', () => {
    const labels = labelMentions([
      { name: 'battery', kind: '', names: ['charge'] },
      { name: 'bass', kind: 'fish', names: [] },
      { name: 'bass', kind: 'sound', names: ['lows'] },
      { name: 'charging', kind: 'act', names: ['charge'] },
    ]);
    const label = (name: string, kind: string): string | undefined => {
      const aspect = labels.aspectOf({ name, kind });
      return aspect && `${aspect.kind} ${aspect.name}`;
    };
    expect(label('charge', 'act')).toBe('act charging');
    expect(label('charge', 'thing')).toBe(' battery');
    expect(label('charging', 'thing')).toBeUndefined();
    expect(label('bass', 'thing')).toBeUndefined();
    expect(label('bass', 'fish')).toBe('fish bass');
    expect(label('low', 'thing')).toBe('sound bass');
  });
});

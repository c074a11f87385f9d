import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkCompletely } from '../../../../src/core/opinions/vocabulary/complete-link.ts';
import { isNearWord } from '../../../../src/core/opinions/vocabulary/near-words.ts';
import { normalForm } from '../../../../src/core/opinions/vocabulary/normal-form.ts';
import { type NameCount, proposeMerges } from '../../../../src/core/opinions/vocabulary/propose-merges.ts';

const named = (name: string, count: number, kind = ''): NameCount => ({ name, kind, count });

describe('normalForm', () => {
  it.each([
    ['The Batteries', 'battery'],
    ['battery-life', 'battery life'],
    ['  Café\u200b  Tables ', 'cafe table'],
    ["the guitar's strings", 'guitar string'],
    ['glass', 'glass'],
    ['boxes', 'box'],
    ['lens', 'lens'],
    ['usb 3.0', 'usb 3.0'],
    ['the', 'the'],
    ['...', ''],
  ])('%s is %s', (name, expected) => expect(normalForm(name)).toBe(expected));

  it('is its own normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(normalForm(normalForm(name))).toBe(normalForm(name));
      }),
    );
  });
});

describe('proposeMerges', () => {
  it('makes one of spellings, and of rare slips beside a frequent name', () => {
    const proposed = proposeMerges([
      named('battery life', 40),
      named('Battery-Lives', 1),
      named('batterylife', 2),
      named('batery life', 3),
      named('price', 7),
    ]);
    expect(proposed).toEqual([
      { name: 'battery life', kind: '', names: ['batery life'] },
      { name: 'price', kind: '', names: [] },
    ]);
  });

  it('keeps names apart that are both frequent, and short ones', () => {
    const names = [named('pickng', 20), named('pickgn', 9), named('tone', 90), named('tune', 1)];
    expect(proposeMerges(names).map(({ name }) => name)).toEqual(['pickgn', 'pickng', 'tone', 'tune']);
  });

  it('takes no English word for a slip of another', () => {
    const names = [named('string', 90), named('spring', 3), named('sring', 2)];
    expect(proposeMerges(names)).toEqual([
      { name: 'spring', kind: '', names: [] },
      { name: 'string', kind: '', names: ['sring'] },
    ]);
  });

  it('never joins two names by way of a third', () => {
    // strap – strape – straped, and strap is two letters from straped.
    const chain = [named('strap', 100), named('strape', 10), named('straped', 1)];
    expect(isNearWord('strap', 'strape') && isNearWord('strape', 'straped')).toBe(true);
    expect(isNearWord('strap', 'straped')).toBe(false);
    expect(proposeMerges(chain)).toEqual([
      { name: 'strap', kind: '', names: ['strape'] },
      { name: 'straped', kind: '', names: [] },
    ]);
  });

  it('never joins homonyms of different kinds', () => {
    const names = [named('charge', 50, 'thing'), named('charge', 9, 'act'), named('chargee', 1, 'act')];
    expect(proposeMerges(names)).toEqual([
      { name: 'charge', kind: 'act', names: ['chargee'] },
      { name: 'charge', kind: 'thing', names: [] },
    ]);
    expect(proposeMerges(names, [{ one: 0, other: 1, distance: 0 }])).toHaveLength(2);
  });

  it('hears no meaning in names with some words in common', () => {
    const names = [named('guitar string', 9), named('guitar player', 8), named('string guitar', 7)];
    const links = [
      { one: 0, other: 1, distance: 0.1 },
      { one: 0, other: 2, distance: 0.1 },
      { one: 1, other: 2, distance: 0.1 },
    ];
    expect(proposeMerges(names, links)).toEqual([
      { name: 'guitar player', kind: '', names: [] },
      { name: 'guitar string', kind: '', names: ['string guitar'] },
    ]);
  });

  it('joins what is near in meaning, and only what is near to all', () => {
    const names = [named('price', 9), named('cost', 8), named('cheapness', 7)];
    const link = (one: number, other: number, distance: number) => ({ one, other, distance });
    expect(proposeMerges(names, [link(0, 1, 0.1), link(1, 2, 0.2)])).toEqual([
      { name: 'cheapness', kind: '', names: [] },
      { name: 'price', kind: '', names: ['cost'] },
    ]);
    expect(proposeMerges(names, [link(0, 1, 0.1), link(1, 2, 0.2), link(0, 2, 0.3)])).toEqual([
      { name: 'price', kind: '', names: ['cheapness', 'cost'] },
    ]);
  });

  it('gives the same in any order, names each once, and every two of an aspect near each other', () => {
    const words = fc.constantFrom(
      'strap',
      'strape',
      'straped',
      'strpa',
      'strip',
      'straps',
      'bridge',
      'brigde',
    );
    const name = fc.array(words, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' '));
    const names = fc.uniqueArray(fc.record({ name, count: fc.integer({ min: 1, max: 50 }) }), {
      selector: (each) => each.name,
      maxLength: 25,
      minLength: 5,
    });
    let merged = 0;
    fc.assert(
      fc.property(names, fc.integer(), (counts, turn) => {
        const all = counts.map((each) => ({ ...each, kind: '' }));
        const at = all.length === 0 ? 0 : Math.abs(turn) % all.length;
        const proposed = proposeMerges(all);
        expect(proposeMerges([...all.slice(at), ...all.slice(0, at)].reverse())).toEqual(proposed);
        const forms = proposed.flatMap((aspect) => [aspect.name, ...aspect.names]);
        expect(new Set(forms).size).toBe(forms.length);
        expect(new Set(all.map((each) => normalForm(each.name)))).toEqual(new Set(forms));
        for (const aspect of proposed) {
          const group = [aspect.name, ...aspect.names];
          merged += aspect.names.length;
          for (const one of group)
            for (const other of group) expect(one === other || areNear(one, other)).toBe(true);
        }
      }),
    );
    expect(merged).toBeGreaterThan(15);
  });
});

describe('linkCompletely', () => {
  it('takes the nearest first and leaves nothing out', () => {
    const link = (one: number, other: number, distance: number) => ({ one, other, distance });
    expect(linkCompletely(4, [link(0, 1, 2), link(1, 2, 1), link(0, 2, 3)])).toEqual([[0, 1, 2], [3]]);
    expect(linkCompletely(3, [link(0, 1, 2), link(2, 1, 1)])).toEqual([[0], [1, 2]]);
    expect(linkCompletely(0, [])).toEqual([]);
  });
});

/** As far as slips go: all words but one equal, that one near. */
function areNear(one: string, other: string): boolean {
  const left = one.split(' ');
  const right = other.split(' ');
  const different = left.filter((word, at) => word !== right[at]);
  const at = left.findIndex((word, position) => word !== right[position]);
  return (
    left.length === right.length && different.length === 1 && isNearWord(left[at] ?? '', right[at] ?? '')
  );
}

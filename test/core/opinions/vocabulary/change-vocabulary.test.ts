import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addProposals,
  emptyVocabulary,
  mergeAspects,
  recordEdit,
  replayLog,
  splitAspect,
  undoChange,
  type VocabularyState,
} from '../../../../src/core/opinions/vocabulary/change-vocabulary.ts';
import { labelMentions } from '../../../../src/core/opinions/vocabulary/label-mentions.ts';
import { vocabularyOf } from '../../../../src/core/opinions/vocabulary/vocabulary.ts';
import {
  formatVocabulary,
  parseVocabulary,
} from '../../../../src/core/opinions/vocabulary/vocabulary-text.ts';

const start = addProposals(
  emptyVocabulary,
  vocabularyOf([
    { name: 'battery life', kind: '', names: ['batery life', 'battery runtime'] },
    { name: 'battery', kind: '', names: [] },
    { name: 'charge', kind: '', names: [] },
  ]),
);
const labelOf = (state: VocabularyState, name: string, kind: 'thing' | 'act' = 'thing') => {
  const aspect = labelMentions(state.vocabulary).aspectOf({ name, kind });
  return aspect && (aspect.kind === '' ? aspect.name : `${aspect.kind}:${aspect.name}`);
};
const merge = (state: VocabularyState, into: string, ...from: string[]) =>
  mergeAspects(state, { into, from, kind: '' });
const split = (state: VocabularyState, aspect: string, names: string[], as: string, asKind = '') =>
  splitAspect(state, { aspect, kind: '', names, as, asKind });

describe('mergeAspects', () => {
  it('makes one aspect with all names, and takes up names that nobody had', () => {
    const state = merge(start, 'battery life', 'battery', 'runtime');
    expect(state.vocabulary).toEqual([
      { name: 'battery life', kind: '', names: ['batery life', 'battery', 'battery runtime', 'runtime'] },
      { name: 'charge', kind: '', names: [] },
    ]);
    expect(labelOf(state, 'battery')).toBe('battery life');
    expect(labelOf(state, 'the Batteries')).toBe('battery life');
    expect(labelOf(start, 'battery')).toBe('battery');
    expect(labelOf(state, 'price')).toBeUndefined();
  });

  it('makes the aspect that is not there, and does nothing twice', () => {
    const state = merge(start, 'power', 'battery', 'charge');
    expect(labelOf(state, 'charge')).toBe('power');
    expect(merge(state, 'power', 'charge')).toBe(state);
  });

  it('refuses names of other aspects and homonyms of other kinds', () => {
    expect(() => merge(start, 'charge', 'batery life')).toThrow('"batery life" is a name of "battery life"');
    expect(() => merge(start, 'batery life', 'charge')).toThrow('"batery life" is a name of "battery life"');
    const homonyms = split(start, 'charge', ['charge'], 'charging', 'act');
    expect(() => merge(homonyms, 'battery', 'charging')).toThrow('homonyms of different kinds are never one');
  });
});

describe('splitAspect', () => {
  it('makes an aspect of names', () => {
    const state = split(start, 'battery life', ['battery runtime'], 'runtime');
    expect(labelOf(state, 'battery runtime')).toBe('runtime');
    expect(labelOf(state, 'batery life')).toBe('battery life');
  });

  it('tells homonyms apart by kind', () => {
    const state = split(start, 'charge', ['charge'], 'charging', 'act');
    expect(labelOf(state, 'charge', 'act')).toBe('act:charging');
    expect(labelOf(state, 'charge', 'thing')).toBe('charge');
    const fish = vocabularyOf([
      { name: 'bass', kind: 'fish', names: [] },
      { name: 'bass', kind: 'sound', names: [] },
    ]);
    expect(labelMentions(fish).aspectOf({ name: 'bass', kind: 'thing' })).toBeUndefined();
    expect(labelMentions(fish.slice(0, 1)).aspectOf({ name: 'bass', kind: 'thing' })?.kind).toBe('fish');
  });

  it('says what is wrong', () => {
    expect(() => split(start, 'batery', ['x'], 'x')).toThrow('no aspect "batery". Near: "battery"');
    expect(() => split(start, 'battery', ['price'], 'x')).toThrow('"price" is no name of "battery"');
    expect(() => split(start, 'battery', ['battery'], 'x')).toThrow('cannot be split from itself');
    expect(() => split(start, 'battery life', ['batery life'], 'charge')).toThrow('counts as two aspects');
  });
});

describe('addProposals', () => {
  it('leaves decisions alone: what was split off is not merged again', () => {
    const state = split(start, 'battery life', ['battery runtime'], 'runtime');
    const again = addProposals(
      state,
      vocabularyOf([
        { name: 'battery life', kind: '', names: ['battery lifes time'] },
        { name: 'price', kind: '', names: ['charge'] },
        { name: 'power', kind: '', names: ['battery', 'battery runtime', 'juice'] },
      ]),
    );
    expect(labelOf(again, 'charge')).toBe('charge');
    expect(labelOf(again, 'price')).toBe('charge');
    expect(labelOf(again, 'juice')).toBe('power');
    expect(labelOf(again, 'battery runtime')).toBe('runtime');
    expect(labelOf(again, 'battery lifes time')).toBe('battery life');
    expect(labelOf(again, 'battery')).toBe('battery');
    expect(addProposals(again, again.vocabulary)).toBe(again);
  });
});

describe('undoChange', () => {
  it('has nothing to undo at the begin', () => {
    expect(() => undoChange(emptyVocabulary)).toThrow('There is nothing to undo');
  });

  it('restores every earlier state exactly, edits of people included', () => {
    const name = fc.constantFrom('strap', 'straps', 'belt', 'cord', 'cable', 'wire', 'plug');
    const act = fc.record({
      what: fc.constantFrom('merge', 'split', 'propose', 'edit'),
      one: name,
      other: name,
      kind: fc.constantFrom('', 'act'),
      asKind: fc.constantFrom('', 'act', 'fish'),
    });
    let done = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 25 }), (acts) => {
        const states: VocabularyState[] = [emptyVocabulary];
        for (const { what, one, other, kind, asKind } of acts) {
          const state = states.at(-1) ?? emptyVocabulary;
          const proposal = [{ name: one, kind, names: [other, 'plug in'] }];
          const next = attempt(() => {
            if (what === 'merge') return mergeAspects(state, { into: one, from: [other], kind });
            if (what === 'split')
              return splitAspect(state, { aspect: one, kind, names: [other], as: other, asKind });
            if (what === 'propose') return addProposals(state, vocabularyOf(proposal));
            return recordEdit(state, vocabularyOf([...state.vocabulary.slice(1), ...proposal]));
          });
          if (next !== undefined && next !== state) states.push(next);
        }
        done += states.length - 1;
        let state = states.at(-1) ?? emptyVocabulary;
        expect(replayLog(state.log)).toEqual(state);
        for (const before of states.slice(0, -1).reverse()) {
          expect(parseVocabulary(formatVocabulary(state.vocabulary), 'file')).toEqual(state.vocabulary);
          state = undoChange(state);
          expect(state).toEqual(before);
          expect(formatVocabulary(state.vocabulary)).toBe(formatVocabulary(before.vocabulary));
        }
      }),
    );
    expect(done).toBeGreaterThan(500);
  });

  it('refuses a history that does not fit', () => {
    const aspect = { name: 'cord', kind: '', names: [] };
    expect(() => replayLog([{ act: 'edit', before: [aspect], after: [] }])).toThrow(
      'names an aspect that is not there',
    );
  });
});

function attempt(change: () => VocabularyState): VocabularyState | undefined {
  try {
    return change();
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/^(request|data)-invalid$/) });
    return undefined;
  }
}

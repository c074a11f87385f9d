import { describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { checkLimits, checkText } from '../../../src/engine/explanation/check-text.ts';

const evidence = [
  { subject: 'Kilo', relation: 'made by', value: 'Olive Press' },
  { id: 'E1', sentence: 'Kilo weighs 4 kg.' },
];
const options = { isLenient: false };

describe('checkText', () => {
  it('supports what facts and sentences say', () => {
    const result = checkText({ text: 'Kilo was made by Olive Press. It weighs 4 kg.', evidence, options });
    expect(result).toEqual({ supported: true, spans: [] });
  });

  it('gives each stretch with its words and a reason', () => {
    const result = checkText({ text: 'Kilo was made by Olive Press. It weighs 9 kg.', evidence, options });
    expect(check('check-result', result)).toEqual({ ok: true, value: result });
    expect(result.spans).toEqual([
      { start: 40, end: 41, text: '9', kind: 'number', reason: 'the evidence does not hold this number' },
    ]);
  });

  it('knows which of several things a fact is about', () => {
    const two = [...evidence, { subject: 'Mast', relation: 'made by', value: 'Ada Byrne' }];
    const kinds = (text: string) =>
      checkText({ text, evidence: two, options }).spans.map((span) => span.kind);
    expect(kinds('Kilo was made by Olive Press.')).toEqual([]);
    expect(kinds('Mast was made by Ada Byrne.')).toEqual([]);
    expect(kinds('Kilo was made by Ada Byrne.')).toEqual(['relation']);
  });

  it('marks all of a text without evidence', () => {
    expect(checkText({ text: 'Kilo weighs nothing much.', evidence: [], options }).supported).toBe(false);
  });

  it('refuses more than it can read in good time', () => {
    const text = 'a'.repeat(checkLimits.textUnitsMax + 1);
    expect(() => checkText({ text, evidence, options })).toThrow('at most 50000');
    const many = Array.from({ length: checkLimits.evidenceLinesMax + 1 }, () => ({ sentence: 'x' }));
    expect(() => checkText({ text: 'x', evidence: many, options })).toThrow('at most 2000');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { plannedEvidence, planText, planWithout, weakestFirst } from '../../../src/core/explanation/plan.ts';
import { formRules, type ReasonForm } from '../../../src/core/explanation/text-form.ts';
import { lampEvidence } from './lamp-item.ts';
import { readSeedTexts } from './seed-evidence.ts';

const forms: readonly ReasonForm[] = ['paragraph', 'sentence', 'bullets'];
const evidence = lampEvidence();
const { texts } = await readSeedTexts(new AbortController().signal);

describe('a plan', () => {
  it('tells the strongest reason, one of another kind, a reviewer and the drawback', () => {
    expect(planText(evidence, 'paragraph')).toEqual({
      form: 'paragraph',
      steps: [
        { role: 'reason', cites: ['E1'] },
        { role: 'further', cites: ['E3'] },
        { role: 'quote', cites: ['E6'] },
        { role: 'drawback', cites: ['E5'] },
      ],
    });
    expect(planText(evidence, 'sentence').steps).toEqual([{ role: 'reason', cites: ['E1', 'E5'] }]);
    expect(planText(evidence, 'bullets').steps.map(({ cites }) => cites)).toEqual([
      ['E1'],
      ['E2'],
      ['E3'],
      ['E6'],
      ['E5'],
    ]);
  });

  it.each(forms)('as %s tells reasons by share, each fact once and one drawback at most', (form) => {
    for (const one of [{ evidence }, ...texts]) {
      const plan = planText(one.evidence, form);
      expect(check('explanation-plan', plan)).toEqual({ ok: true, value: plan });
      const cites = plan.steps.flatMap((step) => step.cites);
      const told = cites.map((id) => one.evidence.find((other) => other.id === id));
      expect(new Set(cites).size).toBe(cites.length);
      const shares = told.filter((other) => other?.kind === 'reason').map((other) => other?.share ?? 0);
      expect(shares).toEqual([...shares].sort((left, right) => right - left));
      const reasons = one.evidence.filter((other) => other.kind === 'reason');
      // One sentence may have no room for the drawback beside the strongest.
      if (form === 'sentence' && cites.length === 2) continue;
      expect(shares[0] ?? null).toBe(
        reasons.length === 0 ? null : Math.max(...reasons.map(({ share }) => share)),
      );
      expect(told.filter((other) => other?.kind === 'against').length).toBeLessThanOrEqual(1);
      expect(plan.steps.length).toBeLessThanOrEqual(formRules[form].sentencesMax);
    }
  });

  it('tells the same whatever the order of the evidence', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...evidence], { minLength: evidence.length }), (shuffled) => {
        expect(planText(shuffled, 'bullets')).toEqual(planText(evidence, 'bullets'));
      }),
    );
  });

  it('leaves out what the length of the form does not hold, and never the drawback of a paragraph', () => {
    const wordy = evidence.map(
      (one): Evidence =>
        one.kind === 'reason' ? { ...one, sentence: `${'so '.repeat(30)}${one.sentence}` } : one,
    );
    expect(planText(wordy, 'paragraph').steps.map(({ role }) => role)).toEqual(['reason', 'drawback']);
    expect(planText(wordy, 'sentence').steps).toEqual([{ role: 'reason', cites: ['E1'] }]);
    const brief = wordy.with(2, evidence[2] as Evidence);
    expect(planText(brief, 'sentence').steps).toEqual([{ role: 'reason', cites: ['E3', 'E5'] }]);
  });

  it('has no steps without a reason', () => {
    const none = evidence.filter((one) => one.kind !== 'reason');
    for (const form of forms) expect(planText(none, form)).toEqual({ form, steps: [] });
  });

  it('loses steps whole and parts of a step, and what it begins with never', () => {
    const plan = planText(evidence, 'paragraph');
    expect(weakestFirst(plan, evidence)).toEqual(['E6', 'E3', 'E5']);
    expect(planWithout(plan, new Set(['E6', 'E3'])).steps.map(({ cites }) => cites)).toEqual([
      ['E1'],
      ['E5'],
    ]);
    expect(planWithout(planText(evidence, 'sentence'), new Set(['E5'])).steps).toEqual([
      { role: 'reason', cites: ['E1'] },
    ]);
    expect(plannedEvidence(plan, evidence).map(({ id }) => id)).toEqual(['E1', 'E3', 'E5', 'E6']);
  });
});

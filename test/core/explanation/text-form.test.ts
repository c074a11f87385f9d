import { describe, expect, it } from 'vitest';
import type { CitedSentence, Evidence } from '../../../src/contract/types.ts';
import { judge } from '../../../src/core/explanation/gate/gate.ts';
import { planText } from '../../../src/core/explanation/plan.ts';
import { buildPrompt } from '../../../src/core/explanation/prompt.ts';
import { templateText } from '../../../src/core/explanation/template.ts';
import { formRules, type ReasonForm, textOf } from '../../../src/core/explanation/text-form.ts';
import { readSeedTexts, type SeedText } from './seed-evidence.ts';

const { noun, texts } = await readSeedTexts(new AbortController().signal);
const told = texts.filter(({ evidence }) => evidence.some((one) => one.kind === 'reason'));
const evidenceOf = ({ evidence, apart }: SeedText, form: ReasonForm): readonly Evidence[] =>
  form === 'sentence' ? apart : evidence;
const written = (text: SeedText, form: ReasonForm): CitedSentence[] => {
  const evidence = evidenceOf(text, form);
  return templateText(planText(evidence, form), evidence, { itemName: text.itemName, noun });
};
const forms: readonly ReasonForm[] = ['paragraph', 'sentence', 'bullets'];

describe.each(forms)('the form %s', (form) => {
  it('passes the gate for every pair of the seed', () => {
    for (const text of told) {
      const { itemName } = text;
      const evidence = evidenceOf(text, form);
      const sentences = written(text, form);
      const { sentencesMax } = formRules[form];
      const verdict = judge({ sentences, evidence, itemName, noun, sentencesMax });
      // A drawback that does not fit one sentence is left out of it.
      const problems = verdict.accepted ? [] : verdict.problems.map(({ message }) => message);
      expect(
        problems.filter((problem) => !(form === 'sentence' && /drawback E\d+ is not told/u.test(problem))),
      ).toEqual([]);
    }
  });
});

describe('forms', () => {
  it('lay out the same evidence as text, sentence and list', () => {
    const [first] = told as [SeedText];
    expect(written(first, 'sentence')).toHaveLength(1);
    const bullets = textOf(written(first, 'bullets'), 'bullets').split('\n');
    expect(bullets.length).toBeGreaterThan(1);
    for (const line of bullets) expect(line).toMatch(/^- \S.*[.!?"]$/u);
    expect(new Set(bullets).size).toBe(bullets.length);
  });

  it('tell the drawback in the one sentence wherever it fits', () => {
    const withDrawback = told.filter(({ evidence }) => evidence.some((one) => one.kind === 'against'));
    const one = withDrawback.map((text) => written(text, 'sentence'));
    const share = one.filter(([text]) => text?.cites.length === 2).length / one.length;
    expect(one.length).toBeGreaterThan(0);
    expect(share).toBeGreaterThan(0.9);
  });

  it('ask a model for themselves', () => {
    const [{ evidence, itemName }] = told as [(typeof told)[number]];
    const systems = forms.map(
      (form) =>
        buildPrompt({ evidence, plan: planText(evidence, form), itemName, noun, tokensMax: 8000, form })
          ?.messages[0]?.content ?? '',
    );
    expect(new Set(systems).size).toBe(3);
    for (const [index, form] of forms.entries()) expect(systems[index]).toContain(formRules[form].task);
  });

  it('refuse a second sentence where one was asked for', () => {
    const [first] = told as [SeedText];
    const { evidence, itemName } = first;
    const sentences = written(first, 'paragraph');
    expect(sentences.length).toBeGreaterThan(1);
    expect(judge({ sentences, evidence, itemName, noun, sentencesMax: 1 }).accepted).toBe(false);
  });
});

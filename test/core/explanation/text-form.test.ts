import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/core/explanation/gate.ts';
import { buildPrompt } from '../../../src/core/explanation/prompt.ts';
import { templateText } from '../../../src/core/explanation/template.ts';
import { formRules, type TextForm, textOf } from '../../../src/core/explanation/text-form.ts';
import { readSeedTexts } from './seed-evidence.ts';

const { noun, texts } = await readSeedTexts(new AbortController().signal);
const told = texts.filter(({ evidence }) => evidence.some((one) => one.kind === 'reason'));
const forms: readonly TextForm[] = ['paragraph', 'sentence', 'bullets'];

describe.each(forms)('the form %s', (form) => {
  it('passes the gate for every pair of the seed', () => {
    for (const { evidence, itemName } of told) {
      const sentences = templateText(evidence, { itemName, noun }, form);
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
    const [{ evidence, itemName }] = told as [(typeof told)[number]];
    const sentence = templateText(evidence, { itemName, noun }, 'sentence');
    expect(sentence).toHaveLength(1);
    const bullets = textOf(templateText(evidence, { itemName, noun }, 'bullets'), 'bullets').split('\n');
    expect(bullets.length).toBeGreaterThan(1);
    for (const line of bullets) expect(line).toMatch(/^- \S.*[.!?"]$/u);
    expect(new Set(bullets).size).toBe(bullets.length);
  });

  it('tell the drawback in the one sentence wherever it fits', () => {
    const withDrawback = told.filter(({ evidence }) => evidence.some((one) => one.kind === 'against'));
    const one = withDrawback.map(({ evidence, itemName }) =>
      templateText(evidence, { itemName, noun }, 'sentence'),
    );
    const share = one.filter(([text]) => text?.text.includes('; one drawback: ')).length / one.length;
    expect(one.length).toBeGreaterThan(0);
    expect(share).toBeGreaterThan(0.9);
  });

  it('ask a model for themselves', () => {
    const [{ evidence, itemName }] = told as [(typeof told)[number]];
    const systems = forms.map(
      (form) => buildPrompt({ evidence, itemName, noun, tokensMax: 8000, form })?.messages[0]?.content ?? '',
    );
    expect(new Set(systems).size).toBe(3);
    for (const [index, form] of forms.entries()) expect(systems[index]).toContain(formRules[form].task);
  });

  it('refuse a second sentence where one was asked for', () => {
    const [{ evidence, itemName }] = told as [(typeof told)[number]];
    const sentences = templateText(evidence, { itemName, noun });
    expect(sentences.length).toBeGreaterThan(1);
    expect(judge({ sentences, evidence, itemName, noun, sentencesMax: 1 }).accepted).toBe(false);
  });
});

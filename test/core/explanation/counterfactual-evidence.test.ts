import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEvidence } from '../../../src/core/explanation/evidence.ts';
import { judge } from '../../../src/core/explanation/gate/gate.ts';
import { harmless } from '../../../src/core/explanation/gate/words.ts';
import { planText } from '../../../src/core/explanation/plan.ts';
import { buildPrompt } from '../../../src/core/explanation/prompt.ts';
import { templateText } from '../../../src/core/explanation/template.ts';
import { tokensAtMost } from '../../../src/core/prompt-text.ts';
import { lampItem, lampNoun, lampOpinions } from './lamp-item.ts';

const change = (name: string, item: string, place: string) => ({
  text: `Without your liking of ${name}, ${item} would ${place}.`,
  node: { id: 'kilo', name },
});

describe('counterfactual evidence', () => {
  const evidence = buildEvidence(lampItem(), lampOpinions, change('Kilo', 'Harbour Lights', 'be 14th'));
  const last = evidence.at(-1);

  it('stands last, with its names and its number, and for neither side', () => {
    expect(last).toMatchObject({
      kind: 'counterfactual',
      sentence: 'Without your liking of Kilo, Harbour Lights would be 14th.',
      names: ['Harbour Lights', 'Kilo'],
      numbers: [14],
      polarity: 'neutral',
      share: 0,
      reasonId: null,
    });
    expect(evidence.slice(0, -1)).toEqual(buildEvidence(lampItem(), lampOpinions));
  });

  it('lets true words about it pass, and no other number, name or denial', () => {
    const told = (text: string): boolean => {
      const sentences = [
        { text: evidence[0]?.sentence ?? '', cites: ['E1'] },
        ...evidence
          .filter((one) => one.kind === 'against')
          .map((one) => ({ text: one.sentence, cites: [one.id] })),
        { text, cites: [last?.id ?? ''] },
      ];
      return judge({ sentences, evidence, itemName: 'Harbour Lights', noun: lampNoun }).accepted;
    };
    expect(told('Without your liking of Kilo, Harbour Lights would be 14th.')).toBe(true);
    expect(told('Without your liking of Kilo, it would be 14th.')).toBe(true);
    for (const lie of [
      'Without your liking of Kilo, Harbour Lights would be 13th.',
      'Without your liking of Attic, Harbour Lights would be 14th.',
      'With your liking of Kilo, Harbour Lights would be 14th.',
      'Without your liking of Kilo, Harbour Lights would not be 14th.',
      'Without your liking of Harbour Lights, Kilo would be 14th.',
      'Without your hatred of Kilo, Harbour Lights would be 14th.',
    ])
      expect(told(lie), lie).toBe(false);
  });

  it('is told by a template where there is room, and the whole passes the gate whatever the names are', () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
      fc.constantFrom(
        'It',
        'You',
        'Not Without My 7 Lamps',
        'By',
        'The Lord, and "Lady"',
        'A',
        'seven',
        'Who? Me!',
      ),
    );
    let told = 0;
    fc.assert(
      fc.property(name, fc.constantFrom('be 2nd', 'be 14th', 'not be recommended'), (liked, place) => {
        const all = buildEvidence(
          lampItem({ reasons: lampItem().reasons.slice(0, 1), against: [] }),
          [],
          change(liked, 'Harbour Lights', place),
        );
        const sentences = templateText(planText(all, 'paragraph'), all, {
          itemName: 'Harbour Lights',
          noun: lampNoun,
        });
        told += Number(sentences.length > 1);
        expect(
          judge({ sentences, evidence: all, itemName: 'Harbour Lights', noun: lampNoun }),
          JSON.stringify([harmless(liked), sentences]),
        ).toEqual({ accepted: true });
      }),
    );
    expect(told).toBeGreaterThan(50);
  });

  it('is left out where its words are too long, and first where the context is full', () => {
    const long = change('x'.repeat(500), 'Harbour Lights', 'be 2nd');
    expect(buildEvidence(lampItem(), lampOpinions, long)).toEqual(buildEvidence(lampItem(), lampOpinions));
    const short = lampItem({ reasons: lampItem().reasons.slice(0, 1) });
    const few = buildEvidence(short, [], change('Kilo', 'Harbour Lights', 'be 14th'));
    const promptOf = (tokensMax: number) =>
      buildPrompt({
        itemName: 'Harbour Lights',
        noun: lampNoun,
        evidence: few,
        plan: planText(few, 'paragraph'),
        form: 'paragraph',
        tokensMax,
      });
    const whole = promptOf(100_000);
    expect(whole?.plan.steps.map(({ role }) => role)).toEqual(['reason', 'change', 'drawback']);
    const full = promptOf(tokensAtMost(whole?.messages ?? []) - 1);
    expect(full?.dropped).toEqual([last?.sentence]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CitedSentence, Evidence, RecommendedItem } from '../../../src/contract/types.ts';
import { buildEvidence } from '../../../src/core/explanation/evidence.ts';
import { judge } from '../../../src/core/explanation/gate/gate.ts';
import { wordCount } from '../../../src/core/explanation/gate/words.ts';
import { planText } from '../../../src/core/explanation/plan.ts';
import { type NamedItem, templateText } from '../../../src/core/explanation/template.ts';
import { textOf } from '../../../src/core/explanation/text-form.ts';
import { lampItem, lampNoun, lampOpinions, likersReason } from './lamp-item.ts';

const lamp = { itemName: 'Harbour Lights', noun: lampNoun };

function paragraph(evidence: readonly Evidence[], item: NamedItem = lamp): CitedSentence[] {
  return templateText(planText(evidence, 'paragraph'), evidence, item);
}

describe('a template text', () => {
  it('tells the strongest reasons, a reviewer and the drawback', async () => {
    const texts = variants().map((item) => textOf(paragraph(buildEvidence(item, lampOpinions))));
    await expect(`${texts.join('\n')}\n`).toMatchFileSnapshot('../../golden/explanation/template.txt');
    expect(new Set(texts.map((text) => text.slice(0, 12))).size).toBeGreaterThan(2);
  });

  it('is the same for the same evidence', () => {
    const evidence = buildEvidence(lampItem(), lampOpinions);
    expect(paragraph(evidence)).toEqual(paragraph(structuredClone(evidence)));
  });

  it('always tells the drawback and is about 70 words', () => {
    for (const item of variants()) {
      const evidence = buildEvidence(item, lampOpinions);
      const sentences = paragraph(evidence);
      const against = evidence.find((one) => one.kind === 'against');
      if (against !== undefined) expect(sentences.at(-1)?.cites).toEqual([against.id]);
      expect(wordCount(textOf(sentences))).toBeLessThanOrEqual(72);
    }
  });

  it('is empty without a reason', () => {
    expect(paragraph(buildEvidence(lampItem({ reasons: [] }), []))).toEqual([]);
  });

  it('passes the gate whatever the names are', () => {
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
        'Harbour',
      ),
    );
    const item = fc.tuple(name, name, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 15 }));
    fc.assert(
      fc.property(item, ([itemName, liked, people, mask]) => {
        const recommended = renamed(lampItem(), itemName, liked, people);
        const chosen = {
          ...recommended,
          reasons: recommended.reasons.filter((_, index) => ((mask >> index) & 1) === 1),
        };
        const evidence = buildEvidence(chosen, lampOpinions);
        const shown = evidence.find((one) => one.kind === 'opinion')?.names[0] ?? itemName;
        const sentences = paragraph(evidence, { itemName: shown, noun: lampNoun });
        if (sentences.length === 0) return;
        const verdict = judge({ sentences, evidence, itemName: shown, noun: lampNoun });
        expect(verdict.accepted ? [] : [...verdict.problems, sentences]).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

function variants(): RecommendedItem[] {
  const item = lampItem();
  const [first, second, maker, quiet] = item.reasons;
  const lists = [
    item.reasons,
    [maker, quiet],
    [quiet],
    [second, first],
    [second, quiet],
    [first],
    [maker, first],
  ];
  return lists.flatMap((list) => {
    const reasons = list
      .filter((reason) => reason !== undefined)
      .map((reason, index) => ({ ...reason, share: 0.5 - index / 10 }));
    return [
      { ...item, reasons },
      { ...item, reasons, against: [] },
    ];
  });
}

/** The lamp under another name, and another first item that was liked. */
function renamed(item: RecommendedItem, name: string, liked: string, people: number): RecommendedItem {
  const swap = (text: string): string =>
    text.replaceAll(/Harbour Lights|Kilo/gu, (old) => (old === 'Kilo' ? liked : name));
  const reasons = [{ ...likersReason('kilo', 'Kilo', people, 0.42) }, ...item.reasons.slice(1)];
  const mapped = (list: RecommendedItem['reasons']): RecommendedItem['reasons'] =>
    list.map((reason) => ({
      ...reason,
      text: swap(reason.text),
      example: {
        ...reason.example,
        nodes: reason.example.nodes.map((node) => ({
          ...node,
          name: node.name === null ? null : swap(node.name),
        })),
      },
    }));
  return { ...item, name, reasons: mapped(reasons), against: mapped(item.against) };
}

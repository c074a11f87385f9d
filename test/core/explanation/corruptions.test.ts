import { beforeAll, describe, expect, it } from 'vitest';
import type { CitedSentence, Evidence } from '../../../src/contract/types.ts';
import { buildEvidence } from '../../../src/core/explanation/evidence.ts';
import { judge } from '../../../src/core/explanation/gate/gate.ts';
import { planText } from '../../../src/core/explanation/plan.ts';
import { templateText } from '../../../src/core/explanation/template.ts';
import { createRandom, type Random } from '../../../src/core/random.ts';
import { corrupted, corruptionKinds, sourceOf, withoutMember } from './corruptions.ts';
import { lampItem, lampNoun, likersReason } from './lamp-item.ts';
import { readSeedTexts, type SeedText, type SeedTexts } from './seed-evidence.ts';

const refusedMin = 0.99;
const trueRefusedMax = 0.01;
const seed = 7;
const inventedCount = 400;

let seedTexts: SeedTexts;
beforeAll(async () => {
  seedTexts = await readSeedTexts(new AbortController().signal);
});

describe.each([
  ['the seed', () => seedTexts],
  ['invented evidence', inventedTexts],
])('sentences of %s', (_, read) => {
  it('pass when they are true', () => {
    const { texts, noun } = read();
    const told = texts.filter((text) => text.sentences.length > 0);
    expect(told.length).toBeGreaterThan(100);
    const refused = told.filter((text) => !accepts(text, text.sentences, noun)).length;
    expect(refused / told.length).toBeLessThanOrEqual(trueRefusedMax);
  });

  it('pass when they name a member of a list less', () => {
    const { texts, noun } = read();
    const random = createRandom(seed);
    const refused: string[] = [];
    let tried = 0;
    for (const text of texts) {
      for (const [index, { text: words, cites }] of text.sentences.entries()) {
        const shorter = withoutMember(words, random);
        if (shorter === null) continue;
        tried++;
        if (!accepts(text, text.sentences.with(index, { text: shorter, cites }), noun)) refused.push(shorter);
      }
    }
    expect(tried).toBeGreaterThan(100);
    expect(refused.length / tried, refused.slice(0, 5).join('\n')).toBeLessThanOrEqual(trueRefusedMax);
  });

  it.each(corruptionKinds)('are refused when their %s is wrong', (kind) => {
    const { texts, noun, names, relations } = read();
    const random = createRandom(seed);
    const passed: string[] = [];
    let tried = 0;
    for (const text of texts) {
      for (const [index, { text: words, cites }] of text.sentences.entries()) {
        const changed = corrupted(kind, words, { ...sourceOf(text, cites), names, relations, random });
        if (changed === null) continue;
        tried++;
        if (accepts(text, text.sentences.with(index, { text: changed, cites }), noun)) passed.push(changed);
      }
    }
    expect(tried).toBeGreaterThan(100);
    expect(1 - passed.length / tried, passed.slice(0, 5).join('\n')).toBeGreaterThanOrEqual(refusedMin);
  });
});

function accepts(text: SeedText, sentences: readonly CitedSentence[], noun: SeedTexts['noun']): boolean {
  return judge({ sentences, evidence: text.evidence, itemName: text.itemName, noun }).accepted;
}

/** Lamps with names put together from syllables, any two of the reasons, and other numbers. */
function inventedTexts(): SeedTexts {
  const random = createRandom(seed);
  const texts: SeedText[] = [];
  for (let count = 0; count < inventedCount; count++) {
    const itemName = inventedName(random);
    const evidence = withNames(buildEvidence(inventedItem(random), []), itemName, random);
    texts.push({
      itemName,
      evidence,
      apart: evidence,
      sentences: templateText(planText(evidence, 'paragraph'), evidence, {
        itemName,
        noun: lampNoun,
      }),
    });
  }
  const names = texts.flatMap((text) => text.evidence.flatMap((one) => one.names));
  const relations = ['was made by', 'was designed by', 'is about', 'suits', 'is the sequel to', 'comes from'];
  return { texts, names, relations, noun: lampNoun };
}

function inventedItem(random: Random): ReturnType<typeof lampItem> {
  const lamp = lampItem();
  const linked = ['Kilo', 'Mast', 'Attic'].slice(0, 1 + Math.floor(random() * 3));
  const likers = linked.map((name) =>
    likersReason(name.toLowerCase(), name, 5 + Math.floor(random() * 300), 0.3),
  );
  const reasons = [...likers, ...lamp.reasons.filter((reason) => !reason.id.startsWith('linking-item'))];
  const from = Math.floor(random() * reasons.length);
  return {
    ...lamp,
    reasons: [...reasons.slice(from), ...reasons.slice(0, from)].map((reason, position) => ({
      ...reason,
      share: 0.5 - position / 10,
    })),
    against: random() < 0.5 ? lamp.against : [],
  };
}

function withNames(evidence: readonly Evidence[], itemName: string, random: Random): Evidence[] {
  const renamed = new Map([
    ['Harbour Lights', itemName],
    ['Kilo', inventedName(random)],
    ['Mast', inventedName(random)],
    ['Attic', inventedName(random)],
    ['Olive Press', inventedName(random)],
  ]);
  const renew = (text: string): string =>
    [...renamed].reduce((changed, [old, name]) => changed.split(old).join(name), text);
  return evidence.map((one) => ({ ...one, sentence: renew(one.sentence), names: one.names.map(renew) }));
}

const syllables =
  'ba chi dor el fen gra hul im jor kes lu mar nel os pri qua rin sol tam ur vel wim yar zet'.split(' ');

function inventedName(random: Random): string {
  const part = (): string => syllables[Math.floor(random() * syllables.length)] ?? '';
  const word = (): string => {
    const text = part() + part() + part();
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  return random() < 0.5 ? word() : `${word()} ${word()}`;
}

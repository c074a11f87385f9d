import { describe, expect, it } from 'vitest';
import type { Relation } from '../../../src/contract/types.ts';
import type { AskedTrait, ShowMove } from '../../../src/core/conversation/question/policy.ts';
import {
  acceptText,
  betterText,
  changedMindNote,
  changedNote,
  fitSentence,
  fitText,
  goneText,
  keptNote,
  leaveText,
  leftOutText,
  listReason,
  listText,
  placeText,
  questionReason,
  questionText,
  stopText,
  traitSentence,
  unlinkedNote,
  unsaidText,
  vanishedNote,
} from '../../../src/core/conversation/wording.ts';

const film = { one: 'film', many: 'films' };
const album = { one: 'album', many: 'albums' };
const directedBy: Relation = {
  type: 'DIRECTED_BY',
  ends: [['Item', 'Attribute']],
  forward: '{from} was directed by {to}',
  backward: '{to} directed {from}',
  question: 'Would you like a film directed by {to}?',
};
const directed: Relation = {
  type: 'DIRECTED',
  ends: [['Attribute', 'Item']],
  forward: '{from} directed {to}',
  backward: '{to} was directed by {from}',
};
const bare: Relation = { type: 'SHOT_IN', ends: [['Item', 'Attribute']] };
const ann = { relation: directedBy, name: 'Ann Lee', kind: 'person' };
const oslo = { relation: bare, name: 'Oslo', kind: '' };
const city = { relation: { ...bare, kind: 'home_town' }, name: '{to} & {from}', kind: 'place' };

const ask = (matching: number, yesProbability: number): AskedTrait[] => [
  { trait: 0, gainBits: 0.9, yesProbability, share: yesProbability, matching },
];
const show = (items: number, cause: ShowMove['cause'], mass: number): ShowMove => ({
  type: 'show',
  items: Array.from({ length: items }, (_, item) => item),
  cause,
  mass,
  expected: null,
});

describe('wording', () => {
  it('reads as the golden file says', async () => {
    const lines = [
      '# questions',
      questionText([ann], film),
      questionText([city], film),
      questionText([{ ...oslo, kind: 'place' }], album),
      questionText([oslo], album),
      questionText([ann, { ...ann, name: 'Bo Ek' }, { ...ann, name: 'Cy Ott' }], film),
      questionText([oslo, { ...oslo, name: 'Bergen' }], album),
      '',
      '# reasons of questions',
      questionReason(ask(200, 0.49), { count: 412, misses: 0 }, film),
      questionReason(ask(200, 0.12), { count: 412, misses: 0 }, film),
      questionReason(ask(137, 0.46), { count: 1412, misses: 0 }, film),
      questionReason(ask(1, 0.3), { count: 20, misses: 0 }, film),
      questionReason(ask(0, 0.3), { count: 1, misses: 0 }, film),
      questionReason(ask(2, 0.001), { count: 12, misses: 1 }, film),
      questionReason(ask(1900, 0.9999), { count: 1901, misses: 0 }, film),
      questionReason([...ask(200, 0.4), ...ask(90, 0.2), ...ask(1, 0.01)], { count: 412, misses: 0 }, film),
      '',
      '# lists',
      listText(['Kilo'], film),
      listText(
        Array.from({ length: 10 }, () => 'x'),
        film,
      ),
      listReason(show(10, 'likely', 0.71), { count: 412, misses: 0 }, film),
      listReason(show(1, 'likely', 0.9999), { count: 412, misses: 0 }, film),
      listReason(show(1, 'few', 0.8), { count: 1, misses: 0 }, film),
      listReason(show(7, 'few', 0.8), { count: 7, misses: 0 }, film),
      listReason(show(3, 'few', 0.8), { count: 3, misses: 1 }, film),
      listReason(show(10, 'no-question', 0.2), { count: 23, misses: 0 }, film),
      listReason(show(10, 'no-question', 0.2), { count: 23, misses: 2 }, film),
      listReason(show(10, 'likely', 0.71), { count: 40, misses: 2 }, film),
      '',
      '# ends and notes',
      acceptText('Kilo'),
      acceptText('Kilo', ['Lima', 'Mike']),
      leaveText([]),
      leaveText(['Lima', 'Mike']),
      keptNote('Kilo'),
      changedMindNote('Film noir', 'no'),
      unlinkedNote(album),
      placeText('Kilo', 1204, 0.003),
      leftOutText('Kilo', 'refused'),
      leftOutText('Kilo', 'named'),
      leftOutText('Kilo', 'taken'),
      betterText('sound'),
      stopText('exhausted', film),
      stopText('contradiction', film),
      changedNote(),
      vanishedNote('Film noir', false),
      vanishedNote('mara', true),
      '',
      '# why an item',
      traitSentence(ann, 'Kilo'),
      traitSentence({ ...ann, relation: directed }, 'Kilo'),
      traitSentence(oslo, 'Kilo'),
      traitSentence(city, 'Kilo'),
      fitText([
        { sentence: fitSentence(ann, 'Kilo', true, 'yes'), isMet: true },
        { sentence: fitSentence(oslo, 'Kilo', false, 'no'), isMet: true },
        { sentence: fitSentence(oslo, 'Kilo', false, 'yes'), isMet: false },
        { sentence: fitSentence(ann, 'Kilo', true, 'no'), isMet: false },
      ]),
      fitText(['a', 'b', 'c', 'd', 'e', 'f'].map((sentence) => ({ sentence: `${sentence}.`, isMet: true }))),
      unsaidText('Kilo', true),
      unsaidText('Kilo', false),
      goneText('Kilo'),
    ];
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../golden/conversation/wording.txt');
  });

  it('says nothing of an item when nothing was said', () => {
    expect(fitText([])).toBe('');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grounds } from '../../../src/core/explanation/spans/grounds.ts';
import { type SpanReason, unsupportedSpans } from '../../../src/core/explanation/spans.ts';

const film: Grounds = {
  subjects: ['Salt Road'],
  sentences: [],
  facts: [
    ['instance of', 'film'],
    ['director', 'Ada Byrne'],
    ['composer', 'Noor Haddad'],
    ['cast member', 'Ilse Marr'],
    ['cast member', 'Pim Okoro'],
    ['country of origin', 'Denmark'],
    ['filming location', 'Aarhus'],
    ['publication date', '2001-05-03'],
    ['duration', '95 minutes'],
    ['mass', '21 kg'],
    ['produced by', 'Lumen Works'],
    ['award received', 'Golden Heron'],
    ['member of', 'North Atlantic Film Union'],
  ].map(([relation = '', value = '']) => ({ subject: 'Salt Road', relation, value })),
};

const lamp: Grounds = {
  subjects: [],
  facts: [],
  sentences: [
    'Harbour Lights was made by Olive Press in 2001.',
    'Ada Byrne designed Harbour Lights.',
    'It weighs 4 kg and is not waterproof.',
  ],
};

function found(text: string, grounds: Grounds, isLenient = false): [string, SpanReason][] {
  return unsupportedSpans(text, grounds, { isLenient }).map(({ start, end, reason }) => [
    text.slice(start, end),
    reason,
  ]);
}

describe('a text that its facts support', () => {
  it.each([
    'Salt Road is a Danish film directed by Ada Byrne.',
    'Ada Byrne directed the film, and Noor Haddad composed its music.',
    'The movie stars Ilse Marr and Pim Okoro and was shot in Aarhus.',
    'It was released on May 3, 2001.',
    'It was released in the 21st century.',
    'It won the Golden Heron.',
    'It runs 95 minutes, or 95 min.',
    'It runs ninety-five minutes and weighs twenty-one kilograms.',
    'It was released in the 2000s.',
    'It was produced by Lumen Works.',
    'Lumen Works produced Salt Road.',
    'It belongs to the NAFU.',
    'It has two cast members.',
    'BYRNE, Ada is the director.',
  ])('%s', (text) => {
    expect(found(text, film)).toEqual([]);
  });

  it.each([
    'Harbour Lights was made by Olive Press in 2001.',
    'Olive Press made Harbour Lights.',
    'Harbour Lights was designed by Ada Byrne.',
    'It is not waterproof.',
    'It weighs 4 kg.',
  ])('in sentences: %s', (text) => {
    expect(found(text, lamp)).toEqual([]);
  });
});

describe('a text that its facts do not support', () => {
  const cases: [string, string, SpanReason][] = [
    ['Salt Road was directed by Ada Quill.', 'Quill', 'name'],
    ['The film stars Ilse Marr, Pim Okoro, and Lena Voss.', 'Lena Voss', 'statement'],
    ['It was released in 2002.', '2002', 'number'],
    ['It was released on June 3, 2001.', 'June', 'number'],
    ['It was released in the 20th century.', '20th', 'number'],
    ['It runs ninety minutes.', 'ninety', 'number'],
    ['The Danish film of Ada Byrne weighs twenty-two kilograms.', 'twenty-two', 'number'],
    ['It weighs 21 pounds.', 'pounds', 'word'],
    ['Salt Road produced Lumen Works.', 'Salt Road produced Lumen Works', 'relation'],
    ['Salt Road was directed by Noor Haddad.', 'directed by Noor Haddad', 'relation'],
    ['The film stars Ilse Marr and Noor Haddad.', 'Noor Haddad', 'relation'],
    ['Salt Road was edited by Ada Byrne.', 'edited', 'role'],
    ['Salt Road never won the Golden Heron.', 'Salt Road never won the Golden Heron', 'negation'],
    ['Salt Road is a renowned film.', 'renowned', 'judgement'],
    ['Salt Road was mostly shot in Aarhus.', 'mostly', 'quantifier'],
    ['Salt Road is a black film.', 'black', 'word'],
    [
      'Audiences praised its gentle humour and its slow camera.',
      'Audiences praised its gentle humour and its slow camera',
      'statement',
    ],
  ];
  it.each(cases)('%s', (text, words, reason) => {
    expect(found(text, film)).toEqual([[words, reason]]);
  });

  const spoken: [string, string, SpanReason][] = [
    ['Harbour Lights made Olive Press.', 'Harbour Lights made Olive Press', 'relation'],
    ['Harbour Lights was made by Ada Byrne.', 'Harbour Lights was made by Ada Byrne', 'relation'],
    ['It is waterproof.', 'It is waterproof', 'negation'],
    ['It does not weigh 4 kg.', 'It does not weigh 4 kg', 'negation'],
  ];
  it.each(spoken)('in sentences: %s', (text, words, reason) => {
    expect(found(text, lamp)).toEqual([[words, reason]]);
  });
});

describe('the lenient setting', () => {
  it('lets one plain word pass, but no second one, no judgement and no name', () => {
    expect(found('Salt Road is a silent film.', film, true)).toEqual([]);
    expect(found('Salt Road is a silent film. It has a puzzle.', film, true)).not.toEqual([]);
    expect(found('Salt Road is a superb film.', film, true)).not.toEqual([]);
    expect(found('Salt Road is a Maltese film.', film, true)).not.toEqual([]);
  });

  it('takes a name behind a place for its region, but not a name in a list', () => {
    expect(found('It was shot in Aarhus, Jutland.', film, true)).toEqual([]);
    expect(found('It was shot in Aarhus, Jutland.', film)).toEqual([['Jutland', 'name']]);
    expect(found('It was shot in Aarhus, Oslo, and Turin.', film, true)).not.toEqual([]);
  });
});

describe('spans', () => {
  it('lie within the text, in order, without overlaps, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), fc.boolean(), (text, isLenient) => {
        let end = 0;
        for (const span of unsupportedSpans(text, film, { isLenient })) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('are all of a text without evidence', () => {
    const nothing: Grounds = { facts: [], sentences: [], subjects: [] };
    expect(found('Quartz floats over meadows.', nothing)).toEqual([
      ['Quartz floats over meadows', 'statement'],
    ]);
    expect(found('', nothing)).toEqual([]);
  });
});

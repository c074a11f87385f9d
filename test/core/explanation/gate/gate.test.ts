import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CitedSentence } from '../../../../src/contract/types.ts';
import { judge } from '../../../../src/core/explanation/gate/gate.ts';
import { lampEvidence, lampNoun } from '../lamp-item.ts';

const evidence = lampEvidence();
const withoutDrawback = evidence.filter((one) => one.kind !== 'against');

function problemsOf(sentences: readonly CitedSentence[], from = withoutDrawback): string[] {
  const verdict = judge({ sentences, evidence: from, itemName: 'Harbour Lights', noun: lampNoun });
  return verdict.accepted ? [] : verdict.problems.map((problem) => problem.message);
}

function says(text: string, ...cites: string[]): CitedSentence {
  return { text, cites };
}

describe('the gate accepts', () => {
  it.each([
    [says('You liked Kilo, and seven people who liked it also liked Harbour Lights.', 'E1')],
    [says('Because you liked Kilo, Harbour Lights may suit you.', 'E1')],
    [says('Harbour Lights is liked by 7 people who liked Kilo.', 'E1')],
    [says('You liked Kilo, and 7 people who liked Kilo also liked this lamp.', 'E1')],
    [
      says(
        'You liked Kilo and Mast; seven people who liked the one and nine who liked the other liked it.',
        'E1',
        'E2',
      ),
      false,
    ],
    [says('Olive Press made Harbour Lights.', 'E3')],
    [says('Like Kilo, Harbour Lights was made by Olive Press.', 'E3')],
    [says("It also comes from Kilo's maker.", 'E3'), false],
    [says('You care about quietness, and 4 of 5 opinions praise it.', 'E4')],
    [says('You care about quietness, and seven people who liked Kilo also liked it.', 'E4', 'E1')],
  ])('%j: %s', (sentence, accepted = true) => {
    const problems = problemsOf([
      sentence,
      ...(sentence.cites.includes('E1') ? [] : [says('You liked Kilo.', 'E1')]),
    ]);
    expect(problems.length === 0, problems.join('; ')).toBe(accepted);
  });

  it('words of a review between quotation marks', () => {
    expect(
      problemsOf([
        says('You liked Kilo.', 'E1'),
        says('A reviewer wrote that it is "whisper quiet, even at night".', 'E6'),
      ]),
    ).toEqual([]);
  });

  it.each([
    [
      'Since you liked Kilo, you might enjoy Harbour Lights: 7 people who liked it also liked this lamp.',
      'E1',
    ],
    ['Harbour Lights was recommended to you because you liked Kilo and Mast.', 'E1', 'E2'],
    ['Like Kilo, which you liked, it was made by Olive Press.', 'E3'],
    ['It is made by Olive Press, who also made Kilo.', 'E3'],
    ['Four out of five opinions about quietness praise it.', 'E4'],
    ['As one reviewer put it, "the ballast is whisper quiet".', 'E6'],
    ['However, all 3 opinions about price criticise it, which you care about.', 'E5'],
    ['Keep in mind that all three opinions about its price criticise this lamp.', 'E5'],
    [
      'On the downside, its price is criticised in all 3 opinions, and one reviewer wrote "far too high".',
      'E5',
      'E7',
    ],
  ])('what models write: %s', (text, ...cites) => {
    const others = [says('You liked Kilo.', 'E1'), says('One drawback: the price.', 'E5')];
    expect(problemsOf([says(text, ...cites), ...others], evidence)).toEqual([]);
  });

  it('a text that tells the drawback', () => {
    const sentences = [
      says('You liked Kilo, and 7 people who liked it also liked this lamp.', 'E1'),
      says('One drawback: all 3 opinions about price criticise it.', 'E5'),
    ];
    expect(problemsOf(sentences, evidence)).toEqual([]);
    expect(problemsOf(sentences.slice(0, 1), evidence)).toEqual(['the drawback E5 is not told']);
  });
});

describe('the gate refuses', () => {
  it.each([
    [
      'a number changed',
      says('You liked Kilo, and 8 people who liked it also liked Harbour Lights.', 'E1'),
      /number/,
    ],
    ['a number in words', says('Eight people who liked Kilo also liked Harbour Lights.', 'E1'), /number/],
    [
      'a number of other evidence',
      says('9 people who liked Kilo also liked Harbour Lights.', 'E1', 'E2'),
      /name|number/,
    ],
    ['a percentage', says('7% of people who liked Kilo also liked Harbour Lights.', 'E1'), /words/],
    ['a name of other evidence', says('7 people who liked Mast also liked Harbour Lights.', 'E1'), /name/],
    ['names exchanged between cited evidence', says('Mast was made by Olive Press.', 'E3', 'E2'), /name/],
    [
      'an invented name',
      says('7 people who liked Zorro also liked Harbour Lights.', 'E1'),
      /names something/,
    ],
    ['an invented name in front', says('Zorro also liked Harbour Lights.', 'E1'), /words/],
    [
      'an invented name between quotation marks',
      says('7 people who liked "Zorro" also liked Harbour Lights.', 'E1'),
      /quotes/,
    ],
    [
      'parts of two names',
      says('7 people who liked Harbour Kilo also liked Harbour Lights.', 'E1'),
      /names something/,
    ],
    ['a citation that does not exist', says('You liked Kilo.', 'E9'), /cites evidence/],
    [
      'a citation exchanged',
      says('You liked Kilo, and 7 people who liked it also liked Harbour Lights.', 'E2'),
      /name|number/,
    ],
    ['a negation added', says('7 people who liked Kilo did not like Harbour Lights.', 'E1'), /round/],
    ['a negation contracted', says("7 people who liked Kilo didn't like Harbour Lights.", 'E1'), /round/],
    ['ends of a relation exchanged', says('Harbour Lights made Olive Press.', 'E3'), /exchanges/],
    ['ends exchanged in the passive', says('Olive Press was made by Harbour Lights.', 'E3'), /exchanges/],
    ['people exchanged', says('7 people who liked Harbour Lights also liked Kilo.', 'E1'), /exchanges/],
    ['a claim about the reader', says('You liked Harbour Lights.', 'E1'), /reader/],
    ['a claim about the reader from elsewhere', says('You made Kilo.', 'E3'), /reader/],
    ['praise out of nowhere', says('Harbour Lights is the best lamp.', 'E1'), /words/],
    [
      'a quantity out of nowhere',
      says('Most people who liked Kilo also liked Harbour Lights.', 'E1'),
      /words/,
    ],
    [
      'criticism of what is praised',
      says('4 of 5 opinions about quietness criticise Harbour Lights.', 'E4'),
      /words/,
    ],
    ['a warning on praise', says('One drawback: you care about quietness.', 'E4'), /warns/],
    [
      'words of a review outside quotation marks',
      says('The ballast is whisper quiet.', 'E6'),
      /quotation marks/,
    ],
    ['words that no review holds', says('A reviewer wrote "the ballast is loud".', 'E6'), /quotes/],
    [
      'a quotation of an uncited review',
      says('A reviewer of Harbour Lights wrote "far too high".', 'E6'),
      /quotes/,
    ],
    ['a quotation mark left open', says('A reviewer wrote "whisper quiet.', 'E6'), /partner/],
    ['two sentences in one', says('You liked Kilo. You liked Kilo too.', 'E1'), /more than one sentence/],
    ['another script', says('You liked Kilo, 您好.', 'E1'), /letters or signs/],
    ['signs', says('You liked Kilo <b>.', 'E1'), /letters or signs/],
    [
      'the item in a list of what the reader liked',
      says('You liked Kilo and Harbour Lights.', 'E1'),
      /reader/,
    ],
    [
      'a relative clause that says the reader liked the item',
      says('Harbour Lights, which you liked, was made by Olive Press.', 'E3'),
      /reader/,
    ],
    ['the item as what the reader liked', says('You liked this lamp.', 'E1'), /reader/],
    [
      'a number of other evidence behind a pronoun',
      says('You liked Kilo, and 9 people who liked it also liked Harbour Lights.', 'E1', 'E2'),
      /number/,
    ],
    [
      'a comparison with what other evidence names',
      says('Harbour Lights was made by Olive Press, like Mast.', 'E3', 'E2'),
      /name|together/,
    ],
    ['too many words', says(`You liked Kilo, ${'and so on and on '.repeat(12)}.`, 'E1'), /at most/],
    ['no words', says('...', 'E1'), /no words/],
  ])('%s', (_, sentence, expected) => {
    expect(
      problemsOf([says('You liked Kilo, and 7 people who liked it also liked it.', 'E1'), sentence]).join(
        '; ',
      ),
    ).toMatch(expected);
  });

  it('a negation of nothing but neutral words', () => {
    expect(problemsOf([says('You liked Kilo.', 'E1'), says('It may not suit you.', 'E1')]).join()).toMatch(
      /round/,
    );
  });

  it('too many sentences and too many words', () => {
    const sentences = Array.from({ length: 7 }, (_, index) =>
      says(`You liked Kilo${' so'.repeat(index * 6)}.`, 'E1'),
    );
    const problems = problemsOf(sentences);
    expect(problems).toContain('the text has 7 sentences, at most 6 are allowed');
    expect(problems).toContain('the text has 147 words, at most 110 are allowed');
    expect(problemsOf(sentences.slice(0, 6))).toEqual([]);
  });

  it('praise that rests on a drawback', () => {
    const sentences = [
      says('You liked Kilo.', 'E1'),
      says('Harbour Lights may suit you because of its price.', 'E5'),
    ];
    expect(problemsOf(sentences, evidence)).toEqual([
      'sentence 2 praises on evidence that does not speak for the item',
    ]);
  });

  it('a text without a reason, an empty one, one that repeats itself', () => {
    expect(problemsOf([says('A reviewer wrote "whisper quiet".', 'E6')])).toEqual([
      'no sentence cites a reason',
    ]);
    expect(problemsOf([])).toContain('the text is empty');
    expect(problemsOf([says('You liked Kilo.', 'E1'), says('you liked Kilo. ', 'E1')])).toContain(
      'the text says a sentence twice',
    );
  });

  it('a quotation that loses the negation before it', () => {
    const negated = withoutDrawback.map((one) =>
      one.id === 'E6'
        ? {
            ...one,
            quote: 'It is not quiet',
            sentence: 'A reviewer of Harbour Lights wrote: "It is not quiet".',
          }
        : one,
    );
    const reason = says('You liked Kilo.', 'E1');
    expect(problemsOf([reason, says('A reviewer wrote "It is not quiet".', 'E6')], negated)).toEqual([]);
    expect(problemsOf([reason, says('A reviewer wrote "quiet".', 'E6')], negated).join()).toMatch(/quotes/);
  });

  it('a negation of the evidence left out', () => {
    const negated = withoutDrawback.map((one) =>
      one.id === 'E3' ? { ...one, sentence: 'Harbour Lights is not made by Olive Press.' } : one,
    );
    const reason = says('You liked Kilo.', 'E1');
    expect(problemsOf([reason, says('Harbour Lights is not made by Olive Press.', 'E3')], negated)).toEqual(
      [],
    );
    expect(
      problemsOf([reason, says('Harbour Lights is made by Olive Press.', 'E3')], negated).join(),
    ).toMatch(/round/);
  });

  it('noise', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 .,]{3,80}$/), (text) => {
        fc.pre(/[b-hj-z]{4}/i.test(text));
        expect(problemsOf([says(text, 'E1')])).not.toEqual([]);
      }),
    );
  });

  it('without a word of the text in its messages', () => {
    const verdict = judge({
      sentences: [says('Zorro praised "Quux" in 1999.', 'E1')],
      evidence,
      itemName: 'Harbour Lights',
      noun: lampNoun,
    });
    expect(verdict.accepted).toBe(false);
    if (verdict.accepted) return;
    expect(verdict.problems.map((problem) => problem.message).join()).not.toMatch(/zorro|quux|1999/i);
    expect(verdict.problems.flatMap((problem) => problem.words).join()).toMatch(/zorro.*/i);
  });
});

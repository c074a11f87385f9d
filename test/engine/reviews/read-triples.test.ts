import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offerAspects } from '../../../src/core/opinions/model/offer-aspects.ts';
import { readReview } from '../../../src/core/opinions/model/read-review.ts';
import { spanCandidates } from '../../../src/core/opinions/model/span-candidates.ts';
import { isVerbatim } from '../../../src/engine/reviews/opinion-finder.ts';
import { readTriples } from '../../../src/engine/reviews/read-triples.ts';
import { smallLexicon } from '../../core/opinions/word-lists.ts';

const text = 'The shade is great, but the cable is not good. I love the base and the price is bad.';
const vocabulary = [
  { name: 'cord', kind: '', names: ['cable'] },
  { name: 'light', kind: 'thing', names: ['shade'] },
];
const piece = readReview(text, smallLexicon())[0]!;
const offered = offerAspects(vocabulary).forText(text, 10);
const marks = spanCandidates(piece);

const usually = <T>(likely: fc.Arbitrary<T>, rarely: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 19, arbitrary: likely }, { weight: 1, arbitrary: rarely });
const inText = [
  'shade',
  'cable',
  'base',
  'price',
  'great',
  'not good',
  'good',
  'love',
  'bad',
  'The',
  'gold',
  'שלום',
];
const words = usually(fc.constantFrom(...inText), fc.string({ minLength: 1 }));
const label = usually(fc.constantFrom('cord', 'light (thing)', 'other', 'cable', '__proto__'), fc.string());
const polarity = fc.constantFrom('positive', 'negative', 'neutral');
const mark = usually(
  fc.constantFrom(...[...marks.aspects, ...marks.opinions].map(({ id }) => id)),
  fc.constantFrom('A99', 'O0', '', 'constructor'),
);
const list = <T>(entry: fc.Arbitrary<T>) => fc.array(entry, { minLength: 4, maxLength: 16, size: 'max' });
const opinions = list(fc.record({ aspect: label, aspectPhrase: words, phrase: words, polarity }));
const pairs = list(fc.record({ feature: mark, judgement: mark, aspect: label, polarity }));

describe('readTriples', () => {
  it.each([
    ['spans of a model', null, opinions.map((all) => JSON.stringify({ opinions: all }))],
    ['marks of the rules', marks, pairs.map((all) => JSON.stringify({ pairs: all }))],
  ] as const)(
    'adds nothing that was not offered or does not stand in the review: %s',
    (_, candidates, reply) => {
      let kept = 0;
      fc.assert(
        fc.property(reply, (said) => {
          const read = readTriples(said, { piece, offered, candidates });
          if (read === null) return;
          const { counts } = read;
          for (const opinion of read.opinions) {
            kept++;
            expect(isVerbatim(text, opinion)).toBe(true);
            expect(['cord thing', 'light thing']).toContain(
              `${opinion.mention.name} ${opinion.mention.kind}`,
            );
            expect(Object.keys(opinion).sort()).toEqual([
              'aspectEnd',
              'aspectPhrase',
              'aspectStart',
              'end',
              'mention',
              'phrase',
              'polarity',
              'start',
            ]);
          }
          const dropped =
            counts.notOffered +
            counts.otherAspect +
            counts.notVerbatim +
            counts.apart +
            counts.unfit +
            counts.contradicted +
            counts.repeated;
          expect(read.opinions.length + dropped).toBe(counts.proposed);
        }),
        { numRuns: 500 },
      );
      expect(kept).toBeGreaterThan(10);
    },
  );

  it('never throws, whatever the answer is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify({ opinions: value })),
        ),
        (said) => {
          for (const candidates of [null, marks]) readTriples(said, { piece, offered, candidates });
        },
      ),
    );
  });
});

import { type OpinionLexicon, parseLexicon } from '../../../src/core/opinions/lexicon.ts';

/** A small lexicon of invented choice: as many words as the tests of the rules need. */
export function smallLexicon(): OpinionLexicon {
  return parseLexicon({
    polarity: tsv(
      'great 3',
      'good 2',
      'better 1.9',
      'bright 2',
      'sharp 1',
      'bad -2.5',
      'impressed 2',
      'play 1.2',
    ),
    reviewWords: [
      ...['friendly', 'fast', 'easy', 'quiet', 'crisp', 'well', 'handy', 'responsive', 'cheap'].map(
        (word) => `${word}\tquality\tpositive`,
      ),
      ...['slow', 'rude', 'noisy', 'soggy', 'heavy', 'hard'].map((word) => `${word}\tquality\tnegative`),
      'average\tquality\tneutral',
      'out of this world\tquality\tpositive',
      'high quality\tquality\tpositive',
      'ease\tthing\tpositive',
      'problem\tthing\tnegative',
      'drawback\tthing\tnegative',
      'low\tsize\tnegative',
      'high\tsize\tpositive',
    ].join('\n'),
    opinionVerbs:
      'love\tobject\tpositive\nlike\tobject\tpositive\ntry\tobject\tpositive\nhate\tobject\tnegative\ncrack\tsubject\tnegative',
    relationalAdjectives: 'italian\noptical',
    compoundNouns: 'hard drive\nhot dog',
    plainWords: [
      'other\tadjective',
      'thing\tnoun',
      'part\tnoun',
      'laptop\tnoun',
      'place\tnoun',
      'price\tcost',
      'wait\tcost',
      'sound\teither',
      'glass\tpart',
      'cordless\tkind',
    ].join('\n'),
    adjectives: 'murky\tnegative',
  });
}

function tsv(...rows: readonly string[]): string {
  return ['# a comment', ...rows.map((row) => row.replace(' ', '\t'))].join('\n');
}

import { describe, expect, it } from 'vitest';
import {
  formatVocabulary,
  parseVocabulary,
} from '../../../../src/core/opinions/vocabulary/vocabulary-text.ts';

const text = `${formatVocabulary([])}battery life\t-\tbatery life; runtime
charge\tact\t
price
`;

describe('formatVocabulary and parseVocabulary', () => {
  it('are each other`s inverse', () => {
    const vocabulary = parseVocabulary(text, 'v.tsv');
    expect(vocabulary).toEqual([
      { name: 'battery life', kind: '', names: ['batery life', 'runtime'] },
      { name: 'charge', kind: 'act', names: [] },
      { name: 'price', kind: '', names: [] },
    ]);
    expect(parseVocabulary(formatVocabulary(vocabulary), 'v.tsv')).toEqual(vocabulary);
    expect(formatVocabulary(vocabulary)).toContain(
      '\nbattery life\t-\tbatery life; runtime\ncharge\tact\nprice\t-\n',
    );
  });

  it('understand what editors leave', () => {
    expect(parseVocabulary('\ufeffprice \t - \t cost ;; cost;\t\r\n\r\n# note\r\nalso', 'v.tsv')).toEqual([
      { name: 'also', kind: '', names: [] },
      { name: 'price', kind: '', names: ['cost'] },
    ]);
    expect(parseVocabulary('', 'v.tsv')).toEqual([]);
  });

  it.each([
    ['price\t-\tcost\ncost', 'v.tsv line 2: "cost" counts as two aspects, "price" and "cost"'],
    ['price\nPrices', 'v.tsv line 2: "Prices" counts as two aspects, "price" and "Prices"'],
    ['price\t-\tcost\tmuch', 'v.tsv line 1: 4 columns, expected aspect, kind and names parted by tabs'],
    ['# c\n\tx', 'v.tsv line 2: the line begins with a tab'],
    ['price\tBig Kind', 'v.tsv line 1: "Big Kind" is no kind'],
    ['...\t-', 'v.tsv line 1: "..." is no name'],
    ['a'.repeat(300), 'v.tsv line 1: "aaa'],
    ['price\t-\t\ud800', 'v.tsv line 1: "\\ud800" is no name'],
  ])('name the line of %j', (bad, message) => {
    expect(() => parseVocabulary(bad, 'v.tsv')).toThrow(message);
  });

  it('name at most ten problems', () => {
    expect(() => parseVocabulary('...\n'.repeat(30), 'v.tsv')).toThrow(/line 10: .*\nand 20 more$/);
  });
});

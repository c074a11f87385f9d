import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractOpinions } from '../../src/core/opinions/extract-opinions.ts';
import { readLexicon } from '../../src/files/read-lexicon.ts';

const folder = new URL('../../lexicon/', import.meta.url);
const lexicon = await readLexicon(new AbortController().signal);

describe('readLexicon', () => {
  it('reads the lists of the package', () => {
    expect(lexicon.qualities.size).toBeGreaterThan(5000);
    expect(lexicon.qualities.get('delicious')).toBe('positive');
    expect(lexicon.verbs.get('love')).toEqual({ side: 'object', polarity: 'positive' });
    expect(lexicon.compounds.has('hot dog')).toBe(true);
    expect(lexicon.sizes.get('small')).toBe('negative');
    expect(lexicon.idioms.get('worth')?.length).toBeGreaterThan(3);
    for (const list of Object.values(lexicon)) expect(list.size).toBeGreaterThan(10);
  });

  it('lets the lists of reviews win over the general ones', () => {
    expect(lexicon.qualities.get('cheap-looking')).toBe('negative');
    expect(lexicon.qualities.get('mouth-watering')).toBe('positive');
  });

  it.each(readdirSync(folder))('%s states its source and licence', (file) => {
    const head = readFileSync(new URL(file, folder), 'utf8').split('\n').slice(0, 8).join('\n');
    expect(head).toMatch(/^# /);
    expect(head).toMatch(/# Source: /);
    expect(head).toMatch(/licen[cs]e/i);
    expect(head).toMatch(/# Columns: /);
  });

  it('finds both opinions of a whole sentence', () => {
    const text = 'The strings stay in tune, but the tuning pegs feel flimsy.';
    const found = extractOpinions(text, lexicon).map(({ aspectPhrase, phrase, polarity }) => [
      aspectPhrase,
      phrase,
      polarity,
    ]);
    expect(found).toContainEqual(['tuning pegs', 'flimsy', 'negative']);
  });
});

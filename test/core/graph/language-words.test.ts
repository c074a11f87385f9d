import { describe, expect, it } from 'vitest';
import { englishWords } from '../../../src/core/graph/english-words.ts';
import { germanWords } from '../../../src/core/graph/german-words.ts';
import { indexOf } from '../../../src/core/graph/keys.ts';
import { languageProblems, nameIn, wordingsOf } from '../../../src/core/graph/language-words.ts';
import { smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const manifest = smallManifest({
  relations: [{ type: 'MADE_BY', ends: [['Item', 'Attribute']] }],
  languages: [{ code: 'de', names: { 'Aspect:quiet': 'Ruhe' }, words: { and: 'sowie' } }],
});

describe('the wordings of a language', () => {
  it('are those of the manifest, and those that whypath brings for what it leaves out', () => {
    const { language, words, names } = wordingsOf(manifest, 'de');
    expect({ language, names }).toEqual({ language: 'de', names: { 'Aspect:quiet': 'Ruhe' } });
    expect(words).toEqual({ ...germanWords, and: 'sowie' });
    expect(wordingsOf(manifest).words).toBe(englishWords);
    expect(wordingsOf(manifest, 'en').words).toBe(englishWords);
  });

  it('name nodes, and leave them their own name where they have none', () => {
    const snapshot = smallSnapshot({
      relations: { VALUES: { role: 'derived', edges: [['User:mara', 'Aspect:quiet']] } },
      nodes: ['Aspect:price'],
      names: { 'Aspect:quiet': 'quietness', 'Aspect:price': 'price' },
    });
    const named = (id: string, language: string): string =>
      nameIn(snapshot, wordingsOf(manifest, language), indexOf(snapshot.keys, 'Aspect', id));
    expect([named('quiet', 'de'), named('price', 'de'), named('quiet', 'en')]).toEqual([
      'Ruhe',
      'price',
      'quietness',
    ]);
  });

  it.each(['fr', 'German', '', 'constructor', '__proto__'])(
    'of %j are refused, naming those there are',
    (code) => {
      expect(() => wordingsOf(manifest, code)).toThrow(
        expect.objectContaining({
          code: 'request-invalid',
          message: expect.stringContaining('It has en, de;'),
        }),
      );
    },
  );

  it('hold the same placeholders in every language', () => {
    const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/gu))].sort();
    for (const [key, words] of Object.entries(germanWords)) {
      const own = englishWords[key as keyof typeof englishWords];
      if (typeof words !== 'string' || typeof own !== 'string' || key === 'relatedLast') continue;
      // One is a word and not a number, an ordinal a number.
      const expected = places(own.replace('{ordinal}', '{rank}')).filter((one) => one !== '{count}');
      expect([key, places(words).filter((one) => one !== '{count}')]).toEqual([key, expected]);
    }
  });
});

describe('the languages of a manifest', () => {
  it('are faultless where each is named once and whole', () => {
    expect(languageProblems(manifest)).toEqual([]);
    const finnish = { code: 'fi', words: { ...germanWords } };
    expect(languageProblems({ ...manifest, languages: [finnish] })).toEqual([]);
  });

  it('are told what they lack', () => {
    const [relation] = manifest.relations;
    if (relation === undefined) throw new Error('the manifest has a relation');
    const translations = { sv: { forward: '{from} av {to}', backward: '{to}: {from}' } };
    const problems = languageProblems({
      ...manifest,
      relations: [{ ...relation, translations }],
      languages: [{ code: 'de' }, { code: 'de' }, { code: 'en' }, { code: 'fi', words: { and: 'ja' } }],
    });
    expect(problems).toEqual([
      'the language de is named twice',
      expect.stringContaining('English is no further language'),
      expect.stringMatching(/^the language fi lacks the words likedByOne, .*, drawbacks$/u),
      'MADE_BY is translated into sv, which "languages" does not name',
    ]);
  });
});

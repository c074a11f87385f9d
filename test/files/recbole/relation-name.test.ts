import { describe, expect, it } from 'vitest';
import { relationNames, relationType, relationWords } from '../../../src/files/recbole/relation-name.ts';

describe('relationType', () => {
  it.each([
    ['film.film.directed_by', 'FILM_FILM_DIRECTED_BY'],
    ['http://example.org/ontology/musicComposer', 'MUSIC_COMPOSER'],
    ['<http://example.org/prop#birth-place>', 'BIRTH_PLACE'],
    ['0', 'RELATION_0'],
    ['größe', 'GRO_E'],
    ['  spaced out  ', 'SPACED_OUT'],
    ['日本', 'RELATION_'],
    [`a${'.very_long'.repeat(12)}`, `A${'_VERY_LONG'.repeat(12)}`.slice(0, 64)],
  ])('makes %s to %s', (source, type) => {
    expect(relationType(source)).toBe(type.replace(/_$/u, ''));
  });

  it('always matches what a manifest allows', () => {
    for (const source of ['a', '1', 'x.y', '日本', `${'ab '.repeat(40)}`]) {
      expect(relationType(source)).toMatch(/^[A-Z][A-Z0-9_]{0,63}$/u);
    }
  });
});

describe('relationWords', () => {
  it('takes the last part', () => {
    expect(relationWords('film.film.directed_by')).toBe('directed by');
    expect(relationWords('http://example.org/ontology/musicComposer')).toBe('music composer');
    expect(relationWords('genre')).toBe('genre');
  });
});

describe('relationNames', () => {
  it('refuses names that give one type, and names both', () => {
    expect(() => relationNames('x.kg', ['made.by', 'other', 'made_by'])).toThrow(
      'x.kg: the relations "made.by" and "made_by" both become MADE_BY; rename one of them.',
    );
  });
});

import { EngineError } from '../../core/errors.ts';

const typeLengthMax = 64;

/**
 * Returns the relationship type (UPPER_SNAKE, at most 64 characters) and plain words of each source name. Of an address
 * such as `http://x.org/ontology/director` only the last part counts. Throws `data-invalid` when two names give the
 * same type; `where` names their file.
 */
export function relationNames(
  where: string,
  sources: readonly string[],
): Map<string, { readonly type: string; readonly words: string }> {
  const names = new Map<string, { type: string; words: string }>();
  const sourceOf = new Map<string, string>();
  for (const source of sources) {
    const type = relationType(source);
    const other = sourceOf.get(type);
    if (other !== undefined) {
      throw new EngineError(
        'data-invalid',
        `${where}: the relations "${other}" and "${source}" both become ${type}; rename one of them.`,
      );
    }
    sourceOf.set(type, source);
    names.set(source, { type, words: relationWords(source) });
  }
  return names;
}

/** Returns the relationship type of a source name: `film.film.directed_by` gives `FILM_FILM_DIRECTED_BY`. */
export function relationType(source: string): string {
  const snake = lastOfAddress(source)
    .normalize('NFKD')
    .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .replace(/[^A-Za-z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '')
    .toUpperCase();
  const type = /^[A-Z]/u.test(snake) ? snake : `RELATION_${snake}`;
  return type.slice(0, typeLengthMax).replace(/_+$/u, '');
}

/** Returns a source name in plain words, from its last part: `film.film.directed_by` gives `directed by`. */
export function relationWords(source: string): string {
  const last =
    lastOfAddress(source)
      .split('.')
      .filter((part) => part !== '')
      .at(-1) ?? source;
  return last
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/[_\s-]+/gu, ' ')
    .trim()
    .toLowerCase();
}

function lastOfAddress(source: string): string {
  return source.includes('/')
    ? (source
        .split(/[/#]/u)
        .filter((part) => part !== '')
        .at(-1) ?? source)
    : source;
}

import type { GraphManifest, ItemRow } from '../contract/types.ts';
import { EngineError } from '../core/errors.ts';
import { type CsvTable, type RowMaker, readTable, tablePart } from './csv/read-table.ts';
import { firstTime } from './first-time.ts';
import type { DataSource } from './port.ts';
import { hashFiles, type SourceFile } from './source-files.ts';

const noGenres = '(no genres listed)';

/**
 * Returns the data set of a folder in the MovieLens layout: `movies.csv` and `ratings.csv`, and `tags.csv` where it is
 * there. Movies are the items, with the year of the title as a number; genres and tags (in lower case, whoever gave
 * them) are attributes; users are those who rated. Memory: one entry a user, genre and tag of a movie.
 * Throws `data-invalid` when a file lacks a column, `interrupted`.
 */
export async function openMovielens(
  folder: string,
  files: readonly SourceFile[],
  signal: AbortSignal,
): Promise<DataSource> {
  const names = ['movies.csv', 'ratings.csv', 'tags.csv'];
  const used = files.filter((file) => names.includes(file.plainName));
  const [movies, ratings, tags] = names.map((name) => used.find((file) => file.plainName === name));
  if (movies === undefined || ratings === undefined) {
    throw new EngineError(
      'data-missing',
      `${folder} needs movies.csv and ratings.csv for the layout movielens.`,
    );
  }
  const asking = 'the layout movielens';
  const movieTable = { file: movies, columns: ['movieId', 'title', 'genres'], asking };
  const ratingTable = { file: ratings, columns: ['userId', 'movieId', 'rating', 'timestamp'], asking };
  const tagTables = tags === undefined ? [] : [{ file: tags, columns: ['userId', 'movieId', 'tag'], asking }];
  const rating = await ratingScale(ratingTable, signal);
  return {
    format: 'movielens',
    folder,
    manifest: { ...manifest, ...(rating === null ? {} : { rating }) },
    contentHash: (hashSignal) => hashFiles(used, hashSignal),
    parts: [
      tablePart('items', movieTable, true, itemsOf),
      tablePart('users', ratingTable, false, usersOf),
      tablePart('attributes', movieTable, false, genresOf),
      ...tagTables.map((table) => tablePart('attributes', table, true, tagsOf)),
      tablePart('links', movieTable, false, genreLinksOf),
      ...tagTables.map((table) => tablePart('links', table, false, tagLinksOf)),
      tablePart('interactions', ratingTable, true, interactionsOf),
    ],
  };
}

const manifest: GraphManifest = {
  name: 'MovieLens',
  item: { one: 'film', many: 'films' },
  relations: [
    {
      type: 'HAS_GENRE',
      source: 'genres',
      ends: [['Item', 'Attribute']],
      kind: 'genre',
      forward: '{from} has the genre {to}',
      backward: '{to} is a genre of {from}',
      askable: true,
      question: 'Would you like a film of the genre {to}?',
    },
    {
      type: 'HAS_TAG',
      source: 'tag',
      ends: [['Item', 'Attribute']],
      kind: 'tag',
      forward: '{from} was tagged {to}',
      backward: '{to} is a tag of {from}',
      askable: true,
      question: 'Would you like a film that people tag {to}?',
    },
  ],
  interactions: [{ kind: 'RATED', weight: 1, words: '{from} rated {to}' }],
  numbers: [{ name: 'year', less: 'older', more: 'newer' }],
};

function itemsOf(): RowMaker {
  return (field) => {
    const [id, title] = [field('movieId'), field('title')];
    const found = /^(.*\S)\s*\((\d{4})\)\s*$/su.exec(title);
    const row: ItemRow =
      found === null
        ? { id, name: title.trim() }
        : { id, name: found[1] ?? title, properties: { year: Number(found[2]) } };
    return [row];
  };
}

function genresOf(): RowMaker {
  const fresh = firstTime();
  return (field) =>
    splitGenres(field('genres'))
      .filter(fresh)
      .map((name) => ({ id: `genre:${name}`, kind: 'genre', name }));
}

function genreLinksOf(): RowMaker {
  return (field) =>
    splitGenres(field('genres')).map((name) => ({
      from: field('movieId'),
      relation: 'HAS_GENRE',
      to: `genre:${name}`,
    }));
}

function tagsOf(): RowMaker {
  const fresh = firstTime();
  return (field) =>
    [normalTag(field('tag'))].filter(fresh).map((name) => ({ id: `tag:${name}`, kind: 'tag', name }));
}

function tagLinksOf(): RowMaker {
  const fresh = firstTime();
  return (field) => {
    const item = field('movieId');
    const to = `tag:${normalTag(field('tag'))}`;
    return fresh(`${item} ${to}`) ? [{ from: item, relation: 'HAS_TAG', to }] : [];
  };
}

function usersOf(): RowMaker {
  const fresh = firstTime();
  return (field) => (fresh(field('userId')) ? [{ id: field('userId') }] : []);
}

function interactionsOf(): RowMaker {
  return (field) => [
    {
      user: field('userId'),
      item: field('movieId'),
      kind: 'RATED',
      rating: numberOf(field('rating')),
      at: numberOf(field('timestamp')),
    },
  ];
}

async function ratingScale(
  table: CsvTable,
  signal: AbortSignal,
): Promise<{ min: number; max: number } | null> {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for await (const found of readTable(table, signal)) {
    const rating = 'field' in found ? numberOf(found.field('rating')) : Number.NaN;
    if (typeof rating !== 'number' || Number.isNaN(rating)) continue;
    min = Math.min(min, rating);
    max = Math.max(max, rating);
  }
  return min <= max ? { min, max } : null;
}

function splitGenres(genres: string): string[] {
  const names = genres.split('|').map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '' && name !== noGenres);
}

function normalTag(tag: string): string {
  return tag.trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** Returns the number a field states, or the field itself, which the schema then refuses by name. */
function numberOf(field: string): number | string {
  const value = field.trim() === '' ? Number.NaN : Number(field);
  return Number.isFinite(value) ? value : field;
}

import type { GraphManifest, ItemRow } from '../contract/types.ts';
import { EngineError } from '../core/errors.ts';
import { readCsv } from './csv-rows.ts';
import { firstTime } from './first-time.ts';
import type { DataSource, ReadRow, RowKind, SourcePart } from './port.ts';
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
  const columns = {
    movies: ['movieId', 'title', 'genres'],
    ratings: ['userId', 'movieId', 'rating', 'timestamp'],
  };
  const movieTable: Table = { file: movies, columns: columns.movies };
  const ratingTable: Table = { file: ratings, columns: columns.ratings };
  const tagTable: Table | null =
    tags === undefined ? null : { file: tags, columns: ['userId', 'movieId', 'tag'] };
  const rating = await ratingScale(ratingTable, signal);
  return {
    format: 'movielens',
    folder,
    manifest: { ...manifest, ...(rating === null ? {} : { rating }) },
    contentHash: (hashSignal) => hashFiles(used, hashSignal),
    parts: [
      part('items', movieTable, true, itemsOf),
      part('users', ratingTable, false, usersOf),
      part('attributes', movieTable, false, genresOf),
      ...(tagTable === null ? [] : [part('attributes', tagTable, true, tagsOf)]),
      part('links', movieTable, false, genreLinksOf),
      ...(tagTable === null ? [] : [part('links', tagTable, false, tagLinksOf)]),
      part('interactions', ratingTable, true, interactionsOf),
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

interface Table {
  readonly file: SourceFile;
  /** Columns that must be there. */
  readonly columns: readonly string[];
}

/** Values of the named columns of one line, in the order of `Table.columns`. */
type Values = readonly string[];

/** Makes the rows of one line; the factory gives each reading a memory of its own. */
type RowMaker = () => (values: Values) => readonly unknown[];

function part(kind: RowKind, table: Table, isFirst: boolean, maker: RowMaker): SourcePart {
  const { file } = table;
  return {
    kind,
    file: file.name,
    byteCount: file.byteCount,
    async *rows(signal): AsyncGenerator<ReadRow> {
      const make = maker();
      for await (const found of readTable(table, signal)) {
        const place = { file: file.name, line: found.line, bytesRead: found.bytesRead };
        if ('values' in found) for (const row of make(found.values)) yield { ...place, row };
        // A file is read for several kinds; only the first reading names its bad lines.
        else if (isFirst) yield { ...place, reason: found.reason, text: found.text };
      }
    },
  };
}

type TableLine = { readonly line: number; readonly bytesRead: number } & (
  | { readonly values: Values }
  | { readonly reason: string; readonly text: string }
);

async function* readTable(table: Table, signal: AbortSignal): AsyncGenerator<TableLine> {
  let positions: readonly number[] | null = null;
  let width = 0;
  for await (const found of readCsv(table.file.path, signal)) {
    if ('reason' in found) {
      yield found;
      continue;
    }
    const { line, bytesRead, fields, text } = found;
    if (positions === null) {
      positions = locate(table, fields);
      width = fields.length;
    } else if (fields.length !== width) {
      yield { line, bytesRead, reason: `the line has ${fields.length} fields, the header ${width}`, text };
    } else {
      yield { line, bytesRead, values: positions.map((position) => fields[position] ?? '') };
    }
  }
}

function locate(table: Table, header: readonly string[]): number[] {
  return table.columns.map((column) => {
    const position = header.findIndex((name) => name.trim() === column);
    if (position >= 0) return position;
    throw new EngineError(
      'data-invalid',
      `${table.file.path}, line 1: the header is ${header.join(',').slice(0, 200)}; the column ${column} is missing.`,
    );
  });
}

function itemsOf(): (values: Values) => readonly unknown[] {
  return ([id = '', title = '']) => {
    const found = /^(.*\S)\s*\((\d{4})\)\s*$/su.exec(title);
    const row: ItemRow =
      found === null
        ? { id, name: title.trim() }
        : { id, name: found[1] ?? title, properties: { year: Number(found[2]) } };
    return [row];
  };
}

function genresOf(): (values: Values) => readonly unknown[] {
  const fresh = firstTime();
  return ([, , genres = '']) =>
    splitGenres(genres)
      .filter(fresh)
      .map((name) => ({ id: `genre:${name}`, kind: 'genre', name }));
}

function genreLinksOf(): (values: Values) => readonly unknown[] {
  return ([id = '', , genres = '']) =>
    splitGenres(genres).map((name) => ({ from: id, relation: 'HAS_GENRE', to: `genre:${name}` }));
}

function tagsOf(): (values: Values) => readonly unknown[] {
  const fresh = firstTime();
  return ([, , tag = '']) =>
    [normalTag(tag)].filter(fresh).map((name) => ({ id: `tag:${name}`, kind: 'tag', name }));
}

function tagLinksOf(): (values: Values) => readonly unknown[] {
  const fresh = firstTime();
  return ([, item = '', tag = '']) => {
    const to = `tag:${normalTag(tag)}`;
    return fresh(`${item} ${to}`) ? [{ from: item, relation: 'HAS_TAG', to }] : [];
  };
}

function usersOf(): (values: Values) => readonly unknown[] {
  const fresh = firstTime();
  return ([id = '']) => (fresh(id) ? [{ id }] : []);
}

function interactionsOf(): (values: Values) => readonly unknown[] {
  return ([user = '', item = '', rating = '', timestamp = '']) => [
    { user, item, kind: 'RATED', rating: numberOf(rating), at: numberOf(timestamp) },
  ];
}

async function ratingScale(table: Table, signal: AbortSignal): Promise<{ min: number; max: number } | null> {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for await (const found of readTable(table, signal)) {
    const rating = 'values' in found ? numberOf(found.values[2] ?? '') : Number.NaN;
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

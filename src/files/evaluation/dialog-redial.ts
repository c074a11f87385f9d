import type { DialogPassage } from '../../core/conversation/dialog/dialog-record.ts';
import { EngineError } from '../../core/errors.ts';
import type { DialogCase } from '../dialog-port.ts';
import type { DialogParts, DialogReader } from './dialog-reader.ts';

type Row = Readonly<Record<string, unknown>>;

/** One turn of the recommender with its context; also those without a movie, which tell the ages. */
interface Turn {
  readonly context: readonly string[];
  readonly named: readonly number[];
  readonly entities: readonly number[];
}

/** What a training dialog names. */
interface MentionRow {
  readonly dialog: string;
  readonly isTrain: boolean;
  readonly entities: readonly number[];
}

/** A dialog in the form in which it was collected. */
interface TextRow {
  readonly dialog: string;
  readonly messages: readonly string[];
}

const movieMark = /@(\d+)/gu;

/**
 * Returns the parts of a folder with one turn a line, {context[], rec[], entity[]}, with `item_ids.json` and what the
 * training dialogs name, `train_mentions.jsonl` {conv, split, movies: [[id, entity or null, liked]], genres: [[word,
 * movies before]]}; optional `train_dialogs_partial.jsonl` (messages in which `@id` is a movie) with
 * `redial_id_to_unicrs_id.json`, and `id2info.json` with what movies are about. Only dialogs marked `train` count.
 */
export async function redialParts(reader: DialogReader): Promise<DialogParts> {
  const turns = await reader.lines(`${reader.split}_data_processed.jsonl`, turnOf);
  const mentions = await reader.lines('train_mentions.jsonl', (row) => mentionsOf(row, reader.entityIds));
  const train = mentions.filter((row) => row.isTrain);
  const movieIds = await movieIdsOf(reader);
  return {
    movies: await moviesOf(reader),
    mentions: train.map((row) => row.entities),
    passages: await passagesOf(reader, new Set(train.map((row) => row.dialog)), movieIds),
    descriptions: await descriptionsOf(reader, movieIds),
    cases: casesOf(turns),
  };
}

function turnOf(row: unknown): Turn | string {
  const { context, rec, entity } = (row ?? {}) as Row;
  const named = idsOf(rec);
  const entities = idsOf(entity);
  const isContext = Array.isArray(context) && context.every((part) => typeof part === 'string');
  if (!isContext || named === null || entities === null)
    return 'expected {context: [texts], rec: [ids], entity: [ids]}';
  return { context, named, entities };
}

/**
 * Returns the turns that name movies after something was said. A turn lists its entities without an order: one is as
 * old as the turn of the same dialog, the longest context that starts this one, that first had it.
 */
function casesOf(turns: readonly Turn[]): DialogCase[] {
  const cases: DialogCase[] = [];
  let turnNumber = 0;
  let firstTurns = new Map<number, number>();
  let previous: Turn | null = null;
  for (const turn of turns) {
    const isSame = previous !== null && startsWith(turn.context, previous.context);
    if (!isSame) firstTurns = new Map();
    turnNumber = isSame ? turnNumber + 1 : 0;
    previous = turn;
    for (const entity of turn.entities) if (!firstTurns.has(entity)) firstTurns.set(entity, turnNumber);
    if (turn.named.length === 0 || turn.context.every((text) => text === '')) continue;
    const mentioned = [...new Set(turn.entities)].map((entity) => ({
      entity,
      age: turnNumber - (firstTurns.get(entity) ?? turnNumber),
    }));
    cases.push({ context: turn.context, mentioned, named: turn.named });
  }
  return cases;
}

function startsWith(context: readonly string[], start: readonly string[]): boolean {
  return context.length > start.length && start.every((text, place) => context[place] === text);
}

function mentionsOf(row: unknown, ids: ReadonlyMap<string, number>): MentionRow | string {
  const { conv, split, movies, genres } = (row ?? {}) as Row;
  if (!Array.isArray(movies) || !movies.every(Array.isArray) || typeof split !== 'string')
    return 'expected {conv, split, movies: [[id, entity, liked], ...]}';
  const words = Array.isArray(genres) && genres.every(Array.isArray) ? genres : [];
  const entities = movies.flatMap((movie, place) => [
    ...genresAt(words, place, ids),
    ...(Number.isInteger(movie[1]) ? [movie[1] as number] : []),
  ]);
  entities.push(...genresAt(words, movies.length, ids));
  return { dialog: String(conv), isTrain: split === 'train', entities };
}

/** Returns the entities of the genre words that stand before the movie at `place`. */
function genresAt(
  words: readonly (readonly unknown[])[],
  place: number,
  ids: ReadonlyMap<string, number>,
): number[] {
  return words
    .filter(([, before]) => before === place)
    .flatMap(([word]) => {
      const name = String(word).replace(/^./u, (letter) => letter.toUpperCase());
      return [name, `${name}_film`].flatMap((page) => ids.get(`<http://dbpedia.org/resource/${page}>`) ?? []);
    });
}

async function moviesOf(reader: DialogReader): Promise<number[]> {
  const ids = idsOf(await reader.json('item_ids.json'));
  if (ids === null)
    throw new EngineError('data-invalid', 'item_ids.json: expected a list of integers from 0.');
  return [...new Set(ids)].sort((left, right) => left - right);
}

/** Returns the entity of each movie as messages name it. */
async function movieIdsOf(reader: DialogReader): Promise<ReadonlyMap<string, number>> {
  if (!reader.has('redial_id_to_unicrs_id.json')) return new Map();
  return new Map(
    Object.entries((await reader.json('redial_id_to_unicrs_id.json')) as Record<string, number>),
  );
}

async function passagesOf(
  reader: DialogReader,
  isTrain: ReadonlySet<string>,
  movieIds: ReadonlyMap<string, number>,
): Promise<DialogPassage[]> {
  if (!reader.has('train_dialogs_partial.jsonl')) return [];
  const dialogs = await reader.lines('train_dialogs_partial.jsonl', textOf);
  return dialogs
    .filter((row) => isTrain.has(row.dialog))
    .flatMap(({ messages }) => {
      const texts = messages.map((message) => message.replace(movieMark, ' '));
      return messages.flatMap((message, place) => {
        const movies = [...message.matchAll(movieMark)].flatMap(([, id = '']) => movieIds.get(id) ?? []);
        return movies.length === 0
          ? []
          : [{ before: texts.slice(0, place), turn: texts[place] ?? '', movies }];
      });
    });
}

function textOf(row: unknown): TextRow | string {
  const { conversationId, messages } = (row ?? {}) as Row;
  if (!Array.isArray(messages)) return 'expected {conversationId, messages: [{text}]}';
  return {
    dialog: String(conversationId),
    messages: messages.map((message: Row) => String(message['text'] ?? '')),
  };
}

async function descriptionsOf(
  reader: DialogReader,
  movieIds: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<number, string>> {
  if (!reader.has('id2info.json')) return new Map();
  const rows = Object.entries((await reader.json('id2info.json')) as Readonly<Record<string, Row>>);
  return new Map(
    rows.flatMap(([id, row]) => {
      const movie = movieIds.get(id);
      const parts = [row['name'], row['genre'], row['director'], row['star'], row['writer'], row['plot']];
      return movie === undefined ? [] : [[movie, parts.flat().join('\n')] as const];
    }),
  );
}

function idsOf(value: unknown): number[] | null {
  const isIds = Array.isArray(value) && value.every((id) => Number.isInteger(id) && id >= 0);
  return isIds ? value : null;
}

import type { DialogMention, DialogPassage } from '../../core/conversation/dialog/dialog-record.ts';
import type { DialogCase } from '../dialog-port.ts';
import type { DialogParts, DialogReader } from './dialog-reader.ts';

/** One message of a dialog, with what is linked in it; ids, movies last, as they stand in the file. */
interface Message {
  readonly isRecommender: boolean;
  readonly text: string;
  readonly entities: readonly number[];
  readonly movies: readonly number[];
}

type Dialog = readonly Message[];

const splits = ['train', 'valid', 'test'] as const;

/**
 * Returns the parts of a folder with one dialog a line: a list of {text, role, entity_link[], movie_link[]}. The
 * movies that may be recommended are those that any split names, as the published evaluations have it; all else
 * comes from `train` and from the split that is scored.
 */
export async function inspiredParts(reader: DialogReader): Promise<DialogParts> {
  const dialogs = new Map<string, Dialog[]>();
  for (const split of splits) {
    const name = `${split}_data_dbpedia.jsonl`;
    if (split !== 'train' && !reader.has(name)) continue;
    dialogs.set(split, await reader.lines(name, (row) => dialogOf(row, reader.entityIds)));
  }
  const train = dialogs.get('train') ?? [];
  const movies = [...dialogs.values()].flat(2).flatMap((message) => message.movies);
  return {
    movies: [...new Set(movies)].sort((left, right) => left - right),
    mentions: train.map((dialog) => dialog.flatMap((message) => message.entities)),
    passages: train.flatMap(passagesOf),
    descriptions: new Map(),
    cases: (dialogs.get(reader.split) ?? []).flatMap(casesOf),
  };
}

function dialogOf(row: unknown, ids: ReadonlyMap<string, number>): Dialog | string {
  if (!Array.isArray(row)) return 'expected a list of messages';
  const messages: Message[] = [];
  for (const value of row) {
    const { text, role, entity_link, movie_link } = (value ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof text !== 'string' || !(role === 'RECOMMENDER' || role === 'SEEKER'))
      return 'expected messages {text, role: RECOMMENDER or SEEKER}';
    if (!Array.isArray(entity_link) || !Array.isArray(movie_link))
      return 'expected messages with lists entity_link and movie_link';
    const movies = linked(movie_link, ids);
    messages.push({
      isRecommender: role === 'RECOMMENDER',
      text,
      entities: [...linked(entity_link, ids), ...movies],
      movies,
    });
  }
  return messages;
}

/** Returns the ids of addresses; what the folder has no id for is left out. */
function linked(addresses: readonly unknown[], ids: ReadonlyMap<string, number>): number[] {
  return addresses.flatMap((address) => ids.get(String(address)) ?? []);
}

function passagesOf(dialog: Dialog): DialogPassage[] {
  const texts = dialog.map((message) => message.text);
  return dialog.flatMap(({ movies, text }, place) =>
    movies.length === 0 ? [] : [{ before: texts.slice(0, place), turn: text, movies }],
  );
}

function casesOf(dialog: Dialog): DialogCase[] {
  return dialog.flatMap(({ isRecommender, movies }, place) => {
    if (!isRecommender || movies.length === 0 || place === 0) return [];
    const before = dialog.slice(0, place);
    return [{ context: before.map((message) => message.text), mentioned: mentionsOf(before), named: movies }];
  });
}

/** Returns the entities of messages; the age is the number of the recommender's messages that came after. */
function mentionsOf(before: Dialog): DialogMention[] {
  const ages = new Map<number, number>();
  let age = 0;
  for (const message of before.toReversed()) {
    for (const entity of message.entities) if (!ages.has(entity)) ages.set(entity, age);
    if (message.isRecommender) age++;
  }
  return [...ages].map(([entity, age]) => ({ entity, age }));
}

import type { DialogMention, DialogPassage } from '../core/conversation/dialog/dialog-record.ts';

/** Splits of dialogs that may be scored. */
export type DialogSplit = 'valid' | 'test';

/** A fact between entities, by their ids; the relation is the last part of its address ("starring"). */
export interface DialogTriple {
  readonly head: number;
  readonly relation: string;
  readonly tail: number;
}

/** A turn of the recommender that names movies, with all that was said before and nothing that came later. */
export interface DialogCase {
  /** Utterances before the turn, oldest first; never none. */
  readonly context: readonly string[];
  /** Each entity of the context once, with its latest age. */
  readonly mentioned: readonly DialogMention[];
  /** Movies that the turn names; one that it names twice stands twice. */
  readonly named: readonly number[];
}

/** Dialogs about movies with linked entities; ids of entities are integers from 0 to entityCount - 1. */
export interface DialogData {
  readonly name: string;
  readonly split: DialogSplit;
  readonly entityCount: number;
  /** One an entity: the title of its page in words. */
  readonly entityNames: readonly string[];
  /** The movies that may be recommended, ascending. */
  readonly movies: readonly number[];
  readonly triples: readonly DialogTriple[];
  /** Entities of each training dialog in the order in which they were named. */
  readonly mentions: readonly (readonly number[])[];
  readonly passages: readonly DialogPassage[];
  /** Descriptions of movies, where the data has any. */
  readonly descriptions: ReadonlyMap<number, string>;
  readonly cases: readonly DialogCase[];
}

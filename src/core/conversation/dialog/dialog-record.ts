/** An entity that a dialog named, with its age: 0 where the last turns before the answer name it, then one more an earlier answer. */
export interface DialogMention {
  readonly entity: number;
  readonly age: number;
}

/** A turn of an earlier dialog that names movies, with what was said before. */
export interface DialogPassage {
  /** Utterances before the turn, oldest first. */
  readonly before: readonly string[];
  readonly turn: string;
  readonly movies: readonly number[];
}

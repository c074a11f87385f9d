/** What users did, as rows of a flat array: row r belongs to user `users[r]` and holds [offsets[r], offsets[r + 1]). */
export interface Histories {
  readonly users: Uint32Array;
  readonly offsets: Uint32Array;
  readonly items: Uint32Array;
  /** Epoch seconds, one an item; null where the data has none. */
  readonly times: Float64Array | null;
}

/** One fact of a knowledge graph; items are 0..itemCount - 1, other entities follow. */
export interface TripleRow {
  readonly head: number;
  readonly relation: string;
  readonly tail: number;
}

/** Interactions split for an evaluation of rankings, with an optional knowledge graph. */
export interface RankingData {
  readonly name: string;
  /** Length of the lists that are scored. */
  readonly k: number;
  readonly itemCount: number;
  readonly train: Histories;
  readonly valid: Histories | null;
  readonly test: Histories;
  readonly itemNames: ReadonlyMap<number, string>;
  readonly entityNames: ReadonlyMap<number, string>;
  readonly triples: readonly TripleRow[] | null;
}

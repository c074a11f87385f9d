import type { Histories } from '../core/evaluation/ranking/histories.ts';

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

/** What peers are asked: sources, and the exact best items of each. */
export interface PeerQuestion {
  readonly restart: number;
  readonly sources: readonly number[];
  readonly best: readonly (readonly number[])[];
  readonly calibration: number;
  readonly qualityMin: number;
  readonly budgetSeconds: number;
  readonly blockSize: number;
  /** Beginnings of the names of those to measure; empty for all. */
  readonly peers: readonly string[];
}

/** Milliseconds and overlap of each source that was timed, by name of the peer. */
export type PeerRound = Readonly<
  Record<string, readonly (readonly [milliseconds: number, overlap: number])[]>
>;

/** Other implementations, running and ready. */
export interface Peers {
  /** The setting that each found to suffice, with its overlap on the calibration sources. */
  calibrate(): Promise<
    Readonly<Record<string, { readonly setting: number | null; readonly overlap: number }>>
  >;
  round(): Promise<PeerRound>;
  end(): Promise<void>;
}

/** Returns the share of the exact best items that were found. */
export function overlapOf(found: readonly number[], best: readonly number[]): number {
  const wanted = new Set(best);
  return found.filter((item) => wanted.has(item)).length / best.length;
}

/** What users did, as rows of a flat array: row r belongs to user `users[r]` and holds [offsets[r], offsets[r + 1]). */
export interface Histories {
  readonly users: Uint32Array;
  readonly offsets: Uint32Array;
  readonly items: Uint32Array;
  /** Epoch seconds, one an item; null where the data has none. */
  readonly times: Float64Array | null;
}

/** One user with the items of her row, a view into the flat array. */
export interface HistoryRow {
  readonly user: number;
  readonly items: Uint32Array;
}

/** Returns the rows in order. Cost: O(rows). */
export function* historyRows(histories: Histories): Generator<HistoryRow> {
  let start = 0;
  for (const [row, user] of histories.users.entries()) {
    const end = histories.offsets[row + 1] ?? start;
    yield { user, items: histories.items.subarray(start, end) };
    start = end;
  }
}

/**
 * Returns the items of each row in two parts: those of which `isTaken` is true when asked once each, in order, and
 * the others. Every user stands in both parts; times are left out. Cost: O(items).
 */
export function splitHistories(
  histories: Histories,
  isTaken: () => boolean,
): { readonly kept: Histories; readonly taken: Histories } {
  const kept: number[] = [];
  const taken: number[] = [];
  const keptOffsets = [0];
  const takenOffsets = [0];
  for (const { items } of historyRows(histories)) {
    for (const item of items) (isTaken() ? taken : kept).push(item);
    keptOffsets.push(kept.length);
    takenOffsets.push(taken.length);
  }
  const part = (items: readonly number[], offsets: readonly number[]): Histories => ({
    users: histories.users,
    offsets: Uint32Array.from(offsets),
    items: Uint32Array.from(items),
    times: null,
  });
  return { kept: part(kept, keptOffsets), taken: part(taken, takenOffsets) };
}

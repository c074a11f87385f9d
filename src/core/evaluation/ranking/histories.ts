import { assert } from '../../assert.ts';
import { drawnPlaces, type Random } from '../../random.ts';
import { heldOutCount } from './held-out.ts';

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
 * Returns the items of each row in two parts: `share` of them by chance, rounded down but at least one, and the others.
 * Rows of fewer than three items keep all. Every user stands in both parts; times are left out. Cost: O(items).
 */
export function splitHistories(
  histories: Histories,
  share: number,
  random: Random,
): { readonly kept: Histories; readonly taken: Histories } {
  const kept: number[] = [];
  const taken: number[] = [];
  const keptOffsets = [0];
  const takenOffsets = [0];
  for (const { items } of historyRows(histories)) {
    const isTaken = drawnPlaces(items.length, heldOutCount(items.length, share), random);
    for (const [place, item] of items.entries()) (isTaken[place] === 1 ? taken : kept).push(item);
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

/**
 * Returns histories in which each user of either has one row, her items of `left` first. Times are kept where both have
 * them. Cost: O(items).
 */
export function joinHistories(left: Histories, right: Histories): Histories {
  const rows = new Map<number, { items: number[]; times: number[] }>();
  for (const part of [left, right]) {
    let start = 0;
    for (const { user, items } of historyRows(part)) {
      const row = rows.get(user) ?? { items: [], times: [] };
      rows.set(user, row);
      items.forEach((item, place) => {
        row.items.push(item);
        row.times.push(part.times?.[start + place] ?? 0);
      });
      start += items.length;
    }
  }
  const all = [...rows.values()];
  let end = 0;
  return {
    users: Uint32Array.from(rows.keys()),
    offsets: Uint32Array.from([0, ...all.map(({ items }) => (end += items.length))]),
    items: Uint32Array.from(all.flatMap(({ items }) => items)),
    times:
      left.times === null || right.times === null
        ? null
        : Float64Array.from(all.flatMap(({ times }) => times)),
  };
}

/**
 * Returns each row cut into consecutive parts by the shares in `ends` (ascending, the last 1): part p holds the places
 * from `ends[p - 1]` to `ends[p]` of the row ordered by time, equal times in the order of the data. Every user stands
 * in every part. Needs times. Cost: O(items log items of one row).
 */
export function splitByTime(histories: Histories, ends: readonly number[]): Histories[] {
  const { times } = histories;
  assert(times !== null, 'histories that are cut by time have times');
  const parts = ends.map(() => ({ items: [] as number[], times: [] as number[], offsets: [0] }));
  let start = 0;
  for (const { items } of historyRows(histories)) {
    const first = start;
    const timeAt = (place: number): number => times[first + place] ?? 0;
    const order = Array.from(items, (_, place) => place).sort((left, right) => timeAt(left) - timeAt(right));
    order.forEach((place, position) => {
      const part = parts[ends.findIndex((end) => position < end * items.length)];
      part?.items.push(items[place] ?? 0);
      part?.times.push(timeAt(place));
    });
    for (const part of parts) part.offsets.push(part.items.length);
    start += items.length;
  }
  return parts.map((part) => ({
    users: histories.users,
    offsets: Uint32Array.from(part.offsets),
    items: Uint32Array.from(part.items),
    times: Float64Array.from(part.times),
  }));
}

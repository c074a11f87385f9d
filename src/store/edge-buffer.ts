import type { EdgeChunk } from './port.ts';

/** Edges of a chunk: 16,384 edges take 640 kB. */
export const edgesOfChunk = 16_384;

/** Collects edges into the arrays of one chunk. */
export interface EdgeBuffer {
  readonly count: number;
  /** `rating` and `time` are NaN where there is none. */
  add(source: number, target: number, weight: number, rating: number, time: number): void;
  /**
   * Returns what was collected, valid until the next `add`: every chunk uses the same arrays. Ratings and times are
   * null where no edge of it has one.
   */
  take(): EdgeChunk;
}

/** Returns an empty buffer of `edgesOfChunk` edges; add no more before taking them. */
export function createEdgeBuffer(): EdgeBuffer {
  let count = 0;
  const columns = emptyColumns();
  let hasRatings = false;
  let hasTimes = false;
  return {
    get count() {
      return count;
    },
    add(source, target, weight, rating, time) {
      columns.sources[count] = source;
      columns.targets[count] = target;
      columns.weights[count] = weight;
      columns.ratings[count] = rating;
      columns.times[count] = time;
      if (!Number.isNaN(rating)) hasRatings = true;
      if (!Number.isNaN(time)) hasTimes = true;
      count++;
    },
    take() {
      const chunk: EdgeChunk = {
        count,
        sources: columns.sources.subarray(0, count),
        targets: columns.targets.subarray(0, count),
        weights: columns.weights.subarray(0, count),
        ratings: hasRatings ? columns.ratings.subarray(0, count) : null,
        times: hasTimes ? columns.times.subarray(0, count) : null,
      };
      count = 0;
      hasRatings = false;
      hasTimes = false;
      return chunk;
    },
  };
}

function emptyColumns(): Record<'sources' | 'targets', Uint32Array> &
  Record<'weights' | 'ratings' | 'times', Float64Array> {
  return {
    sources: new Uint32Array(edgesOfChunk),
    targets: new Uint32Array(edgesOfChunk),
    weights: new Float64Array(edgesOfChunk),
    ratings: new Float64Array(edgesOfChunk),
    times: new Float64Array(edgesOfChunk),
  };
}

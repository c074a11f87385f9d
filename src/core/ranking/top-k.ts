/**
 * Returns the positions of the `k` largest positive scores whose `isExcluded` entry is 0, best first; equal scores
 * are ordered by position. Fewer than `k` where fewer are positive. Cost: O(n log k), a heap of k positions.
 */
export function topK(scores: Float64Array, isExcluded: Uint8Array, k: number): number[] {
  const heap: number[] = [];
  for (let position = 0; position < scores.length; position++) {
    if (isExcluded[position] !== 0 || !(scores[position]! > 0)) continue;
    if (heap.length < k) {
      heap.push(position);
      siftUp(heap, scores);
    } else if (k > 0 && isBetter(scores, position, heap[0]!)) {
      heap[0] = position;
      siftDown(heap, scores);
    }
  }
  return heap.sort((left, right) => (isBetter(scores, left, right) ? -1 : 1));
}

/**
 * Returns the rank (1 is best) of a position among the positive scores that are not excluded, or null where its own
 * score is not positive or it is excluded. Cost: O(n).
 */
export function rankOf(scores: Float64Array, isExcluded: Uint8Array, position: number): number | null {
  if (isExcluded[position] !== 0 || !(scores[position]! > 0)) return null;
  let rank = 1;
  for (let other = 0; other < scores.length; other++) {
    if (isExcluded[other] === 0 && other !== position && isBetter(scores, other, position)) rank++;
  }
  return rank;
}

function isBetter(scores: Float64Array, left: number, right: number): boolean {
  const difference = scores[left]! - scores[right]!;
  return difference > 0 || (difference === 0 && left < right);
}

/** The worst of the kept positions stands at the root. */
function siftUp(heap: number[], scores: Float64Array): void {
  let child = heap.length - 1;
  while (child > 0) {
    const parent = (child - 1) >>> 1;
    if (!isBetter(scores, heap[parent]!, heap[child]!)) return;
    swap(heap, parent, child);
    child = parent;
  }
}

function siftDown(heap: number[], scores: Float64Array): void {
  let parent = 0;
  for (;;) {
    const left = 2 * parent + 1;
    if (left >= heap.length) return;
    const right = left + 1;
    const worse = right < heap.length && isBetter(scores, heap[left]!, heap[right]!) ? right : left;
    if (!isBetter(scores, heap[parent]!, heap[worse]!)) return;
    swap(heap, parent, worse);
    parent = worse;
  }
}

function swap(heap: number[], left: number, right: number): void {
  const kept = heap[left]!;
  heap[left] = heap[right]!;
  heap[right] = kept;
}

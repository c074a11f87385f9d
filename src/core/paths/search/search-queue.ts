import type { PathStep } from '../node-steps.ts';

/** The beginning of a path, or a whole one. */
export interface PartialPath {
  /** Shown nodes so far. */
  readonly nodes: readonly number[];
  /** One fewer than nodes. */
  readonly steps: readonly PathStep[];
  /** Relationships so far: 2 for a step through people. */
  readonly length: number;
  /** Cost so far, without the last node. */
  readonly cost: number;
  /** Cost so far and the least that the rest can cost. */
  readonly bound: number;
}

/** A heap of beginnings, least first in the order of `comparePartial`. */
export interface SearchQueue {
  push(path: PartialPath): void;
  /** The least beginning, or undefined where the queue is empty. */
  pop(): PartialPath | undefined;
}

/**
 * Orders beginnings by bound, then node by node and step by step; a beginning stands before what continues it. So
 * whole paths leave the queue in the order of their cost, ties in the order of their node indices.
 */
export function comparePartial(left: PartialPath, right: PartialPath): number {
  if (left.bound !== right.bound) return left.bound - right.bound;
  const count = Math.min(left.steps.length, right.steps.length);
  for (let position = 0; position < count; position++) {
    const [one, other] = [left.steps[position]!, right.steps[position]!];
    if (one.node !== other.node) return one.node - other.node;
    if (one.order !== other.order) return one.order - other.order;
  }
  return left.steps.length - right.steps.length;
}

/** Returns an empty queue. Push and pop cost O(log entries) comparisons. */
export function createSearchQueue(): SearchQueue {
  const heap: PartialPath[] = [];
  return {
    push(path) {
      heap.push(path);
      siftUp(heap, heap.length - 1);
    },
    pop() {
      const [first, last] = [heap[0], heap.pop()];
      if (heap.length > 0 && last !== undefined) {
        heap[0] = last;
        siftDown(heap);
      }
      return first;
    },
  };
}

function siftUp(heap: PartialPath[], start: number): void {
  let position = start;
  while (position > 0) {
    const parent = (position - 1) >> 1;
    if (comparePartial(heap[parent]!, heap[position]!) <= 0) return;
    swap(heap, parent, position);
    position = parent;
  }
}

function siftDown(heap: PartialPath[]): void {
  let position = 0;
  for (;;) {
    let least = position;
    for (const child of [2 * position + 1, 2 * position + 2]) {
      if (child < heap.length && comparePartial(heap[child]!, heap[least]!) < 0) least = child;
    }
    if (least === position) return;
    swap(heap, least, position);
    position = least;
  }
}

function swap(heap: PartialPath[], left: number, right: number): void {
  [heap[left], heap[right]] = [heap[right]!, heap[left]!];
}

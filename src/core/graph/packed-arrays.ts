import { assert } from '../assert.ts';

/** Arrays that a packed value may hold. */
export type PackedArray = Uint16Array | Uint32Array | Float64Array;

/** Where an array lies in the bytes beside a packed value; all begin at a multiple of 8. */
export interface PackedSection {
  readonly type: 'u16' | 'u32' | 'f64' | 'ones';
  /** Number of entries. */
  readonly length: number;
  /** From the first byte of the arrays; `ones` take none. */
  readonly offset: number;
}

/** A value without its arrays, as JSON can hold it, and the arrays. */
export interface PackedValue {
  /** The value with `{"section": n}` in place of each array. */
  readonly tree: unknown;
  readonly sections: readonly PackedSection[];
  /** Follows `sections`; null for `ones`. */
  readonly arrays: readonly (PackedArray | null)[];
  readonly byteCount: number;
}

/**
 * Returns a value of plain objects, lists, texts, finite numbers and typed arrays taken apart. An array that stands
 * twice is kept once; a Float64Array of nothing but 1, as weights often are, takes no bytes. Cost: O(entries).
 */
export function packArrays(value: unknown): PackedValue {
  const sections: PackedSection[] = [];
  const arrays: (PackedArray | null)[] = [];
  const known = new Map<PackedArray, number>();
  let byteCount = 0;
  const add = (array: PackedArray): number => {
    let section = known.get(array);
    if (section !== undefined) return section;
    const isOnes = array instanceof Float64Array && array.length > 0 && array.every((entry) => entry === 1);
    sections.push({ type: isOnes ? 'ones' : typeOf(array), length: array.length, offset: byteCount });
    section = arrays.push(isOnes ? null : array) - 1;
    if (!isOnes) byteCount += alignedBytes(array.byteLength);
    known.set(array, section);
    return section;
  };
  const taken = (part: unknown): unknown => {
    if (isPackedArray(part)) return { section: add(part) };
    if (Array.isArray(part)) return part.map(taken);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, taken(inner)]));
  };
  const tree = taken(value);
  return { tree, sections, arrays, byteCount };
}

/**
 * Returns the value that was packed. Its arrays are views of `bytes` from `start` on, a multiple of 8; arrays of ones
 * are views of one array in memory of the same kind. Nothing is copied.
 */
export function unpackArrays(
  { tree, sections }: Pick<PackedValue, 'tree' | 'sections'>,
  bytes: ArrayBufferLike,
  start: number,
): unknown {
  assert(start % 8 === 0, 'arrays begin at a multiple of 8');
  const onesCount = sections.reduce(
    (most, { type, length }) => (type === 'ones' ? Math.max(most, length) : most),
    0,
  );
  const memory =
    bytes instanceof ArrayBuffer ? new ArrayBuffer(8 * onesCount) : new SharedArrayBuffer(8 * onesCount);
  const ones = new Float64Array(memory).fill(1);
  const arrays = sections.map(({ type, length, offset }) => {
    if (type === 'ones') return ones.subarray(0, length);
    if (type === 'f64') return new Float64Array(bytes, start + offset, length);
    return type === 'u32'
      ? new Uint32Array(bytes, start + offset, length)
      : new Uint16Array(bytes, start + offset, length);
  });
  const restored = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(restored);
    if (typeof part !== 'object' || part === null) return part;
    const { section } = part as { section?: unknown };
    if (typeof section === 'number') {
      const array = arrays[section];
      assert(array !== undefined, 'a packed value names sections that are there');
      return array;
    }
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, restored(inner)]));
  };
  return restored(tree);
}

/** Returns a number of bytes filled up to a multiple of 8. */
export function alignedBytes(byteCount: number): number {
  return Math.ceil(byteCount / 8) * 8;
}

function isPackedArray(part: unknown): part is PackedArray {
  return part instanceof Uint16Array || part instanceof Uint32Array || part instanceof Float64Array;
}

function typeOf(array: PackedArray): PackedSection['type'] {
  if (array instanceof Float64Array) return 'f64';
  return array instanceof Uint32Array ? 'u32' : 'u16';
}

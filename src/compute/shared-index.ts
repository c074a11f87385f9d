import type { RankingIndex } from '../core/ranking/ranking-index.ts';

type Numbers = Float64Array | Uint32Array | Int32Array | Uint8Array;

/** Copies in shared memory by what they are copies of, so that indices that share an array share its copy. */
const copies = new WeakMap<Numbers, Numbers>();

/**
 * Returns the index with its arrays in memory that threads share, so that telling it to a thread copies nothing; scratch
 * space stays apart, as each thread writes to its own. Cost: a copy of each array the first time it is met.
 */
export function shareIndex(index: RankingIndex): RankingIndex {
  const { walk, ...rest } = index;
  const { userMass, touchedUsers, ...powers } = walk;
  return { ...shared(rest), walk: { ...shared(powers), userMass, touchedUsers } };
}

/** Arrays of numbers are exchanged at any depth; the type stays what it was. */
function shared<Value>(value: Value): Value {
  if (isNumbers(value)) return sharedCopy(value) as Value;
  if (Array.isArray(value)) return value.map(shared) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, shared(own)])) as Value;
}

function isNumbers(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function sharedCopy(numbers: Numbers): Numbers {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const known = copies.get(numbers);
  if (known !== undefined) return known;
  const memory = new SharedArrayBuffer(numbers.byteLength);
  const copy = new (numbers.constructor as new (buffer: SharedArrayBuffer) => Numbers)(memory);
  copy.set(numbers);
  copies.set(numbers, copy);
  return copy;
}

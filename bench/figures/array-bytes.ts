/** Returns the bytes of the memory of all arrays of a value, each counted once. */
export function arrayBytes(value: unknown): number {
  const found = new Set<ArrayBufferLike>();
  const collect = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) found.add(part.buffer);
    else if (typeof part === 'object' && part !== null)
      for (const inner of Object.values(part)) collect(inner);
  };
  collect(value);
  return [...found].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

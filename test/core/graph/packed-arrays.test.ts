import { describe, expect, it } from 'vitest';
import { type PackedValue, packArrays, unpackArrays } from '../../../src/core/graph/packed-arrays.ts';

const shared = Uint32Array.of(4, 5);
const value = {
  name: 'x',
  count: 2,
  none: null,
  list: [{ targets: Uint32Array.of(1, 2, 3) }, { targets: shared }, { targets: shared }],
  units: Uint16Array.of(7, 8, 9),
  weights: Float64Array.of(1, 1, 1),
  others: Float64Array.of(1, Number.NaN),
  fewer: Float64Array.of(1, 1),
  empty: new Float64Array(0),
};

describe('packArrays', () => {
  const packed = packArrays(value);

  it('leaves what JSON can hold, and puts every array at a multiple of 8', () => {
    expect(JSON.parse(JSON.stringify(packed.tree))).toEqual(packed.tree);
    for (const { offset } of packed.sections) expect(offset % 8).toBe(0);
    // 12 + 4 for the first three, 8, 6 + 2, nothing for ones, 16, nothing for none.
    expect(packed.byteCount).toBe(16 + 8 + 8 + 16);
    expect(packed.sections.map(({ type }) => type)).toEqual([
      'u32',
      'u32',
      'u16',
      'ones',
      'f64',
      'ones',
      'f64',
    ]);
  });

  it.each([
    ['memory of one thread', new ArrayBuffer(64)],
    ['memory of several threads', new SharedArrayBuffer(64)],
  ])('comes back from %s as it was', (_, memory) => {
    write(packed, memory, 8);
    const restored = unpackArrays(
      JSON.parse(JSON.stringify(packed)) as PackedValue,
      memory,
      8,
    ) as typeof value;
    expect(restored).toEqual(value);
    expect(restored.list[1]?.targets).toBe(restored.list[2]?.targets);
    expect(restored.weights.buffer).toBe(restored.fewer.buffer);
    expect(restored.weights.buffer.constructor).toBe(memory.constructor);
    expect(restored.units.buffer).toBe(memory);
  });

  it('refuses to read at an odd place and a section that is not there', () => {
    expect(() => unpackArrays(packed, new ArrayBuffer(64), 4)).toThrow('multiple of 8');
    expect(() => unpackArrays({ ...packed, sections: [] }, new ArrayBuffer(64), 0)).toThrow('sections');
  });
});

function write({ sections, arrays }: PackedValue, memory: ArrayBufferLike, start: number): void {
  arrays.forEach((array, position) => {
    if (array === null) return;
    new Uint8Array(memory).set(
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
      start + (sections[position]?.offset ?? 0),
    );
  });
}

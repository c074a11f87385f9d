import { describe, expect, it } from 'vitest';
import {
  assembleModule,
  clear,
  f64,
  get,
  i32,
  integer,
  load,
  repeatWhile,
  sequence,
  set,
  store,
} from '../../../src/compute/wasm/assembler.ts';

const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
const run = (body: readonly number[], parameters: readonly 'i32'[], ...given: readonly number[]): void => {
  const bytes = assembleModule([{ name: 'run', parameters, locals: ['i32'], body }], 1);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  (instance.exports as { run: (...values: number[]) => void }).run(...given);
};

describe('assembleModule', () => {
  it('writes modules that the engine compiles and runs', () => {
    const numbers = new Float64Array(memory.buffer, 0, 8);
    numbers.set([1, 2, 3, 4, 5, 6, 7, 8]);
    // Doubles the numbers from the first address to the second.
    const value = load.f64(get(0));
    const body = repeatWhile(
      i32.isBelow(get(0), get(1)),
      sequence(store.f64(get(0), f64.add(value, value)), set(0, i32.add(get(0), integer(8)))),
    );
    run(body, ['i32', 'i32'], 16, 40);
    expect([...numbers]).toEqual([1, 2, 6, 8, 10, 6, 7, 8]);
    run(body, ['i32', 'i32'], 40, 40);
    expect([...numbers]).toEqual([1, 2, 6, 8, 10, 6, 7, 8]);
    run(clear(get(0), integer(24)), ['i32'], 8);
    expect([...numbers]).toEqual([1, 0, 0, 0, 10, 6, 7, 8]);
  });

  it.each([0, 1, 63, 64, 127, 128, 8191, 65_535, 1_000_000, -1, -64, -65, -1_000_000])(
    'writes the integer %i',
    (number) => {
      const cells = new Float64Array(memory.buffer, 128, 2);
      cells.set([1, 0]);
      // Copies the second cell over the first where the parameter equals the constant.
      const isEqual = [...get(0), ...integer(number), 0x46];
      const copy = store.f64(integer(128), load.f64(integer(136)));
      run([...isEqual, 0x04, 0x40, ...copy, 0x0b], ['i32'], number);
      expect(cells[0]).toBe(0);
    },
  );
});

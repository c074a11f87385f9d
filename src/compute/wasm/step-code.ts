import {
  type Code,
  f64,
  get,
  i32,
  integer,
  lane,
  load,
  repeatWhile,
  sequence,
  set,
  store,
  type WasmFunction,
  zeros,
} from './assembler.ts';
import { type BlockLayout, columnsAt, layoutShapes } from './block-layout.ts';

/** Returns the function `advance` of `KernelExports`. */
export function advanceFunction(layout: BlockLayout): WasmFunction {
  const [first, end, parts, stride, sums, restart, current, previous] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [gamma, degrees, residuals, relaxation, overCentre] = [8, 9, 10, 11, 12];
  const [part, address, total, change, value, before] = [13, 14, 15, 16, 17, 18];
  const { lanes, vectors } = layoutShapes[layout];
  const errors = layout === 'one' ? [19] : [19, 20, 21, 22].slice(0, vectors);
  const step = (vector: number, at: (base: number) => Code, ofPosition: (base: number) => Code): Code => {
    const error = errors[vector] ?? 0;
    const offset = 16 * vector;
    const moved = lanes.add(get(value), lanes.multiply(get(change), lanes.all(get(overCentre))));
    const stepped = lanes.multiply(lanes.all(get(relaxation)), lanes.subtract(moved, get(before)));
    return sequence(
      set(address, at(sums)),
      set(total, load.v128(get(address), offset)),
      set(part, integer(1)),
      repeatWhile(
        i32.isBelow(get(part), get(parts)),
        sequence(
          set(
            total,
            lanes.add(
              get(total),
              load.v128(i32.add(get(address), i32.multiply(get(part), get(stride))), offset),
            ),
          ),
          set(part, i32.add(get(part), integer(1))),
        ),
      ),
      store.v128(get(address), get(total), offset),
      set(value, load.v128(at(current), offset)),
      set(before, load.v128(at(previous), offset)),
      set(
        change,
        lanes.subtract(
          lanes.add(load.v128(at(restart), offset), lanes.multiply(ofPosition(gamma), get(total))),
          get(value),
        ),
      ),
      set(error, lanes.add(get(error), lanes.multiply(ofPosition(degrees), lanes.absolute(get(change))))),
      store.v128(at(previous), lanes.add(get(before), stepped), offset),
    );
  };
  const report =
    layout === 'one'
      ? store.f64(get(residuals), f64.add(lane(get(19), 0), lane(get(19), 1)))
      : sequence(...errors.map((error, vector) => store.v128(get(residuals), get(error), 16 * vector)));
  return {
    name: 'advance',
    parameters: [...new Array<'i32'>(11).fill('i32'), 'f64', 'f64'],
    locals: ['i32', 'i32', 'v128', 'v128', 'v128', 'v128', ...errors.map(() => 'v128' as const)],
    body: sequence(eachVector({ first, end }, layout, step), report),
  };
}

/** Returns the function `settle` of `KernelExports`. */
export function settleFunction(layout: BlockLayout): WasmFunction {
  const [first, end, sums, restart, current, gamma] = [0, 1, 2, 3, 4, 5];
  const { lanes } = layoutShapes[layout];
  return {
    name: 'settle',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: [],
    body: eachVector({ first, end }, layout, (vector, at, ofPosition) => {
      const flow = lanes.multiply(ofPosition(gamma), load.v128(at(sums), 16 * vector));
      const step = lanes.add(load.v128(at(restart), 16 * vector), flow);
      return store.v128(at(current), lanes.largest(zeros, step), 16 * vector);
    }),
  };
}

/** Steps over vectors: two positions at once where a position is one number, else all vectors of a position. */
function eachVector(
  { first, end }: { readonly first: number; readonly end: number },
  layout: BlockLayout,
  body: (vector: number, at: (base: number) => Code, ofPosition: (base: number) => Code) => Code,
): Code {
  const { lanes, vectors } = layoutShapes[layout];
  const isOne = layout === 'one';
  const ofPosition = (base: number): Code => {
    const address = i32.add(get(base), i32.shiftLeft(get(first), integer(3)));
    return isOne ? load.v128(address) : lanes.all(load.f64(address));
  };
  const at = (base: number): Code => columnsAt(base, get(first), layout);
  return repeatWhile(
    i32.isBelow(get(first), get(end)),
    sequence(
      ...Array.from({ length: Math.ceil(vectors) }, (_, vector) => body(vector, at, ofPosition)),
      set(first, i32.add(get(first), integer(isOne ? 2 : 1))),
    ),
  );
}

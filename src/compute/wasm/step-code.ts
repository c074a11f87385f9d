import {
  absolute,
  type Code,
  f64,
  f64x2,
  get,
  i32,
  integer,
  lane,
  load,
  repeatWhile,
  sequence,
  set,
  store,
  twice,
  type WasmFunction,
  zeros,
} from './assembler.ts';

/** Restart vectors in a block: one, or as many as fill a cache line of 64 bytes. */
export type ColumnCount = 1 | 8;

/** Returns the function `advance` of `KernelExports`. */
export function advanceFunction(columns: ColumnCount): WasmFunction {
  const [first, end, parts, stride, sums, restart, current, previous] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [gamma, degrees, residuals, relaxation, overCentre] = [8, 9, 10, 11, 12];
  const [part, address, total, change, value, before] = [13, 14, 15, 16, 17, 18];
  const errors = columns === 1 ? [19] : [19, 20, 21, 22];
  const step = (pair: number, at: (base: number) => Code, ofPosition: (base: number) => Code): Code => {
    const error = errors[pair] ?? 0;
    const offset = 16 * pair;
    const moved = f64x2.add(get(value), f64x2.multiply(get(change), twice(get(overCentre))));
    const stepped = f64x2.multiply(twice(get(relaxation)), f64x2.subtract(moved, get(before)));
    return sequence(
      set(address, at(sums)),
      set(total, load.v128(get(address), offset)),
      set(part, integer(1)),
      repeatWhile(
        i32.isBelow(get(part), get(parts)),
        sequence(
          set(
            total,
            f64x2.add(
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
        f64x2.subtract(
          f64x2.add(load.v128(at(restart), offset), f64x2.multiply(ofPosition(gamma), get(total))),
          get(value),
        ),
      ),
      set(error, f64x2.add(get(error), f64x2.multiply(ofPosition(degrees), absolute(get(change))))),
      store.v128(at(previous), f64x2.add(get(before), stepped), offset),
    );
  };
  const report =
    columns === 1
      ? store.f64(get(residuals), f64.add(lane(get(19), 0), lane(get(19), 1)))
      : sequence(...errors.map((error, pair) => store.v128(get(residuals), get(error), 16 * pair)));
  return {
    name: 'advance',
    parameters: [...new Array<'i32'>(11).fill('i32'), 'f64', 'f64'],
    locals: ['i32', 'i32', 'v128', 'v128', 'v128', 'v128', ...errors.map(() => 'v128' as const)],
    body: sequence(eachPair({ first, end }, columns, step), report),
  };
}

/** Returns the function `settle` of `KernelExports`. */
export function settleFunction(columns: ColumnCount): WasmFunction {
  const [first, end, sums, restart, current, gamma] = [0, 1, 2, 3, 4, 5];
  return {
    name: 'settle',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: [],
    body: eachPair({ first, end }, columns, (pair, at, ofPosition) => {
      const flow = f64x2.multiply(ofPosition(gamma), load.v128(at(sums), 16 * pair));
      const step = f64x2.add(load.v128(at(restart), 16 * pair), flow);
      return store.v128(at(current), f64x2.largest(zeros, step), 16 * pair);
    }),
  };
}

/** Returns the address of the columns of a position or row. */
export function columnsAt(base: number, position: Code, columns: ColumnCount): Code {
  return i32.add(get(base), i32.shiftLeft(position, integer(columns === 1 ? 3 : 6)));
}

/** Steps over pairs of numbers: two positions at once where there is one column, else four pairs a position. */
function eachPair(
  { first, end }: { readonly first: number; readonly end: number },
  columns: ColumnCount,
  body: (pair: number, at: (base: number) => Code, ofPosition: (base: number) => Code) => Code,
): Code {
  const isScalar = columns === 1;
  const pairs = isScalar ? [0] : [0, 1, 2, 3];
  const ofPosition = (base: number): Code => {
    const address = i32.add(get(base), i32.shiftLeft(get(first), integer(3)));
    return isScalar ? load.v128(address) : twice(load.f64(address));
  };
  const at = (base: number): Code => columnsAt(base, get(first), columns);
  return repeatWhile(
    i32.isBelow(get(first), get(end)),
    sequence(
      ...pairs.map((pair) => body(pair, at, ofPosition)),
      set(first, i32.add(get(first), integer(isScalar ? 2 : 1))),
    ),
  );
}

import {
  assembleModule,
  type Code,
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
  type WasmFunction,
  zero,
  zeros,
} from './assembler.ts';
import { type BlockLayout, columnsAt, layoutShapes } from './block-layout.ts';
import { advanceFunction, settleFunction } from './step-code.ts';

/** What a module exports. Addresses and counts are in bytes; `first` and `end` are rows or positions. */
export interface KernelExports {
  /** Clears `size` bytes at `out`, then adds to it what each row takes from `values` and gives back. */
  readonly spread: (
    first: number,
    end: number,
    offsets: number,
    targets: number,
    weights: number,
    inverseRowDegrees: number,
    values: number,
    out: number,
    size: number,
  ) => void;
  /** Writes the sums of the rows. */
  readonly gather: (
    first: number,
    end: number,
    offsets: number,
    targets: number,
    weights: number,
    values: number,
    out: number,
  ) => void;
  /** One Chebyshev step from `current` to `previous`, over sums in `parts` arrays that lie `stride` bytes apart. */
  readonly advance: (
    first: number,
    end: number,
    parts: number,
    stride: number,
    sums: number,
    restart: number,
    current: number,
    previous: number,
    gammaOverDegrees: number,
    degrees: number,
    residuals: number,
    relaxation: number,
    overCentre: number,
  ) => void;
  /** The plain step, none below 0. */
  readonly settle: (
    first: number,
    end: number,
    sums: number,
    restart: number,
    current: number,
    gammaOverDegrees: number,
  ) => void;
}

/**
 * Returns the module with the loops of `KernelExports` over blocks of a layout, several numbers at once where columns
 * stand side by side. With `isWeighted` false the weights are not read. Exports are named as in `KernelExports`.
 */
export function kernelModule(
  layout: BlockLayout,
  isWeighted: boolean,
  pagesMax: number,
): Uint8Array<ArrayBuffer> {
  const shape = { layout, isWeighted };
  return assembleModule(
    [spreadFunction(shape), gatherFunction(shape), advanceFunction(layout), settleFunction(layout)],
    pagesMax,
  );
}

interface Shape {
  readonly layout: BlockLayout;
  readonly isWeighted: boolean;
}

const one: Code = integer(1);

/** How a sum over columns is kept in locals: one number, or the vectors of a position. */
function accumulators({ layout }: Shape, firstLocal: number) {
  const { lanes, vectors } = layoutShapes[layout];
  const isOne = layout === 'one';
  const locals = Array.from({ length: Math.ceil(vectors) }, (_, vector) => firstLocal + vector);
  const each = (code: (local: number, offset: number) => Code): Code =>
    sequence(...locals.map((local, vector) => code(local, 16 * vector)));
  return {
    types: locals.map(() => (isOne ? ('f64' as const) : ('v128' as const))),
    reset: each((local) => set(local, isOne ? zero : zeros)),
    /** Adds what is in memory, times a number where one is given. */
    addFrom: (address: Code, factor: Code | null): Code =>
      each((local, offset) => set(local, sum(get(local), scaled(read(address, offset), factor)))),
    scale: (factor: Code): Code => each((local) => set(local, scaled(get(local), factor))),
    addTo: (address: Code, factor: Code | null): Code =>
      each((local, offset) => write(address, sum(read(address, offset), scaled(get(local), factor)), offset)),
    writeTo: (address: Code): Code => each((local, offset) => write(address, get(local), offset)),
  };

  function read(address: Code, offset: number): Code {
    return isOne ? load.f64(address, offset) : load.v128(address, offset);
  }
  function write(address: Code, value: Code, offset: number): Code {
    return isOne ? store.f64(address, value, offset) : store.v128(address, value, offset);
  }
  function sum(left: Code, right: Code): Code {
    return isOne ? f64.add(left, right) : lanes.add(left, right);
  }
  function scaled(value: Code, factor: Code | null): Code {
    if (factor === null) return value;
    return isOne ? f64.multiply(value, factor) : lanes.multiply(value, lanes.all(factor));
  }
}

/** The locals of a loop over rows; `slot` and `slotEnd` are addresses into the targets. */
interface RowLoop {
  readonly first: number;
  readonly end: number;
  readonly offsets: number;
  readonly targets: number;
  readonly slotStart: number;
  readonly slotEnd: number;
}

function eachRow(row: RowLoop, body: Code): Code {
  const offsetAddress = i32.add(get(row.offsets), i32.shiftLeft(get(row.first), integer(2)));
  const slotAt = (offset: number): Code =>
    i32.add(get(row.targets), i32.shiftLeft(load.i32(offsetAddress, offset), integer(2)));
  return sequence(
    set(row.slotStart, slotAt(0)),
    repeatWhile(
      i32.isBelow(get(row.first), get(row.end)),
      sequence(
        set(row.slotEnd, slotAt(4)),
        body,
        set(row.slotStart, get(row.slotEnd)),
        set(row.first, i32.add(get(row.first), one)),
      ),
    ),
  );
}

function eachSlot(row: RowLoop, slot: number, body: Code): Code {
  return sequence(
    set(slot, get(row.slotStart)),
    repeatWhile(
      i32.isBelow(get(slot), get(row.slotEnd)),
      sequence(body, set(slot, i32.add(get(slot), integer(4)))),
    ),
  );
}

/** The weight of the edge at a slot: 8 bytes each beside targets of 4. */
function weightAt(weights: number, targets: number, slot: number): Code {
  const distance = i32.subtract(get(slot), get(targets));
  return load.f64(i32.add(get(weights), i32.shiftLeft(distance, one)));
}

function spreadFunction(shape: Shape): WasmFunction {
  const [first, end, offsets, targets, weights, inverse, values, out, size] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [slotStart, slotEnd, slot, address] = [9, 10, 11, 12];
  const row = { first, end, offsets, targets, slotStart, slotEnd };
  const sums = accumulators(shape, 13);
  const weight = shape.isWeighted ? weightAt(weights, targets, slot) : null;
  const target = load.i32(get(slot));
  return {
    name: 'spread',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: ['i32', 'i32', 'i32', 'i32', ...sums.types],
    body: sequence(
      clear(get(out), get(size)),
      eachRow(
        row,
        sequence(
          sums.reset,
          eachSlot(
            row,
            slot,
            sequence(
              set(address, columnsAt(values, target, shape.layout)),
              sums.addFrom(get(address), weight),
            ),
          ),
          sums.scale(load.f64(i32.add(get(inverse), i32.shiftLeft(get(first), integer(3))))),
          eachSlot(
            row,
            slot,
            sequence(set(address, columnsAt(out, target, shape.layout)), sums.addTo(get(address), weight)),
          ),
        ),
      ),
    ),
  };
}

function gatherFunction(shape: Shape): WasmFunction {
  const [first, end, offsets, targets, weights, values, out] = [0, 1, 2, 3, 4, 5, 6];
  const [slotStart, slotEnd, slot, address] = [7, 8, 9, 10];
  const row = { first, end, offsets, targets, slotStart, slotEnd };
  const sums = accumulators(shape, 11);
  const weight = shape.isWeighted ? weightAt(weights, targets, slot) : null;
  return {
    name: 'gather',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: ['i32', 'i32', 'i32', 'i32', ...sums.types],
    body: eachRow(
      row,
      sequence(
        sums.reset,
        eachSlot(
          row,
          slot,
          sequence(
            set(address, columnsAt(values, load.i32(get(slot)), shape.layout)),
            sums.addFrom(get(address), weight),
          ),
        ),
        set(address, columnsAt(out, get(first), shape.layout)),
        sums.writeTo(get(address)),
      ),
    ),
  };
}

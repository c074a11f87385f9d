import { type Code, f32x4, f64x2, get, i32, integer, type Lanes } from './assembler.ts';

/**
 * How the columns of a position lie in memory: one number of 64 bits; eight of them, which fill a cache line; or eight of
 * 32 bits, for passes whose error later ones take away.
 */
export type BlockLayout = 'one' | 'eight' | 'rough';

/** What a layout is made of. */
export interface LayoutShape {
  /** Binary logarithm of the bytes of a position. */
  readonly shift: number;
  readonly lanes: Lanes;
  /** Vectors of 128 bits that a position fills; a layout of one number has half of one. */
  readonly vectors: number;
}

/** The shapes of the layouts. */
export const layoutShapes: Readonly<Record<BlockLayout, LayoutShape>> = {
  one: { shift: 3, lanes: f64x2, vectors: 0.5 },
  eight: { shift: 6, lanes: f64x2, vectors: 4 },
  rough: { shift: 5, lanes: f32x4, vectors: 2 },
};

/** Returns the address of the columns of a position or row. */
export function columnsAt(base: number, position: Code, layout: BlockLayout): Code {
  return i32.add(get(base), i32.shiftLeft(position, integer(layoutShapes[layout].shift)));
}

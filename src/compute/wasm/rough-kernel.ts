import type { KernelExports } from './kernel-code.ts';
import type { BlockRoom, RoughRoom, SharedGraph } from './shared-graph.ts';

/** Passes in numbers of 32 bits over a block that one thread has for itself. */
export interface RoughKernel {
  /** Takes the values over where this is the first pass, then spreads them. */
  spread(current: Float64Array, previous: Float64Array): void;
  advance(relaxation: number, residuals: Float64Array): void;
  /** Gives the values back, unless weights were beyond 32 bits: then what was taken over stays. */
  writeTo(current: Float64Array, previous: Float64Array): void;
}

/** Returns the rough passes of a block. What they hold of earlier blocks does not matter. */
export function createRoughKernel(
  { graph, inverseRowDegrees }: SharedGraph,
  { restart, gammaOverDegrees, degrees }: BlockRoom,
  room: RoughRoom,
  code: KernelExports,
  overCentre: number,
): RoughKernel {
  const rows = graph.rowNodes.length;
  const edges = [graph.offsets.byteOffset, graph.targets.byteOffset, graph.weights?.byteOffset ?? 0] as const;
  let [from, to] = room.values;
  let isFirst = true;
  return {
    spread: (current, previous) => {
      if (isFirst) {
        room.restart.set(restart);
        from.set(current);
        to.set(previous);
        isFirst = false;
      }
      const { byteOffset: sums, byteLength } = room.sums;
      const inverse = inverseRowDegrees.byteOffset;
      if (graph.isTwoSided) code.spread(0, rows, ...edges, inverse, from.byteOffset, sums, byteLength);
      else code.gather(0, rows, ...edges, from.byteOffset, sums);
    },
    advance: (relaxation, residuals) => {
      code.advance(
        0,
        degrees.length,
        1,
        0,
        room.sums.byteOffset,
        room.restart.byteOffset,
        from.byteOffset,
        to.byteOffset,
        gammaOverDegrees.byteOffset,
        degrees.byteOffset,
        room.residuals.byteOffset,
        relaxation,
        overCentre,
      );
      residuals.set(room.residuals);
      [from, to] = [to, from];
    },
    writeTo: (current, previous) => {
      if (!room.residuals.every(Number.isFinite)) return;
      current.set(from);
      previous.set(to);
    },
  };
}

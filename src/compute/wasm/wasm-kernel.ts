import type { PassKernel, PassSpectrum } from '../../core/ranking/pagerank/pass-kernel.ts';
import type { BlockLayout } from './block-layout.ts';
import { passGate } from './gate.ts';
import { type KernelExports, kernelModule } from './kernel-code.ts';
import { createRoughKernel } from './rough-kernel.ts';
import type { BlockRoom, SharedGraph } from './shared-graph.ts';

/** Compiled modules over one memory, by the layout of blocks; made once a graph and thread. */
export interface WasmKernels {
  readonly shared: SharedGraph;
  readonly exports: Readonly<Record<BlockLayout, KernelExports>>;
}

/** Compiles the kernels for a graph. Cost: a few milliseconds. */
export function compileKernels(shared: SharedGraph): WasmKernels {
  const isWeighted = shared.graph.weights !== null;
  const compile = (layout: BlockLayout): KernelExports => {
    const module = new WebAssembly.Module(kernelModule(layout, isWeighted, shared.pages));
    const instance = new WebAssembly.Instance(module, { env: { memory: shared.memory } });
    return instance.exports as unknown as KernelExports;
  };
  return { shared, exports: { one: compile('one'), eight: compile('eight'), rough: compile('rough') } };
}

/**
 * Returns the loops over a block as member `member` of the threads that share it: each takes its part of the rows and of
 * the positions, and all go from step to step together. Every member must make the same calls in the same order. A block
 * of eight columns takes its first passes in numbers of 32 bits, which cost half as much; the last ones, and with them
 * the residuals that bound the error, are of 64.
 */
export function createWasmKernel(
  { shared, exports }: WasmKernels,
  room: BlockRoom,
  spectrum: PassSpectrum,
  member: number,
): PassKernel {
  const { columns, members, gate, rough: roughRoom } = room;
  const part: MemberPart = {
    member,
    rows: rowPart(shared.graph.offsets, member, members),
    positions: positionPart(room.degrees.length, member, members),
  };
  const calls = memberCalls(shared, room, exports[columns === 1 ? 'one' : 'eight'], part);
  const overCentre = 1 / (1 - (spectrum.lowest + spectrum.highest) / 2);
  const residuals = new Float64Array(columns);
  let [current, previous] = room.values;
  writeGamma(room, spectrum, part.positions);
  let rough =
    roughRoom === null ? null : createRoughKernel(shared, room, roughRoom, exports.rough, overCentre);
  return {
    columns,
    current: () => current,
    previous: () => previous,
    restart: room.restart,
    rowSums: room.rowSums,
    residuals,
    isRough: () => rough !== null,
    refine: () => {
      rough?.writeTo(current, previous);
      rough = null;
    },
    spread: () => {
      if (rough !== null) rough.spread(current, previous);
      else calls.spread(current);
      passGate(gate, members);
    },
    advance: (relaxation) => {
      if (rough !== null) {
        rough.advance(relaxation, residuals);
        return;
      }
      calls.advance(current, previous, relaxation, overCentre);
      passGate(gate, members);
      sumResiduals(room, residuals);
      [current, previous] = [previous, current];
    },
    settle: () => {
      calls.settle(current);
      passGate(gate, members);
    },
    sumRows: () => {
      calls.sumRows(current);
      passGate(gate, members);
    },
  };
}

/** What one member does in each step. */
interface MemberPart {
  readonly member: number;
  readonly rows: Part;
  readonly positions: Part;
}

/** Returns the calls of WebAssembly with the addresses of the block filled in. */
function memberCalls(
  { graph, inverseRowDegrees }: SharedGraph,
  room: BlockRoom,
  code: KernelExports,
  { member, rows, positions }: MemberPart,
) {
  const { sums, restart, gammaOverDegrees, degrees, residuals, rowSums } = room;
  const sumsBytes = 8 * room.sumsLength;
  const edges = [graph.offsets.byteOffset, graph.targets.byteOffset, graph.weights?.byteOffset ?? 0] as const;
  return {
    spread: ({ byteOffset: values }: Float64Array): void => {
      const inverse = inverseRowDegrees.byteOffset;
      const ownSums = sums.byteOffset + sumsBytes * member;
      if (graph.isTwoSided) code.spread(rows.first, rows.end, ...edges, inverse, values, ownSums, sumsBytes);
      else code.gather(rows.first, rows.end, ...edges, values, sums.byteOffset);
    },
    advance: (
      { byteOffset: current }: Float64Array,
      { byteOffset: previous }: Float64Array,
      relaxation: number,
      overCentre: number,
    ): void =>
      code.advance(
        positions.first,
        positions.end,
        graph.isTwoSided ? room.members : 1,
        sumsBytes,
        sums.byteOffset,
        restart.byteOffset,
        current,
        previous,
        gammaOverDegrees.byteOffset,
        degrees.byteOffset,
        residuals.byteOffset + 64 * member,
        relaxation,
        overCentre,
      ),
    settle: ({ byteOffset: current }: Float64Array): void =>
      code.settle(
        positions.first,
        positions.end,
        sums.byteOffset,
        restart.byteOffset,
        current,
        gammaOverDegrees.byteOffset,
      ),
    sumRows: ({ byteOffset: current }: Float64Array): void =>
      code.gather(rows.first, rows.end, ...edges, current, rowSums.byteOffset),
  };
}

interface Part {
  readonly first: number;
  readonly end: number;
}

/** Rows of about an equal number of edges. */
function rowPart(offsets: Uint32Array, member: number, members: number): Part {
  const edgeCount = offsets[offsets.length - 1] ?? 0;
  const rowAt = (share: number): number => {
    const slot = Math.round(edgeCount * share);
    let low = 0;
    let high = offsets.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((offsets[middle] ?? 0) < slot) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return { first: rowAt(member / members), end: rowAt((member + 1) / members) };
}

/** Whole cache lines, so that no two members write to one. */
function positionPart(length: number, member: number, members: number): Part {
  const at = (share: number): number => Math.round((length / 8) * share) * 8;
  return { first: at(member / members), end: at((member + 1) / members) };
}

/** All members sum in one order, and so come to the same decision. */
function sumResiduals({ residuals, members }: BlockRoom, out: Float64Array): void {
  out.fill(0);
  for (let member = 0; member < members; member++)
    for (let column = 0; column < out.length; column++)
      out[column] = (out[column] ?? 0) + (residuals[8 * member + column] ?? 0);
}

/** Each member writes its own positions; it is the only one that reads them. */
function writeGamma({ degrees, gammaOverDegrees }: BlockRoom, { gamma }: PassSpectrum, part: Part): void {
  for (let position = part.first; position < part.end; position++) {
    const degree = degrees[position] ?? 0;
    gammaOverDegrees[position] = degree > 0 ? gamma / degree : 0;
  }
}

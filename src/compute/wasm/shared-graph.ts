import type { UndirectedGraph } from '../../core/ranking/pagerank/undirected-graph.ts';

/** A graph in memory that WebAssembly and all threads see, with room for blocks of restart vectors beside it. */
export interface SharedGraph {
  readonly memory: WebAssembly.Memory;
  readonly pages: number;
  /** Views into `memory`. */
  readonly graph: UndirectedGraph;
  /** 1 / degree of each row. */
  readonly inverseRowDegrees: Float64Array;
  /** Room for one vector that all threads solve together, and for one block of eight for each thread. */
  readonly together: BlockRoom;
  readonly apart: readonly BlockRoom[];
}

/** Where the arrays of one block lie; one number a position and column, positions padded to a whole cache line. */
export interface BlockRoom {
  readonly columns: 1 | 8;
  /** Threads that work on the block, at least 1. */
  readonly members: number;
  readonly restart: Float64Array;
  readonly values: readonly [Float64Array, Float64Array];
  /** One array a member, side by side. */
  readonly sums: Float64Array;
  /** Length of the sums of one member. */
  readonly sumsLength: number;
  readonly rowSums: Float64Array;
  /** (1 - c)^steps / degree of each position. */
  readonly gammaOverDegrees: Float64Array;
  /** Degrees of positions, padded. */
  readonly degrees: Float64Array;
  /** Eight a member. */
  readonly residuals: Float64Array;
  /** The same arrays with numbers of 32 bits, for the first passes; null where there are none. */
  readonly rough: RoughRoom | null;
  /** Where members wait for each other. */
  readonly gate: Int32Array;
}

/** Where the arrays of rough passes lie; as those of a block of one member. */
export interface RoughRoom {
  readonly restart: Float32Array;
  readonly values: readonly [Float32Array, Float32Array];
  readonly sums: Float32Array;
  readonly residuals: Float32Array;
}

const pageBytes = 65_536;
const lineBytes = 64;

/** Most memory that WebAssembly can address. */
const bytesMax = 65_536 * pageBytes;

/**
 * Returns a copy of the graph in shared memory with room for `threads` threads, or null where it would not fit into 4 GiB.
 * Cost: the bytes of the graph, and per thread about 450 bytes a position and 64 a row of a graph with sides.
 */
export function shareGraph(graph: UndirectedGraph, threads: number): SharedGraph | null {
  const measured = layGraph(graph, threads, null);
  const pages = Math.ceil(measured.bytes / pageBytes);
  if (pages * pageBytes > bytesMax) return null;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const { parts } = layGraph(graph, threads, memory.buffer);
  if (parts === null) return null;
  copyGraph(graph, parts);
  return { memory, pages, ...parts };
}

interface Parts {
  readonly graph: UndirectedGraph;
  readonly inverseRowDegrees: Float64Array;
  readonly together: BlockRoom;
  readonly apart: readonly BlockRoom[];
}

/** Measures the layout where there is no buffer yet, else makes the views. */
function layGraph(
  graph: UndirectedGraph,
  threads: number,
  buffer: ArrayBufferLike | null,
): { readonly bytes: number; readonly parts: Parts | null } {
  const space = new Space(buffer);
  const rows = graph.rowNodes.length;
  const positions = graph.positionNodes.length;
  const targets = space.integers(graph.targets.length);
  const shared: UndirectedGraph = {
    nodeCount: graph.nodeCount,
    isTwoSided: graph.isTwoSided,
    positionNodes: space.integers(positions),
    rowNodes: space.integers(rows),
    positionDegrees: space.numbers(positions),
    rowDegrees: space.numbers(rows),
    offsets: space.integers(graph.offsets.length),
    targets,
    weights: graph.weights === null ? null : space.numbers(graph.weights.length),
    places: space.integers(graph.nodeCount),
  };
  const inverseRowDegrees = space.numbers(rows);
  const together = layBlock(space, graph, 1, threads);
  const apart = Array.from({ length: threads }, () => layBlock(space, graph, 8, 1));
  return {
    bytes: space.used,
    parts: buffer === null ? null : { graph: shared, inverseRowDegrees, together, apart },
  };
}

function layBlock(space: Space, graph: UndirectedGraph, columns: 1 | 8, members: number): BlockRoom {
  const positions = Math.ceil(graph.positionNodes.length / 8) * 8;
  const length = positions * columns;
  return {
    columns,
    members,
    restart: space.numbers(length),
    values: [space.numbers(length), space.numbers(length)],
    sums: space.numbers(length * members),
    sumsLength: length,
    rowSums: space.numbers(graph.isTwoSided ? graph.rowNodes.length * columns : 0),
    gammaOverDegrees: space.numbers(positions),
    degrees: space.numbers(positions),
    residuals: space.numbers(8 * members),
    gate: space.signed(16),
    rough: columns === 1 ? null : layRough(space, length),
  };
}

function layRough(space: Space, length: number): RoughRoom {
  return {
    restart: space.singles(length),
    values: [space.singles(length), space.singles(length)],
    sums: space.singles(length),
    residuals: space.singles(8),
  };
}

function copyGraph(from: UndirectedGraph, { graph, inverseRowDegrees, together, apart }: Parts): void {
  graph.positionNodes.set(from.positionNodes);
  graph.rowNodes.set(from.rowNodes);
  graph.positionDegrees.set(from.positionDegrees);
  graph.rowDegrees.set(from.rowDegrees);
  graph.offsets.set(from.offsets);
  graph.targets.set(from.targets);
  if (from.weights !== null) graph.weights?.set(from.weights);
  graph.places.set(from.places);
  from.rowDegrees.forEach((degree, row) => {
    inverseRowDegrees[row] = 1 / degree;
  });
  for (const block of [together, ...apart]) block.degrees.set(from.positionDegrees);
}

/** Hands out stretches of a buffer, each beginning at a cache line; without a buffer it only counts. */
class Space {
  used: number = lineBytes;
  readonly #buffer: ArrayBufferLike | null;

  constructor(buffer: ArrayBufferLike | null) {
    this.#buffer = buffer;
  }

  numbers(count: number): Float64Array {
    const start = this.#take(8 * count);
    return this.#buffer === null ? new Float64Array(0) : new Float64Array(this.#buffer, start, count);
  }

  singles(count: number): Float32Array {
    const start = this.#take(4 * count);
    return this.#buffer === null ? new Float32Array(0) : new Float32Array(this.#buffer, start, count);
  }

  integers(count: number): Uint32Array {
    const start = this.#take(4 * count);
    return this.#buffer === null ? new Uint32Array(0) : new Uint32Array(this.#buffer, start, count);
  }

  signed(count: number): Int32Array {
    const start = this.#take(4 * count);
    return this.#buffer === null ? new Int32Array(0) : new Int32Array(this.#buffer, start, count);
  }

  #take(bytes: number): number {
    const start = this.used;
    this.used = Math.ceil((start + bytes) / lineBytes) * lineBytes;
    return start;
  }
}

import { type Csr, edgesEnd, edgesStart } from './csr.ts';

/** Values beside the edges of rows: those of the old rows, and those of the rows that take their place. */
export interface SplicedColumn {
  readonly old: Float64Array;
  readonly fresh: Float64Array;
}

/** Rows with some of them exchanged; nothing is shared with what they were made of. */
export interface SplicedRows {
  readonly csr: Csr;
  /** One for each column given, aligned to the slots of `csr`. */
  readonly columns: readonly Float64Array[];
}

/**
 * Returns `old` with the rows of `nodes` (ascending, each once) exchanged for those of `fresh`; a node beyond the old
 * rows makes more of them. Whole blocks are copied between the exchanged rows. Cost: O(rows + edges), mostly memory
 * bandwidth.
 */
export function spliceRows(
  old: Csr,
  fresh: Csr,
  nodes: Uint32Array,
  columns: readonly SplicedColumn[],
): SplicedRows {
  if (nodes.length === 0) return { csr: old, columns: columns.map((column) => column.old) };
  const oldRows = old.offsets.length - 1;
  const firstNode = oldRows === 0 ? nodes[0]! : Math.min(old.firstNode, nodes[0]!);
  const endNode = Math.max(oldRows === 0 ? 0 : old.firstNode + oldRows, nodes[nodes.length - 1]! + 1);
  const copies = copiesOf(old, fresh, nodes, firstNode, endNode);
  return {
    csr: {
      firstNode,
      offsets: copies.offsets,
      targets: copied(copies, old.targets, fresh.targets, new Uint32Array(copies.edgeCount)),
      weights: copied(copies, old.weights, fresh.weights, new Float64Array(copies.edgeCount)),
    },
    columns: columns.map((column) =>
      copied(copies, column.old, column.fresh, new Float64Array(copies.edgeCount)),
    ),
  };
}

/**
 * Returns the transposed rows that belong to `spliceRows`: of every target that the exchanged rows had or have, the row
 * without the old edges and with the fresh ones, sorted by source. `old` is the transpose, `before` and `fresh` hold
 * the exchanged rows of `sources` as they were and as they are. Cost: as `spliceRows`.
 */
export function spliceTransposed(old: Csr, before: Csr, fresh: Csr, sources: Uint32Array): Csr {
  const touched = new Map<number, { readonly source: number; readonly weight: number }[]>();
  for (const source of sources) {
    for (let slot = edgesStart(before, source); slot < edgesEnd(before, source); slot++)
      if (!touched.has(before.targets[slot]!)) touched.set(before.targets[slot]!, []);
    for (let slot = edgesStart(fresh, source); slot < edgesEnd(fresh, source); slot++) {
      const target = fresh.targets[slot]!;
      const entry = { source, weight: fresh.weights[slot]! };
      const entries = touched.get(target);
      if (entries === undefined) touched.set(target, [entry]);
      else entries.push(entry);
    }
  }
  const nodes = Uint32Array.from(touched.keys()).sort();
  const isTouchedSource = new Set(sources);
  const rows = [...nodes].map((node) => {
    const entries = touched.get(node)!;
    for (let slot = edgesStart(old, node); slot < edgesEnd(old, node); slot++) {
      const source = old.targets[slot]!;
      if (!isTouchedSource.has(source)) entries.push({ source, weight: old.weights[slot]! });
    }
    // Stable, so that parallel edges keep the order they have in the row of their source.
    return entries.sort((left, right) => left.source - right.source);
  });
  return spliceRows(old, rowsOf(nodes, rows), nodes, []).csr;
}

/** Rows of some nodes as a CSR; nodes in between have none. */
function rowsOf(
  nodes: Uint32Array,
  rows: readonly (readonly { readonly source: number; readonly weight: number }[])[],
): Csr {
  const firstNode = nodes[0] ?? 0;
  const rowCount = nodes.length === 0 ? 0 : nodes[nodes.length - 1]! - firstNode + 1;
  const offsets = new Uint32Array(rowCount + 1);
  rows.forEach((row, position) => {
    offsets[nodes[position]! - firstNode + 1] = row.length;
  });
  for (let row = 1; row <= rowCount; row++) offsets[row]! += offsets[row - 1]!;
  const flat = rows.flat();
  return {
    firstNode,
    offsets,
    targets: Uint32Array.from(flat, ({ source }) => source),
    weights: Float64Array.from(flat, ({ weight }) => weight),
  };
}

/** Where blocks of edges come from and where they go. */
interface Copies {
  readonly offsets: Uint32Array;
  readonly edgeCount: number;
  readonly blocks: readonly {
    readonly isFresh: boolean;
    readonly start: number;
    readonly end: number;
    readonly to: number;
  }[];
}

function copiesOf(old: Csr, fresh: Csr, nodes: Uint32Array, firstNode: number, endNode: number): Copies {
  const offsets = new Uint32Array(endNode - firstNode + 1);
  const blocks: Copies['blocks'][number][] = [];
  let edgeCount = 0;
  let next = firstNode;
  const copyOld = (until: number): void => {
    const start = slotBefore(old, next);
    const end = slotBefore(old, until);
    blocks.push({ isFresh: false, start, end, to: edgeCount });
    for (let node = next; node < until; node++)
      offsets[node - firstNode + 1] = edgeCount + slotBefore(old, node + 1) - start;
    edgeCount += end - start;
    next = until;
  };
  for (const node of nodes) {
    copyOld(node);
    const start = edgesStart(fresh, node);
    const end = edgesEnd(fresh, node);
    blocks.push({ isFresh: true, start, end, to: edgeCount });
    edgeCount += end - start;
    offsets[node - firstNode + 1] = edgeCount;
    next = node + 1;
  }
  copyOld(endNode);
  return { offsets, edgeCount, blocks };
}

/** The slot at which the row of a node begins, also for nodes before and after the rows. */
function slotBefore(csr: Csr, node: number): number {
  const row = Math.max(0, Math.min(csr.offsets.length - 1, node - csr.firstNode));
  return csr.offsets[row]!;
}

function copied<Values extends Uint32Array | Float64Array>(
  { blocks }: Copies,
  old: Values,
  fresh: Values,
  out: Values,
): Values {
  for (const { isFresh, start, end, to } of blocks) out.set((isFresh ? fresh : old).subarray(start, end), to);
  return out;
}

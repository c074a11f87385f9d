import type { Csr } from '../../graph/csr.ts';

/**
 * Returns the side of each node, 0 or 1, so that the ends of every edge of positive weight lie on different sides, or
 * null where that cannot be (an odd circle, a self-loop). Each connected part puts its smaller half on side 0; where a
 * node without edges stands means nothing. `Uint8Array`, one entry a node. Cost: O(edges × α(nodes)), 10 bytes a node.
 * Source: disjoint sets with path compression (Tarjan 1975), each node keeping its parity to the root.
 */
export function twoSides(nodeCount: number, edges: readonly Csr[]): Uint8Array | null {
  const parents = Uint32Array.from({ length: nodeCount }, (_, node) => node);
  const parities = new Uint8Array(nodeCount);
  const ranks = new Uint8Array(nodeCount);
  for (const { firstNode, offsets, targets, weights } of edges) {
    for (let row = 0; row < offsets.length - 1; row++) {
      for (let slot = offsets[row]!; slot < offsets[row + 1]!; slot++) {
        if (weights[slot] === 0) continue;
        if (!join(parents, parities, ranks, firstNode + row, targets[slot]!)) return null;
      }
    }
  }
  return sidesOf(parents, parities);
}

/** Puts two nodes on different sides; false where they are already known to be on one. */
function join(
  parents: Uint32Array,
  parities: Uint8Array,
  ranks: Uint8Array,
  left: number,
  right: number,
): boolean {
  const leftRoot = rootOf(parents, parities, left);
  const rightRoot = rootOf(parents, parities, right);
  if (leftRoot === rightRoot) return parities[left] !== parities[right];
  const parity = parities[left]! ^ parities[right]! ^ 1;
  const isLeftLower = ranks[leftRoot]! < ranks[rightRoot]!;
  const [child, root] = isLeftLower ? [leftRoot, rightRoot] : [rightRoot, leftRoot];
  parents[child] = root;
  parities[child] = parity;
  if (ranks[leftRoot] === ranks[rightRoot]) ranks[root]!++;
  return true;
}

/** Returns the root and makes it the parent of all on the way; `parities` of the node is then that to the root. */
function rootOf(parents: Uint32Array, parities: Uint8Array, node: number): number {
  let root = node;
  let parity = 0;
  while (parents[root] !== root) {
    parity ^= parities[root]!;
    root = parents[root]!;
  }
  let next = node;
  while (parents[next] !== root && next !== root) {
    const parent = parents[next]!;
    const own = parities[next]!;
    parents[next] = root;
    parities[next] = parity;
    parity ^= own;
    next = parent;
  }
  return root;
}

function sidesOf(parents: Uint32Array, parities: Uint8Array): Uint8Array {
  const balance = new Int32Array(parents.length);
  for (let node = 0; node < parents.length; node++) {
    const root = rootOf(parents, parities, node);
    balance[root]! += parities[node] === 0 ? 1 : -1;
  }
  const sides = new Uint8Array(parents.length);
  for (let node = 0; node < parents.length; node++) {
    const root = rootOf(parents, parities, node);
    sides[node] = parities[node]! ^ (balance[root]! > 0 ? 1 : 0);
  }
  return sides;
}

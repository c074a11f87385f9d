import { assert } from '../assert.ts';
import { type Csr, edgesEnd, edgesStart } from '../graph/csr.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';
import {
  costUnit,
  degreeCost,
  type PathStep,
  type StepContext,
  stepContext,
  stepsFrom,
} from './node-steps.ts';
import { createSearchQueue, type PartialPath, type SearchQueue } from './search-queue.ts';

/** What to search: two different nodes, by index. */
export interface PathSearch {
  readonly from: number;
  readonly to: number;
  /** Most paths, at most `pathLimits.pathsMax`. */
  readonly limit: number;
  /** Most relationships of a path, at most `pathLimits.lengthMax`. */
  readonly lengthMax: number;
  /** Fewest people behind a step through other users. */
  readonly peopleMin: number;
  /** Most edges looked at; `pathLimits.edgesMax` where absent. */
  readonly edgesMax?: number;
  /** Most beginnings of paths kept; `pathLimits.beginningsMax` where absent. */
  readonly beginningsMax?: number;
}

/** A path between the ends. Other users are no nodes of it: a step through them is one step with their number. */
export interface FoundWay {
  /** Shown nodes in order, both ends included. */
  readonly nodes: readonly number[];
  /** One fewer than nodes. */
  readonly steps: readonly PathStep[];
  /** Sum over the nodes passed of log2(1 + degree), in bits. */
  readonly cost: number;
}

/** The cheapest paths; `truncated` where the search gave up before it knew all that were asked for. */
export interface FoundWays {
  readonly paths: readonly FoundWay[];
  readonly truncated: boolean;
}

/** Bounds of a search. */
export const pathLimits = {
  pathsMax: 50,
  lengthMax: 6,
  edgesMax: 20_000_000,
  beginningsMax: 500_000,
} as const;

/**
 * Returns the cheapest simple paths between two nodes over all relations, both ways, by rising cost; ties in the order
 * of node indices, then of relations. A node passed costs log2(1 + degree), so hubs cost. Users who are not an end
 * are never passed by name: a step through at least `peopleMin` of them counts as one, fewer are no way, and neither
 * is a chain of two unnamed users. When either bound is met, the paths found are still the cheapest ones, in order.
 * Method: from the target, the least cost to go for each node and number of remaining steps (dynamic programming over
 * the nodes within reach of both ends); from the source, A* over simple paths with that bound, which never
 * overestimates because the users behind a step cost at least the cheapest of them. Cost: O(lengthMax × edges) for the
 * bound, then at most `edgesMax` edges; lengthMax arrays of one number a node and at most `beginningsMax` beginnings.
 */
export function searchPaths(snapshot: GraphSnapshot, search: PathSearch): FoundWays {
  const { from, to, limit, lengthMax } = search;
  assert(from !== to, 'a path has two different ends');
  assert(limit >= 1 && limit <= pathLimits.pathsMax, 'the number of paths is within its limit');
  assert(lengthMax >= 1 && lengthMax <= pathLimits.lengthMax, 'the length of paths is within its limit');
  const context = stepContext(snapshot, [from, to], search.peopleMin);
  const costs = Float64Array.from(context.degrees, degreeCost);
  const bounds = costsToGo(context.matrices, costs, search);
  const paths: FoundWay[] = [];
  const queue = createSearchQueue();
  const start = bounds[lengthMax]![from]!;
  if (start < Number.POSITIVE_INFINITY) {
    queue.push({ nodes: [from], steps: [], length: 0, cost: 0, bound: start });
  }
  const left = {
    edges: search.edgesMax ?? pathLimits.edgesMax,
    beginnings: search.beginningsMax ?? pathLimits.beginningsMax,
  };
  const expansion = {
    context,
    costs,
    bounds,
    search,
    queue,
    stepsOf: new Map<number, readonly PathStep[]>(),
    left,
  };
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (path.nodes.at(-1) === to) {
      paths.push({ nodes: path.nodes, steps: path.steps, cost: path.cost / costUnit });
      if (paths.length === limit) return { paths, truncated: false };
    } else if (!expand(expansion, path)) {
      return { paths, truncated: true };
    }
  }
  return { paths, truncated: false };
}

interface Expansion {
  readonly context: StepContext;
  readonly costs: ArrayLike<number>;
  readonly bounds: readonly Float64Array[];
  readonly search: PathSearch;
  readonly queue: SearchQueue;
  /** Steps of the nodes expanded so far: a node is often reached by many beginnings. */
  readonly stepsOf: Map<number, readonly PathStep[]>;
  /** What may still be spent. */
  readonly left: { edges: number; beginnings: number };
}

/** Queues every continuation of a beginning that can still reach the target; false when that would cost too much. */
function expand(expansion: Expansion, path: PartialPath): boolean {
  const { costs, bounds, search, queue, left } = expansion;
  const node = path.nodes.at(-1)!;
  const steps = stepsOf(expansion, node);
  if (steps === null) return false;
  const passed = path.cost + (path.steps.length === 0 ? 0 : costs[node]!);
  for (const step of steps) {
    const length = path.length + step.relations.length;
    if (length > search.lengthMax || path.nodes.includes(step.node)) continue;
    const cost = passed + step.peopleCost;
    const isEnd = step.node === search.to;
    const bound = isEnd ? cost : cost + costs[step.node]! + bounds[search.lengthMax - length]![step.node]!;
    if (bound === Number.POSITIVE_INFINITY) continue;
    if (left.beginnings-- === 0) return false;
    queue.push({ nodes: [...path.nodes, step.node], steps: [...path.steps, step], length, cost, bound });
  }
  return true;
}

function stepsOf(expansion: Expansion, node: number): readonly PathStep[] | null {
  const known = expansion.stepsOf.get(node);
  if (known !== undefined) return known;
  const made = stepsFrom(expansion.context, node, expansion.left.edges);
  if (made === null) return null;
  expansion.left.edges -= made.work;
  expansion.stepsOf.set(node, made.steps);
  return made.steps;
}

/**
 * Returns for each number of steps (0 to lengthMax) the least cost of the nodes between a node and the target, in units
 * of `costUnit`, Infinity where the target is too far. Users count as nodes here, which makes it a lower bound. Nodes
 * that the source does not reach in the steps left over stay at Infinity.
 */
function costsToGo(matrices: readonly Csr[], costs: ArrayLike<number>, search: PathSearch): Float64Array[] {
  const { from, to, lengthMax } = search;
  const distances = hopsFrom(matrices, costs.length, from, lengthMax);
  const bounds = [new Float64Array(costs.length).fill(Number.POSITIVE_INFINITY)];
  bounds[0]![to] = 0;
  let frontier = [to];
  for (let steps = 1; steps <= lengthMax; steps++) {
    const previous = bounds[steps - 1]!;
    const next = previous.slice();
    const improved = new Set<number>();
    for (const node of frontier) {
      if (node === from) continue;
      const through = previous[node]! + (node === to ? 0 : costs[node]!);
      for (const csr of matrices) {
        const end = edgesEnd(csr, node);
        for (let slot = edgesStart(csr, node); slot < end; slot++) {
          const neighbour = csr.targets[slot]!;
          if (through >= next[neighbour]! || distances[neighbour]! > lengthMax - steps) continue;
          next[neighbour] = through;
          improved.add(neighbour);
        }
      }
    }
    bounds.push(next);
    frontier = [...improved];
  }
  return bounds;
}

/** Returns the number of steps from a node to each other one, 255 beyond `hopsMax`. */
function hopsFrom(matrices: readonly Csr[], nodeCount: number, from: number, hopsMax: number): Uint8Array {
  const hops = new Uint8Array(nodeCount).fill(255);
  hops[from] = 0;
  let frontier = [from];
  for (let step = 1; step <= hopsMax; step++) {
    const next: number[] = [];
    for (const node of frontier) {
      for (const csr of matrices) {
        const end = edgesEnd(csr, node);
        for (let slot = edgesStart(csr, node); slot < end; slot++) {
          const neighbour = csr.targets[slot]!;
          if (hops[neighbour] !== 255) continue;
          hops[neighbour] = step;
          next.push(neighbour);
        }
      }
    }
    frontier = next;
  }
  return hops;
}

import { assert } from '../../assert.ts';
import type { GraphSnapshot } from '../../graph/snapshot.ts';
import {
  costUnit,
  degreeCost,
  type PathStep,
  type StepContext,
  type StepWays,
  stepContext,
  stepsFrom,
} from '../node-steps.ts';
import type { MetaPath } from './pattern.ts';
import { type PatternPlan, patternBounds, patternPlan } from './pattern-bounds.ts';
import { costsToGo } from './search-bounds.ts';
import { createSearchQueue, type PartialPath, type SearchQueue } from './search-queue.ts';

/** What to search: two different nodes, by index. */
export interface PathSearch {
  readonly from: number;
  readonly to: number;
  /** Most paths, at most `pathLimits.pathsMax`. */
  readonly limit: number;
  /** Most relationships of a path, at most `pathLimits.lengthMax`; with a pattern, its number of steps. */
  readonly lengthMax: number;
  /** Fewest people behind a step through other users. */
  readonly peopleMin: number;
  /** The form that paths must have; any form where absent. */
  readonly pattern?: MetaPath;
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

/** Edges looked at, about, between two chances to stop. */
const edgesBetweenYields = 500_000;

/**
 * Searches the cheapest simple paths between two nodes, both ways along every relationship or in the form of a pattern,
 * by rising cost; ties in the order of node indices, then of relations. A node passed costs log2(1 + degree), so hubs
 * cost. Users who are not an end are never passed by name: a step through at least `peopleMin` of them counts as one,
 * fewer are no way, and neither is a chain of two unnamed users. When a bound is met, the paths found are still the
 * cheapest ones, in order. A generator: it yields now and then, and sending `true` makes it return what it has.
 * Method: from both ends, the least cost to go for each node and number of remaining steps (dynamic programming over
 * the nodes within reach of both); from the source, A* over simple paths with that bound, which never overestimates
 * because the users behind a step cost at least the cheapest of them. Cost: O(lengthMax × edges) for the
 * bound, then at most `edgesMax` edges; lengthMax arrays of one number a node and at most `beginningsMax` beginnings.
 */
export function* searchPaths(
  snapshot: GraphSnapshot,
  search: PathSearch,
): Generator<undefined, FoundWays, boolean> {
  const { from, to, limit, lengthMax } = search;
  assert(from !== to, 'a path has two different ends');
  assert(limit >= 1 && limit <= pathLimits.pathsMax, 'the number of paths is within its limit');
  assert(lengthMax >= 1 && lengthMax <= pathLimits.lengthMax, 'the length of paths is within its limit');
  const expansion = yield* expansionOf(snapshot, search);
  const { queue, left } = expansion;
  const paths: FoundWay[] = [];
  if (yield undefined) return { paths, truncated: true };
  let yieldAt = left.edges - edgesBetweenYields;
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (path.nodes.at(-1) === to) {
      paths.push({ nodes: path.nodes, steps: path.steps, cost: path.cost / costUnit });
      if (paths.length === limit) return { paths, truncated: false };
    } else if (!expand(expansion, path)) {
      return { paths, truncated: true };
    }
    if (left.edges > yieldAt) continue;
    yieldAt = left.edges - edgesBetweenYields;
    if (yield undefined) return { paths, truncated: true };
  }
  return { paths, truncated: false };
}

interface Expansion {
  readonly context: StepContext;
  readonly costs: ArrayLike<number>;
  readonly bounds: readonly Float64Array[];
  readonly search: PathSearch;
  readonly plan: PatternPlan | null;
  readonly queue: SearchQueue;
  /** Steps of the nodes expanded so far, one map a position of a plan: many beginnings reach a node. */
  readonly stepsOf: readonly Map<number, readonly PathStep[]>[];
  /** What may still be spent. */
  readonly left: { edges: number; beginnings: number };
}

function* expansionOf(snapshot: GraphSnapshot, search: PathSearch): Generator<undefined, Expansion, boolean> {
  const { from, to, lengthMax, pattern } = search;
  const context = stepContext(snapshot, [from, to], search.peopleMin);
  const costs = Float64Array.from(context.degrees, degreeCost);
  const plan = pattern === undefined ? null : patternPlan(snapshot, pattern);
  assert(plan === null || plan.length === lengthMax, 'a pattern has as many steps as its paths');
  const bounds =
    plan === null
      ? yield* costsToGo(context.matrices, costs, search)
      : yield* patternBounds(snapshot, plan, costs, search);
  const queue = createSearchQueue();
  const start = bounds[lengthMax]![from]!;
  if (start < Number.POSITIVE_INFINITY) {
    queue.push({ nodes: [from], steps: [], length: 0, cost: 0, bound: start });
  }
  return {
    context,
    costs,
    bounds,
    search,
    plan,
    queue,
    stepsOf: Array.from({ length: plan?.length ?? 1 }, () => new Map()),
    left: {
      edges: search.edgesMax ?? pathLimits.edgesMax,
      beginnings: search.beginningsMax ?? pathLimits.beginningsMax,
    },
  };
}

/** Queues every continuation of a beginning that can still reach the target; false when that would cost too much. */
function expand(expansion: Expansion, path: PartialPath): boolean {
  const { costs, bounds, search, plan, queue, left } = expansion;
  const node = path.nodes.at(-1)!;
  const steps = stepsOf(expansion, node, path.length);
  if (steps === null) return false;
  const passed = path.cost + (path.steps.length === 0 ? 0 : costs[node]!);
  for (const step of steps) {
    const length = path.length + step.relations.length;
    if (length > search.lengthMax || path.nodes.includes(step.node)) continue;
    const cost = passed + step.peopleCost;
    const isEnd = step.node === search.to;
    if (isEnd && plan !== null && length < plan.length) continue;
    const bound = isEnd ? cost : cost + costs[step.node]! + bounds[search.lengthMax - length]![step.node]!;
    if (bound === Number.POSITIVE_INFINITY) continue;
    if (left.beginnings-- === 0) return false;
    queue.push({ nodes: [...path.nodes, step.node], steps: [...path.steps, step], length, cost, bound });
  }
  return true;
}

function stepsOf(expansion: Expansion, node: number, length: number): readonly PathStep[] | null {
  const { context, plan, left } = expansion;
  const kept = expansion.stepsOf[plan === null ? 0 : length]!;
  const known = kept.get(node);
  if (known !== undefined) return known;
  const made = stepsFrom(context, node, left.edges, plan === null ? null : stepWays(expansion, plan, length));
  if (made === null) return null;
  left.edges -= made.work;
  kept.set(node, made.steps);
  return made.steps;
}

/** What a plan allows from a position on; other people only where it names a user. */
function stepWays({ context }: Expansion, plan: PatternPlan, position: number): StepWays {
  const passesPeople = plan.ranges[position + 1]!.start === context.users.start;
  return {
    first: plan.matrices[position]!,
    second: passesPeople ? (plan.matrices[position + 1] ?? []) : [],
  };
}

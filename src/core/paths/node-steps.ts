import { type Csr, edgesEnd, edgesStart } from '../graph/csr.ts';
import { labelRange } from '../graph/keys.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';

/** A relationship as walked: its relation's position in the snapshot, with or against its direction. */
export interface WalkedRelation {
  readonly relation: number;
  readonly isForward: boolean;
}

/** A way from one shown node to the next: one relationship, or two with people between them. */
export interface PathStep {
  readonly node: number;
  /** One entry, or two where `people` is set. */
  readonly relations: readonly WalkedRelation[];
  /** Number of users between the two nodes, null for a single relationship. They stay unnamed. */
  readonly people: number | null;
  /** Cost of the users passed, in units of `costUnit`; 0 for a single relationship. */
  readonly peopleCost: number;
  /** Orders the steps to one node: single relationships first, then by relation and direction. */
  readonly order: number;
}

/** Costs are integers so that equal costs are equal whatever the order of their sum: 2^20 units to a bit. */
export const costUnit: number = 2 ** 20;

/** Returns the number of relationships of each node, both ways; parallel ones count each, self-loops twice. */
export function nodeDegrees(snapshot: GraphSnapshot): Uint32Array {
  const degrees = new Uint32Array(snapshot.keys.count);
  for (const relation of snapshot.relations) {
    for (const csr of [relation.forward, relation.backward]) {
      for (let row = 0; row < csr.offsets.length - 1; row++) {
        degrees[csr.firstNode + row]! += csr.offsets[row + 1]! - csr.offsets[row]!;
      }
    }
  }
  return degrees;
}

/** Returns log2(1 + degree) in units of `costUnit`, rounded. */
export function degreeCost(degree: number): number {
  return Math.round(Math.log2(1 + degree) * costUnit);
}

/** All relations both ways; the position gives relation and direction: 2 × relation + (0 forward, 1 backward). */
export function walkedMatrices(snapshot: GraphSnapshot): readonly Csr[] {
  return snapshot.relations.flatMap((relation) => [relation.forward, relation.backward]);
}

/** What steps are made of: the graph, who may be shown, and from how many people on a step through them counts. */
export interface StepContext {
  readonly matrices: readonly Csr[];
  /** Every position of `matrices`. */
  readonly all: readonly number[];
  readonly degrees: Uint32Array;
  readonly users: { readonly start: number; readonly end: number };
  /** The ends of the path: users among them are shown. */
  readonly ends: readonly number[];
  readonly peopleMin: number;
}

/** Returns the context of a search between two nodes. Cost: O(edges). */
export function stepContext(
  snapshot: GraphSnapshot,
  ends: readonly number[],
  peopleMin: number,
): StepContext {
  const matrices = walkedMatrices(snapshot);
  return {
    matrices,
    all: matrices.map((_, position) => position),
    degrees: nodeDegrees(snapshot),
    users: labelRange(snapshot.keys, 'User'),
    ends,
    peopleMin,
  };
}

/** Whether a node is a user who is not an end of the path. */
export function isHidden(context: StepContext, node: number): boolean {
  return node >= context.users.start && node < context.users.end && !context.ends.includes(node);
}

/** Positions of `matrices` that a step may walk: its own relationship, and the one after hidden users. */
export interface StepWays {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/**
 * Returns every step from a shown node to shown nodes along the given ways (all of them where null), or null when more than `edgesMax` edges would be looked at.
 * Parallel relationships of one type and direction are one step; self-loops are none. Steps through hidden users are
 * counted for each pair of relations, distinct users only, and kept from `peopleMin` on; they cost log2(1 + mean
 * degree) of those users, so that no single person's degree shows. `work` counts the edges looked at.
 */
export function stepsFrom(
  context: StepContext,
  node: number,
  edgesMax: number,
  ways: StepWays | null = null,
): { readonly steps: readonly PathStep[]; readonly work: number } | null {
  const { first: firsts, second: seconds } = ways ?? { first: context.all, second: context.all };
  const steps: PathStep[] = [];
  const groups = new Map<number, PeopleGroup>();
  let work = 0;
  for (const first of firsts) {
    for (const neighbour of distinctTargets(context.matrices[first]!, node)) {
      work++;
      if (!isHidden(context, neighbour)) {
        if (neighbour !== node) steps.push(singleStep(neighbour, first));
        continue;
      }
      if (seconds.length === 0) continue;
      work += context.degrees[neighbour]!;
      if (work > edgesMax) return null;
      countPerson(context, groups, { from: node, first, seconds }, neighbour);
    }
    if (work > edgesMax) return null;
  }
  for (const group of groups.values()) {
    if (group.people >= context.peopleMin) steps.push(peopleStep(group, context.matrices.length));
  }
  return { steps, work };
}

interface PeopleGroup {
  readonly node: number;
  readonly first: number;
  readonly second: number;
  people: number;
  degreeSum: number;
}

/** Adds one hidden user to the group of each way that leads from her to a shown node. */
function countPerson(
  context: StepContext,
  groups: Map<number, PeopleGroup>,
  {
    from,
    first,
    seconds,
  }: { readonly from: number; readonly first: number; readonly seconds: readonly number[] },
  person: number,
): void {
  const matrixCount = context.matrices.length;
  for (const second of seconds) {
    for (const node of distinctTargets(context.matrices[second]!, person)) {
      if (node === from || isHidden(context, node)) continue;
      const key = (node * matrixCount + first) * matrixCount + second;
      let group = groups.get(key);
      if (group === undefined) {
        group = { node, first, second, people: 0, degreeSum: 0 };
        groups.set(key, group);
      }
      group.people++;
      group.degreeSum += context.degrees[person]!;
    }
  }
}

/** Targets of a row are sorted, so parallel edges stand side by side. */
function* distinctTargets(csr: Csr, node: number): Generator<number> {
  const end = edgesEnd(csr, node);
  let last = -1;
  for (let slot = edgesStart(csr, node); slot < end; slot++) {
    const target = csr.targets[slot]!;
    if (target === last) continue;
    last = target;
    yield target;
  }
}

function singleStep(node: number, matrix: number): PathStep {
  return { node, relations: [walked(matrix)], people: null, peopleCost: 0, order: matrix };
}

function peopleStep(group: PeopleGroup, matrixCount: number): PathStep {
  return {
    node: group.node,
    relations: [walked(group.first), walked(group.second)],
    people: group.people,
    peopleCost: degreeCost(group.degreeSum / group.people),
    order: matrixCount * (1 + group.first) + group.second,
  };
}

function walked(matrix: number): WalkedRelation {
  return { relation: matrix >> 1, isForward: (matrix & 1) === 0 };
}

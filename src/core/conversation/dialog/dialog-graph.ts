import { buildCsr, type Csr, type EdgeList, edgesEnd, edgesStart, sortedEdgeOrder } from '../../graph/csr.ts';
import type { DialogMention } from './dialog-record.ts';
import { factWeights } from './dialog-settings.ts';

/** What the graph is made of; entities are integers from 0 to entityCount - 1. */
export interface DialogGraphSource {
  readonly entityCount: number;
  readonly triples: readonly { readonly head: number; readonly relation: string; readonly tail: number }[];
  /** Entities of each earlier dialog in the order in which they were named. */
  readonly mentions: readonly (readonly number[])[];
}

/** Weights of edges by target, one map a source. */
type Rows = Map<number, number>[];

/** Entities of one dialog that are paired at most: their number of pairs grows with the square. */
const entitiesPairedMax = 100;

/** Returns the facts that count (`factWeights`), both ways; facts of one pair add up. Cost: O(facts). */
export function buildFacts({ entityCount, triples }: DialogGraphSource): Csr {
  const rows = emptyRows(entityCount);
  for (const { head, relation, tail } of triples) {
    const weight = factWeights[relation];
    if (weight !== undefined && head !== tail) addBothWays(rows, head, tail, weight);
  }
  return csrOf(rows);
}

/**
 * Returns the edges that a walk takes from entities of a dialog, both ways: facts of the knowledge graph, and co-mentions
 * in earlier dialogs. Each of the two layers sums to its share at every entity it reaches, so a fact counts as little
 * beside co-mentions whatever the degrees. A pair of one dialog of n entities weighs
 * 1 / (log2(1 + n) √distance), distance = how many mentions lie between, from 1. Cost: O(facts + pairs of each dialog).
 */
export function buildDialogGraph(source: DialogGraphSource, facts: Csr, factShare: number): Csr {
  const rows = comentionRows(source);
  for (const row of rows) scaleRow(row, 1 - factShare);
  rows.forEach((row, node) => {
    const end = edgesEnd(facts, node);
    let sum = 0;
    for (let slot = edgesStart(facts, node); slot < end; slot++) sum += facts.weights[slot] ?? 0;
    for (let slot = edgesStart(facts, node); slot < end; slot++)
      add(row, facts.targets[slot] ?? 0, (factShare * (facts.weights[slot] ?? 0)) / sum);
  });
  return csrOf(rows);
}

/** Dialogs that are added to each entity's, so that a pair of rare ones is not sure of each other. */
const shrinkage = 5;

/**
 * Returns edges between the entities of each earlier dialog, both ways: how far two are named by the same dialogs,
 * n_ab / √((n_a + s)(n_b + s)), a cosine that `shrinkage` s damps. Unlike the walk this compares with how often both are
 * named. Cost: pairs of each dialog.
 */
export function buildCompanions({ entityCount, mentions }: DialogGraphSource): Csr {
  const counts = new Float64Array(entityCount);
  for (const named of mentions) {
    for (const entity of new Set(named)) counts[entity] = (counts[entity] ?? 0) + 1;
  }
  const sizes = counts.map((count) => Math.sqrt(count + shrinkage));
  const rows = emptyRows(entityCount);
  eachPair(mentions, (first, second) => {
    addBothWays(rows, first, second, 1 / ((sizes[first] ?? 1) * (sizes[second] ?? 1)));
  });
  return csrOf(rows);
}

/** Cosines are small beside 1; times this, the logarithm tells them apart. */
const companionScale = 10;

/**
 * Returns one score an entity, ≥ 0: ln(1 + 10 × the sum of its companionship with those mentioned), where an older
 * mention counts `recency` to its age. Cost: companions of the mentioned.
 */
export function companionScores(
  companions: Csr,
  mentioned: readonly DialogMention[],
  recency: number,
): Float64Array {
  const scores = new Float64Array(companions.offsets.length - 1);
  for (const { entity, age } of mentioned) {
    const weight = companionScale * recency ** age;
    const end = edgesEnd(companions, entity);
    for (let slot = edgesStart(companions, entity); slot < end; slot++) {
      const other = companions.targets[slot] ?? 0;
      scores[other] = (scores[other] ?? 0) + weight * (companions.weights[slot] ?? 0);
    }
  }
  return scores.map((score) => Math.log1p(score));
}

/**
 * Returns one score an entity, ≥ 0: ln(1 + what it shares). A fact with a mentioned entity counts its weight; a value that
 * it shares with a mentioned movie the product of both weights, divided by the root of how many entities have that value.
 * An older mention counts `recency` to its age. Cost: facts of the values of mentioned movies.
 */
export function sharedFactScores(
  facts: Csr,
  isMovie: Uint8Array,
  mentioned: readonly DialogMention[],
  recency: number,
): Float64Array {
  const scores = new Float64Array(isMovie.length);
  for (const { entity, age } of mentioned) {
    const end = edgesEnd(facts, entity);
    for (let slot = edgesStart(facts, entity); slot < end; slot++) {
      const value = facts.targets[slot] ?? 0;
      const weight = recency ** age * (facts.weights[slot] ?? 0);
      scores[value] = (scores[value] ?? 0) + weight;
      if (isMovie[entity] !== 1) continue;
      const [start, stop] = [edgesStart(facts, value), edgesEnd(facts, value)];
      for (let other = start; other < stop; other++) {
        const movie = facts.targets[other] ?? 0;
        if (movie === entity) continue;
        scores[movie] =
          (scores[movie] ?? 0) + (weight * (facts.weights[other] ?? 0)) / Math.sqrt(stop - start);
      }
    }
  }
  return scores.map((score) => Math.log1p(score));
}

function comentionRows(source: DialogGraphSource): Rows {
  const rows = emptyRows(source.entityCount);
  eachPair(source.mentions, (first, second, { distance, entities }) => {
    addBothWays(rows, first, second, 1 / (Math.log2(1 + entities) * Math.sqrt(distance)));
  });
  return rows;
}

/** Calls back once a pair of different entities of each dialog. */
function eachPair(
  mentions: DialogGraphSource['mentions'],
  onPair: (first: number, second: number, pair: { distance: number; entities: number }) => void,
): void {
  for (const named of mentions) {
    const entities = [...new Set(named)].slice(0, entitiesPairedMax);
    entities.forEach((first, place) => {
      entities.slice(place + 1).forEach((second, between) => {
        onPair(first, second, { distance: between + 1, entities: entities.length });
      });
    });
  }
}

function emptyRows(entityCount: number): Rows {
  return Array.from({ length: entityCount }, () => new Map());
}

function addBothWays(rows: Rows, first: number, second: number, weight: number): void {
  add(rows[first], second, weight);
  add(rows[second], first, weight);
}

function add(row: Map<number, number> | undefined, target: number, weight: number): void {
  row?.set(target, (row.get(target) ?? 0) + weight);
}

/** Scales a row so that it sums to `share`. */
function scaleRow(row: Map<number, number>, share: number): void {
  let sum = 0;
  for (const weight of row.values()) sum += weight;
  for (const [target, weight] of row) row.set(target, (share * weight) / sum);
}

function csrOf(rows: Rows): Csr {
  const count = rows.reduce((sum, row) => sum + row.size, 0);
  const sources = new Uint32Array(count);
  const targets = new Uint32Array(count);
  const weights = new Float64Array(count);
  let edge = 0;
  rows.forEach((row, source) => {
    for (const [target, weight] of row) {
      sources[edge] = source;
      targets[edge] = target;
      weights[edge++] = weight;
    }
  });
  const list: EdgeList = { count, sources, targets, weights };
  return buildCsr(list, sortedEdgeOrder(list, rows.length), 0, rows.length);
}

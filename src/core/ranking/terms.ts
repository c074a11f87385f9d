import type { GraphManifest } from '../../contract/types.ts';
import { buildCsr, type Csr, sortedEdgeOrder, transpose } from '../graph/csr.ts';
import { labelRange } from '../graph/keys.ts';
import { type GraphSnapshot, type NodeRange, type RelationEdges, relationOf } from '../graph/snapshot.ts';

/** Settings where the manifest is silent: weights are masses beside the walk, which has 1; exponents dimensionless. */
export const termDefaults = {
  relationWeight: 0.003,
  popularityExponent: 0.5,
  hubMax: 3000,
  aspectWeight: 0.2,
  aspectSmoothing: 2,
} as const;

/** One relation as ranking sees it: items beside the entities they share, or items beside items. */
export interface RelationTerm {
  readonly type: string;
  /** `entity`: two items meet at an attribute; `direct`: an item is linked to an item, either way round. */
  readonly shape: 'entity' | 'direct';
  readonly weight: number;
  readonly popularityExponent: number;
  readonly hubMax: number;
  /** From item to the entities (or items) it is linked to, in either direction. */
  readonly neighbours: Csr;
  /** From entity to items; the same object as `neighbours` for a direct relation. */
  readonly items: Csr;
}

/** What users care about beside what items are praised and criticised for. Weights are numbers of opinions. */
export interface AspectTerm {
  readonly weight: number;
  readonly smoothing: number;
  readonly values: Csr | null;
  readonly minds: Csr | null;
  readonly praised: Csr | null;
  readonly criticised: Csr | null;
}

/**
 * Returns the terms of all links that touch items and weigh more than nothing, in code-unit order of types. What tuning
 * chose stands over what the manifest says.
 */
export function relationTerms(snapshot: GraphSnapshot, manifest: GraphManifest): RelationTerm[] {
  const terms: RelationTerm[] = [];
  for (const relation of snapshot.relations) {
    if (relation.role !== 'link') continue;
    const words = manifest.relations.find((entry) => entry.type === relation.type);
    const tuned = manifest.tuning?.relations.find((entry) => entry.type === relation.type);
    const given = tuned?.weight ?? words?.weight ?? termDefaults.relationWeight;
    const weight = words?.inverseOf === undefined ? given : 0;
    if (weight <= 0) continue;
    const settings = {
      type: relation.type,
      weight,
      popularityExponent:
        tuned?.popularityExponent ?? words?.popularityExponent ?? termDefaults.popularityExponent,
      hubMax: words?.hubMax ?? termDefaults.hubMax,
    };
    const items = labelRange(snapshot.keys, 'Item');
    const attributes = labelRange(snapshot.keys, 'Attribute');
    const entities = itemNeighbours(snapshot, relation, attributes);
    if (entities !== null) {
      const back = transpose(entities, attributes.start, attributes.end);
      terms.push({ ...settings, shape: 'entity', neighbours: entities, items: back });
    }
    const others = itemNeighbours(snapshot, relation, items);
    if (others !== null) terms.push({ ...settings, shape: 'direct', neighbours: others, items: others });
  }
  return terms;
}

/** Returns the aspect term, or null where no opinions are known or the manifest gives them no weight. */
export function aspectTerm(snapshot: GraphSnapshot, manifest: GraphManifest): AspectTerm | null {
  const weight = manifest.aspects?.weight ?? termDefaults.aspectWeight;
  const rows = (type: string): Csr | null => relationOf(snapshot, type)?.forward ?? null;
  const term = {
    weight,
    smoothing: manifest.aspects?.smoothing ?? termDefaults.aspectSmoothing,
    values: rows('VALUES'),
    minds: rows('MINDS'),
    praised: rows('PRAISED_FOR'),
    criticised: rows('CRITICISED_FOR'),
  };
  const isKnown = (term.values ?? term.minds) !== null && (term.praised ?? term.criticised) !== null;
  return weight > 0 && isKnown ? term : null;
}

/** Rows of all items with their neighbours in `range`, either way round, each once and without the item itself. */
function itemNeighbours(snapshot: GraphSnapshot, relation: RelationEdges, range: NodeRange): Csr | null {
  const items = labelRange(snapshot.keys, 'Item');
  const sources: number[] = [];
  const targets: number[] = [];
  for (const csr of [relation.forward, relation.backward]) {
    for (let row = 0; row < csr.offsets.length - 1; row++) {
      const node = csr.firstNode + row;
      if (node < items.start || node >= items.end) continue;
      for (let slot = csr.offsets[row]!; slot < csr.offsets[row + 1]!; slot++) {
        const target = csr.targets[slot]!;
        if (target < range.start || target >= range.end || target === node) continue;
        sources.push(node);
        targets.push(target);
      }
    }
  }
  return sources.length === 0 ? null : distinctRows(sources, targets, items, snapshot.keys.count);
}

function distinctRows(
  sources: readonly number[],
  targets: readonly number[],
  items: NodeRange,
  nodeCount: number,
): Csr {
  const list = {
    count: sources.length,
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    weights: new Float64Array(sources.length).fill(1),
  };
  const order = sortedEdgeOrder(list, nodeCount);
  const isNew = (edge: number, slot: number): boolean => {
    const before = order[slot - 1];
    return (
      before === undefined ||
      list.sources[before] !== list.sources[edge] ||
      list.targets[before] !== list.targets[edge]
    );
  };
  const kept = order.filter(isNew);
  return buildCsr({ ...list, count: kept.length }, kept, items.start, items.end);
}

import type { GraphManifest, Relation } from '../../contract/types.ts';
import type { Csr } from '../graph/csr.ts';
import { labelRange } from '../graph/keys.ts';
import { type GraphSnapshot, relationOf } from '../graph/snapshot.ts';

/**
 * Which items have what a conversation may ask for. A trait is a pair (relation, attribute), such as "directed by Ann
 * Lee", so that a person who directed one film and plays in another gives two traits. Items are counted from the
 * first item node; traits are ordered by relation of the manifest, then by attribute node.
 */
export interface AttributeIndex {
  /** Node index of item 0. */
  readonly itemStart: number;
  readonly itemCount: number;
  readonly traitCount: number;
  /** The askable relations in the order of the manifest. */
  readonly relations: readonly Relation[];
  /** Position in `relations`, one entry a trait. */
  readonly traitRelations: Uint16Array;
  /** Node index of the attribute, one entry a trait. */
  readonly traitAttributes: Uint32Array;
  /** Trait t has the items `traitItems[traitOffsets[t] .. traitOffsets[t + 1])`, ascending, each once. */
  readonly traitOffsets: Uint32Array;
  readonly traitItems: Uint32Array;
  /** Item i has the traits `itemTraits[itemOffsets[i] .. itemOffsets[i + 1])`, ascending. */
  readonly itemOffsets: Uint32Array;
  readonly itemTraits: Uint32Array;
}

/**
 * Returns the index of the relations that the manifest marks askable, read in both directions; of an inverse pair only
 * the relation that states it forwards is taken. Relations without edges between items and attributes give no trait.
 * Parallel edges count once. Cost: O(edges + items + traits), once a snapshot.
 */
export function buildAttributeIndex(snapshot: GraphSnapshot, manifest: GraphManifest): AttributeIndex {
  const items = labelRange(snapshot.keys, 'Item');
  const relations = askableRelations(manifest);
  const rows = relations.flatMap((relation, position) => traitRows(snapshot, relation.type, position));
  const traitOffsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, trait) => {
    traitOffsets[trait + 1] = (traitOffsets[trait] ?? 0) + row.items.length;
  });
  const traitItems = new Uint32Array(traitOffsets[rows.length] ?? 0);
  rows.forEach((row, trait) => {
    traitItems.set(row.items, traitOffsets[trait]);
  });
  const itemCount = items.end - items.start;
  return {
    itemStart: items.start,
    itemCount,
    traitCount: rows.length,
    relations,
    traitRelations: Uint16Array.from(rows, (row) => row.relation),
    traitAttributes: Uint32Array.from(rows, (row) => row.attribute),
    traitOffsets,
    traitItems,
    ...traitsByItem(traitOffsets, traitItems, itemCount),
  };
}

/** Returns the items of a trait, ascending: a view, not a copy. */
export function itemsOfTrait(index: AttributeIndex, trait: number): Uint32Array {
  return index.traitItems.subarray(index.traitOffsets[trait], index.traitOffsets[trait + 1]);
}

/** Returns the traits of an item, ascending: a view, not a copy. */
export function traitsOfItem(index: AttributeIndex, item: number): Uint32Array {
  return index.itemTraits.subarray(index.itemOffsets[item], index.itemOffsets[item + 1]);
}

/**
 * Returns the natural logarithm of the chance that somebody who wants an item opens with one given trait of it, all of
 * its traits being equally likely: -log of their number, 0 for an item without any.
 */
export function openingLogLikelihood(index: AttributeIndex, item: number): number {
  return -Math.log(Math.max(1, traitsOfItem(index, item).length));
}

/** Returns the traits of an attribute node: all of them, or those of one relation type. Cost: O(relations × log traits). */
export function traitsOfAttribute(
  index: AttributeIndex,
  attribute: number,
  relation: string | null,
): number[] {
  return index.relations.flatMap(({ type }, position) => {
    if (relation !== null && relation !== type) return [];
    const trait = firstTraitFrom(index, position, attribute);
    const isThere = index.traitRelations[trait] === position && index.traitAttributes[trait] === attribute;
    return isThere ? [trait] : [];
  });
}

/** The first trait at or after (relation, attribute) in their order. */
function firstTraitFrom(index: AttributeIndex, relation: number, attribute: number): number {
  const { traitRelations, traitAttributes } = index;
  let low = 0;
  let high = index.traitCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = traitRelations[middle] ?? 0;
    const isBefore = found < relation || (found === relation && (traitAttributes[middle] ?? 0) < attribute);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the items that have at least one of the traits, ascending, each once. */
export function itemsOfTraits(index: AttributeIndex, traits: readonly number[]): Uint32Array {
  const [first, ...others] = traits.map((trait) => itemsOfTrait(index, trait));
  return others.reduce(merged, first ?? new Uint32Array(0));
}

/** What is in one of two ascending lists, ascending, each once. */
function merged(left: Uint32Array, right: Uint32Array): Uint32Array {
  const all = new Uint32Array(left.length + right.length);
  let count = 0;
  for (let one = 0, other = 0; one < left.length || other < right.length; count++) {
    const low = left[one] ?? Number.POSITIVE_INFINITY;
    const high = right[other] ?? Number.POSITIVE_INFINITY;
    all[count] = Math.min(low, high);
    if (low <= high) one++;
    if (high <= low) other++;
  }
  return all.slice(0, count);
}

/** Returns the sum of the items' weights over each trait, one entry a trait; `weights` has one entry an item. Cost: O(edges). */
export function traitMasses(index: AttributeIndex, weights: Float64Array): Float64Array {
  const masses = new Float64Array(index.traitCount);
  const { itemTraits, itemOffsets } = index;
  let slot = 0;
  for (let item = 0; item < weights.length; item++) {
    const weight = weights[item] ?? 0;
    const end = itemOffsets[item + 1] ?? 0;
    if (weight === 0) slot = end;
    for (; slot < end; slot++) {
      const trait = itemTraits[slot] ?? 0;
      masses[trait] = (masses[trait] ?? 0) + weight;
    }
  }
  return masses;
}

/** Returns the relation of a trait as the manifest words it. */
export function relationOfTrait(index: AttributeIndex, trait: number): Relation {
  return index.relations[index.traitRelations[trait] ?? 0] as Relation;
}

interface TraitRow {
  readonly relation: number;
  readonly attribute: number;
  readonly items: readonly number[];
}

function askableRelations(manifest: GraphManifest): Relation[] {
  const askable = manifest.relations.filter((relation) => relation.askable === true);
  const types = new Set(askable.map((relation) => relation.type));
  return askable.filter((relation) => relation.inverseOf === undefined || !types.has(relation.inverseOf));
}

function traitRows(snapshot: GraphSnapshot, type: string, relation: number): TraitRow[] {
  const edges = relationOf(snapshot, type);
  if (edges === undefined) return [];
  const attributes = labelRange(snapshot.keys, 'Attribute');
  const rows: TraitRow[] = [];
  for (let attribute = attributes.start; attribute < attributes.end; attribute++) {
    const items = new Set([
      ...itemsBeside(snapshot, edges.backward, attribute),
      ...itemsBeside(snapshot, edges.forward, attribute),
    ]);
    if (items.size > 0)
      rows.push({ relation, attribute, items: [...items].sort((left, right) => left - right) });
  }
  return rows;
}

/** Items at the other end of an attribute's edges, counted from the first item. */
function itemsBeside(snapshot: GraphSnapshot, csr: Csr, attribute: number): number[] {
  const row = attribute - csr.firstNode;
  if (row < 0 || row >= csr.offsets.length - 1) return [];
  const items = labelRange(snapshot.keys, 'Item');
  const found: number[] = [];
  for (const node of csr.targets.subarray(csr.offsets[row], csr.offsets[row + 1])) {
    if (node >= items.start && node < items.end) found.push(node - items.start);
  }
  return found;
}

function traitsByItem(
  traitOffsets: Uint32Array,
  traitItems: Uint32Array,
  itemCount: number,
): Pick<AttributeIndex, 'itemOffsets' | 'itemTraits'> {
  const itemOffsets = new Uint32Array(itemCount + 1);
  for (const item of traitItems) itemOffsets[item + 1] = (itemOffsets[item + 1] ?? 0) + 1;
  for (let item = 1; item <= itemCount; item++)
    itemOffsets[item] = (itemOffsets[item] ?? 0) + (itemOffsets[item - 1] ?? 0);
  const next = itemOffsets.slice();
  const itemTraits = new Uint32Array(traitItems.length);
  for (let trait = 0; trait < traitOffsets.length - 1; trait++) {
    for (const item of traitItems.subarray(traitOffsets[trait], traitOffsets[trait + 1])) {
      const slot = next[item] ?? 0;
      itemTraits[slot] = trait;
      next[item] = slot + 1;
    }
  }
  return { itemOffsets, itemTraits };
}

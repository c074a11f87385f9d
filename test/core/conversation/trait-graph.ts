import type { AttributeIndex } from '../../../src/core/conversation/attribute-index.ts';
import { buildAttributeIndex } from '../../../src/core/conversation/attribute-index.ts';
import type { Random } from '../../../src/core/random.ts';
import { type SmallEdge, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

/** Returns the index of a graph in which `has[item][trait]` says which item has which attribute; ids are padded. */
export function traitIndex(has: readonly (readonly boolean[])[]): AttributeIndex {
  const edges = has.flatMap((row, item) =>
    row.flatMap((isThere, trait): SmallEdge[] =>
      isThere ? [[`Item:${padded(item)}`, `Attribute:${padded(trait)}`]] : [],
    ),
  );
  const nodes = has.map((_, item) => `Item:${padded(item)}`);
  return buildAttributeIndex(
    smallSnapshot({ relations: { HAS: { edges } }, nodes }),
    smallManifest({ relations: [{ type: 'HAS', ends: [['Item', 'Attribute']], askable: true }] }),
  );
}

/** Returns a random membership of `items` × `traits`, each true with the given share. */
export function randomMembership(random: Random, items: number, traits: number, share: number): boolean[][] {
  return Array.from({ length: items }, () => Array.from({ length: traits }, () => random() < share));
}

/** Returns the ids that `traitIndex` gives. */
export function padded(index: number): string {
  return String(index).padStart(4, '0');
}

import { describe, expect, it } from 'vitest';
import {
  buildAttributeIndex,
  itemsOfTrait,
  itemsOfTraits,
  relationOfTrait,
  traitsOfAttribute,
  traitsOfItem,
} from '../../../src/core/conversation/attribute-index.ts';
import { idAt } from '../../../src/core/graph/keys.ts';
import { createRandom } from '../../../src/core/random.ts';
import { nodeAt, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';
import { randomMembership, traitIndex } from './trait-graph.ts';

const snapshot = smallSnapshot({
  relations: {
    DIRECTED_BY: {
      edges: [
        ['Item:kilo', 'Attribute:ann'],
        ['Item:kilo', 'Attribute:ann'],
        ['Item:lima', 'Attribute:ann'],
        ['Attribute:ann', 'Attribute:bea'],
      ],
    },
    PLAYED_IN: {
      edges: [
        ['Attribute:ann', 'Item:mike'],
        ['Attribute:bea', 'Item:kilo'],
      ],
    },
    HAS_ACTOR: { edges: [['Item:mike', 'Attribute:ann']] },
    SHOT_IN: { edges: [['Item:kilo', 'Attribute:oslo']] },
  },
  nodes: ['Item:november', 'User:mara', 'Attribute:lonely'],
});
const manifest = smallManifest({
  relations: [
    { type: 'PLAYED_IN', ends: [['Attribute', 'Item']], askable: true },
    {
      type: 'DIRECTED_BY',
      ends: [
        ['Item', 'Attribute'],
        ['Attribute', 'Attribute'],
      ],
      askable: true,
    },
    { type: 'HAS_ACTOR', ends: [['Item', 'Attribute']], askable: true, inverseOf: 'PLAYED_IN' },
    { type: 'SHOT_IN', ends: [['Item', 'Attribute']] },
    { type: 'NEVER_USED', ends: [['Item', 'Attribute']], askable: true },
  ],
});
const index = buildAttributeIndex(snapshot, manifest);

function traits(): string[] {
  return Array.from({ length: index.traitCount }, (_, trait) => {
    const attribute = idAt(snapshot.keys, index.traitAttributes[trait]!);
    const items = [...itemsOfTrait(index, trait)].map((item) => idAt(snapshot.keys, index.itemStart + item));
    return `${relationOfTrait(index, trait).type} ${attribute}: ${items.join(' ')}`;
  });
}

describe('buildAttributeIndex', () => {
  it('reads askable relations both ways, in the order of the manifest, parallel edges once, inverse pairs once', () => {
    expect(traits()).toEqual(['PLAYED_IN ann: mike', 'PLAYED_IN bea: kilo', 'DIRECTED_BY ann: kilo lima']);
  });

  it('tells the traits of an attribute apart by relation', () => {
    const ann = nodeAt(snapshot.keys, 'Attribute:ann');
    expect(traitsOfAttribute(index, ann, null)).toEqual([0, 2]);
    expect(traitsOfAttribute(index, ann, 'DIRECTED_BY')).toEqual([2]);
    expect(traitsOfAttribute(index, nodeAt(snapshot.keys, 'Attribute:oslo'), null)).toEqual([]);
    expect([...itemsOfTraits(index, [0, 1, 2])]).toEqual([0, 1, 2]);
    expect([...itemsOfTraits(index, [])]).toEqual([]);
  });

  it('is empty for a manifest without askable relations', () => {
    const empty = buildAttributeIndex(snapshot, smallManifest());
    expect(empty.traitCount).toBe(0);
    expect(empty.itemCount).toBe(4);
    expect(traitsOfItem(empty, 0)).toHaveLength(0);
  });

  it('says the same from both sides', () => {
    const random = createRandom(7);
    for (let round = 0; round < 30; round++) {
      const has = randomMembership(random, 1 + Math.floor(random() * 12), 1 + Math.floor(random() * 9), 0.3);
      const built = traitIndex(has);
      for (let item = 0; item < has.length; item++) {
        const names = [...traitsOfItem(built, item)].map((trait) => built.traitAttributes[trait]!);
        expect(names).toEqual([...names].sort((left, right) => left - right));
        expect(traitsOfItem(built, item)).toHaveLength(has[item]!.filter(Boolean).length);
        for (const trait of traitsOfItem(built, item)) expect(itemsOfTrait(built, trait)).toContain(item);
      }
    }
  });
});

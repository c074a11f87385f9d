import type { LoadedGraph } from '../../../src/engine/graph/graph-cache.ts';
import { smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';
import { loadedGraph } from '../conversation/conversation-deps.ts';

/** Lamps of `shopGraph`. */
export const lampCount = 60;

/** Price of a lamp; every seventh has none. */
export const lampPrices: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from({ length: lampCount }, (_, lamp) => lamp)
    .filter((lamp) => lamp % 7 !== 0)
    .map((lamp) => [lampId(lamp), 10 + lamp]),
);

/**
 * Returns 60 lamps, `lamp-00` to `lamp-59`: lamp l has the colour l % 6, the room l % 5 and the maker l % 4 (`colour-3`,
 * `room-2`, `maker-1`), and is praised for its light by l reviews and criticised by 59 - l; of lamps above 49 nobody
 * says anything. `mara` likes lamp-01, which three others who like lamp-31 like too.
 */
export function shopGraph(): LoadedGraph {
  const lamps = Array.from({ length: lampCount }, (_, lamp) => lamp);
  const has = (kind: string, count: number): [string, string][] =>
    lamps.map((lamp) => [`Item:${lampId(lamp)}`, `Attribute:${kind}-${lamp % count}`]);
  const opinions = (count: (lamp: number) => number): [string, string, number][] =>
    lamps
      .filter((lamp) => lamp < 50 && count(lamp) > 0)
      .map((lamp) => [`Item:${lampId(lamp)}`, 'Aspect:light', count(lamp)]);
  const snapshot = smallSnapshot({
    relations: {
      HAS_COLOUR: { edges: has('colour', 6) },
      FOR_ROOM: { edges: has('room', 5) },
      MADE_BY: { edges: has('maker', 4) },
      PRAISED_FOR: { role: 'derived', edges: opinions((lamp) => lamp) },
      CRITICISED_FOR: { role: 'derived', edges: opinions((lamp) => 59 - lamp) },
      LIKED: {
        role: 'interaction',
        edges: [
          ['User:mara', 'Item:lamp-01'],
          ...['ann', 'bo', 'cy'].flatMap((user): [string, string][] => [
            [`User:${user}`, 'Item:lamp-01'],
            [`User:${user}`, 'Item:lamp-31'],
          ]),
        ],
      },
    },
    names: { 'Aspect:light': 'Light', 'Attribute:colour-1': 'Red', 'Attribute:colour-2': 'Blue' },
  });
  const askable = (type: string, kind: string) => ({
    type,
    kind,
    ends: [['Item', 'Attribute']] as ['Item', 'Attribute'][],
    askable: true,
  });
  return loadedGraph(
    snapshot,
    smallManifest({
      item: { one: 'lamp', many: 'lamps' },
      numbers: [
        { name: 'price', unit: 'EUR', less: 'cheaper', more: 'dearer' },
        { name: 'weight', unit: 'kg' },
      ],
      relations: [askable('HAS_COLOUR', 'colour'), askable('FOR_ROOM', 'room'), askable('MADE_BY', 'maker')],
    }),
  );
}

/** Returns the id of a lamp. */
export function lampId(lamp: number): string {
  return `lamp-${String(lamp).padStart(2, '0')}`;
}

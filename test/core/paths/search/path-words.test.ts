import { describe, expect, it } from 'vitest';
import type { GraphSnapshot } from '../../../../src/core/graph/snapshot.ts';
import { shownPath } from '../../../../src/core/paths/search/path-words.ts';
import { runSearch } from '../../../fixtures/run-search.ts';
import { nodeAt, type SmallEdge, smallManifest, smallSnapshot } from '../../../fixtures/small-graph.ts';

const manifest = smallManifest({
  interactions: [{ kind: 'RATED', weight: 1, words: '{from} rated {to}' }],
  relations: [
    {
      type: 'MADE_BY',
      ends: [['Item', 'Attribute']],
      forward: '{from} was made by {to}',
      backward: '{to} made {from}',
    },
    { type: 'FRIEND_OF', ends: [['User', 'User']], forward: '{from} is a friend of {to}' },
  ],
});

const rated = (user: string, ...items: string[]): SmallEdge[] =>
  items.map((item) => [`User:${user}`, `Item:${item}`]);

const snapshot = smallSnapshot({
  relations: {
    RATED: {
      role: 'interaction',
      edges: [...rated('mara', 'kilo'), ...rated('p', 'kilo', 'lima'), ...rated('q', 'kilo', 'lima')],
    },
    SENT_BACK: { role: 'interaction', edges: [['User:mara', 'Item:oscar']] },
    MADE_BY: {
      edges: [
        ['Item:lima', 'Attribute:olive'],
        ['Item:sierra', 'Attribute:olive'],
      ],
    },
    FRIEND_OF: {
      edges: [
        ['User:mara', 'User:p'],
        ['User:mara', 'User:q'],
      ],
    },
    SOLD_IN: { edges: [['Item:sierra', 'Attribute:rome']] },
    PRAISED_FOR: { role: 'derived', edges: [['Item:sierra', 'Aspect:weight']] },
  },
  names: { 'Item:kilo': null, 'User:mara': 'Mara', 'Attribute:olive': '{from} Press' },
});

const paths = (from: string, to: string, peopleMin = 2, graph: GraphSnapshot = snapshot) =>
  runSearch(graph, {
    from: nodeAt(graph.keys, from),
    to: nodeAt(graph.keys, to),
    limit: 10,
    lengthMax: 4,
    peopleMin,
  }).paths.map((way) => shownPath(graph, manifest, way));

describe('shownPath', () => {
  it('words each step by the manifest in the direction walked, and names literally', () => {
    expect(paths('Item:lima', 'Item:sierra').map((path) => path.text)).toEqual([
      'LIMA was made by {from} Press; {from} Press made SIERRA.',
    ]);
  });

  it('words relations and acts without words from their type, and counts of opinions', () => {
    expect(paths('Item:sierra', 'Attribute:rome')[0]!.text).toBe('SIERRA: sold in ROME.');
    expect(paths('Attribute:rome', 'Item:sierra')[0]!.text).toBe('ROME is the sold in of SIERRA.');
    expect(paths('Item:oscar', 'User:mara')[0]!.text).toBe('Mara sent back OSCAR.');
    expect(paths('Aspect:weight', 'Item:sierra')[0]!.text).toBe('SIERRA is praised for WEIGHT.');
  });

  it('shows people between two nodes as a number only', () => {
    const [path] = paths('Item:kilo', 'Item:lima');
    expect(path).toMatchObject({
      path: {
        nodes: [
          { label: 'Item', id: 'kilo', name: null },
          { label: 'User', id: null, name: null },
          { label: 'Item', id: 'lima', name: 'LIMA' },
        ],
        relations: [
          { type: 'RATED', direction: 'backward' },
          { type: 'RATED', direction: 'forward' },
        ],
      },
      people: [2],
      text: 'Each of 2 people rated kilo; each of them rated LIMA.',
    });
    const all = JSON.stringify(paths('User:mara', 'Item:lima', 1));
    expect(all).toContain('"name":"Mara"');
    expect(all).not.toMatch(/"[pq]"|"[PQ]"|\b[PQ]\b/);
  });

  it('words people whom the asker knows', () => {
    expect(paths('User:mara', 'Item:lima').map((path) => path.text)).toEqual([
      'Mara is a friend of each of 2 people; each of them rated LIMA.',
      'Mara rated kilo; each of 2 people rated kilo; each of them rated LIMA.',
      'Mara is a friend of each of 2 people; each of them rated kilo; each of 2 people rated kilo; each of them rated LIMA.',
    ]);
  });

  it('says one person where the threshold allows it', () => {
    const one = smallSnapshot({
      relations: { RATED: { role: 'interaction', edges: rated('p', 'kilo', 'lima') } },
    });
    expect(paths('Item:kilo', 'Item:lima', 1, one)[0]!.text).toBe(
      'One person rated KILO; that person rated LIMA.',
    );
  });
});

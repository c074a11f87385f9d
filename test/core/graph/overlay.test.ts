import { describe, expect, it } from 'vitest';
import { idAt, indexOf, labelAt } from '../../../src/core/graph/keys.ts';
import { hashOverlay, type Overlay, overlayNone, overlaySnapshot } from '../../../src/core/graph/overlay.ts';
import { type GraphSnapshot, relationOf } from '../../../src/core/graph/snapshot.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { nodeAt, smallSnapshot } from '../../fixtures/small-graph.ts';

const snapshot = smallSnapshot({
  nodes: ['Item:d', 'User:w'],
  relations: {
    BOUGHT: {
      role: 'interaction',
      edges: [
        ['User:u', 'Item:a'],
        ['User:u', 'Item:c'],
        ['User:v', 'Item:a'],
        ['User:v', 'Item:b'],
      ],
    },
    MADE_BY: { edges: [['Item:a', 'Attribute:m']] },
  },
});
const at = (reference: string): number => nodeAt(snapshot.keys, reference);
const edge = (type: string, from: string, to: string) => ({ type, source: at(from), target: at(to) });
const added = (type: string, from: string, to: string, weight = 1) => ({
  ...edge(type, from, to),
  role: 'interaction' as const,
  weight,
  rating: Number.NaN,
  time: Number.NaN,
});
const changed = (parts: Partial<Overlay>): GraphSnapshot =>
  overlaySnapshot(snapshot, { ...overlayNone, ...parts });

describe('overlaySnapshot', () => {
  it('adds, takes away and weighs anew, in both directions', () => {
    const view = changed({
      addEdges: [added('BOUGHT', 'User:w', 'Item:d', 3), added('BOUGHT', 'User:u', 'Item:b')],
      removeEdges: [edge('BOUGHT', 'User:u', 'Item:a')],
      reweight: [{ ...edge('BOUGHT', 'User:v', 'Item:b'), weight: 5 }],
    });
    expect(edgesOf(view, 'BOUGHT', 'forward')).toEqual(['u b 1', 'u c 1', 'v a 1', 'v b 5', 'w d 3']);
    expect(edgesOf(view, 'BOUGHT', 'backward')).toEqual(['a v 1', 'b u 1', 'b v 5', 'c u 1', 'd w 3']);
  });

  it('leaves the snapshot as it was, and shares what it does not change', () => {
    const before = JSON.stringify(edgesOf(snapshot, 'BOUGHT', 'forward'));
    const view = changed({ addEdges: [added('BOUGHT', 'User:w', 'Item:d')] });
    expect(JSON.stringify(edgesOf(snapshot, 'BOUGHT', 'forward'))).toBe(before);
    expect(relationOf(view, 'MADE_BY')).toBe(relationOf(snapshot, 'MADE_BY'));
    expect(view.id).toBe(snapshot.id);
  });

  it('has one more user where one is asked for, last of all nodes', () => {
    const virtualUser = { id: 'a-visitor', name: 'You' };
    const view = overlaySnapshot(snapshot, {
      ...overlayNone,
      virtualUser,
      addEdges: [{ ...added('BOUGHT', 'User:w', 'Item:d'), source: snapshot.keys.count }],
    });
    expect(view.keys.count).toBe(snapshot.keys.count + 1);
    expect(idAt(view.keys, snapshot.keys.count)).toBe('a-visitor');
    expect(labelAt(view.keys, snapshot.keys.count)).toBe('User');
    // The others are still found, though the last id is out of order.
    for (const id of ['u', 'v', 'w']) expect(indexOf(view.keys, 'User', id)).toBe(at(`User:${id}`));
    expect(indexOf(view.keys, 'User', 'x')).toBe(-1);
    expect(edgesOf(view, 'BOUGHT', 'backward')).toContain('d a-visitor 1');
  });

  it('makes a relation that the graph has not had, and drops one whose last edge goes', () => {
    const view = changed({
      addEdges: [added('RETURNED', 'User:u', 'Item:a')],
      removeEdges: [edge('MADE_BY', 'Item:a', 'Attribute:m')],
    });
    expect(view.relations.map(({ type }) => type)).toEqual(['BOUGHT', 'RETURNED']);
    expect(edgesOf(view, 'RETURNED', 'forward')).toEqual(['u a 1']);
  });

  it.each([
    [{ removeEdges: [edge('BOUGHT', 'User:w', 'Item:a')] }, 'the graph has none'],
    [{ removeEdges: [edge('SOLD', 'User:u', 'Item:a')] }, 'the graph has none'],
    [{ reweight: [{ ...edge('BOUGHT', 'User:u', 'Item:b'), weight: 1 }] }, 'the graph has none'],
    [{ reweight: [{ ...edge('BOUGHT', 'User:u', 'Item:a'), weight: Number.NaN }] }, 'the weight NaN'],
    [{ addEdges: [added('BOUGHT', 'User:u', 'Item:b', -1)] }, 'the weight -1'],
    [{ addEdges: [{ ...added('BOUGHT', 'User:u', 'Item:b'), target: 99 }] }, 'new ones wait for a rebuild'],
  ])('refuses %j', (parts, words) => {
    expect(() => changed(parts)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
    expect(() => changed(parts)).toThrow(words);
  });
});

describe('hashOverlay', () => {
  const referenceOf = (node: number): string =>
    `${labelAt(snapshot.keys, node)}:${idAt(snapshot.keys, node)}`;
  const hashed = (parts: Partial<Overlay>): string =>
    hashOverlay({ ...overlayNone, ...parts }, referenceOf, sha256());
  const one = added('BOUGHT', 'User:w', 'Item:d');
  const other = added('BOUGHT', 'User:u', 'Item:b');

  it('does not depend on the order of the changes', () => {
    expect(hashed({ addEdges: [one, other] })).toBe(hashed({ addEdges: [other, one] }));
  });

  it('differs for every change, and for removing what was added', () => {
    const hashes = [
      hashed({}),
      hashed({ addEdges: [one] }),
      hashed({ addEdges: [{ ...one, weight: 2 }] }),
      hashed({ removeEdges: [one] }),
      hashed({ virtualUser: { id: 'x', name: 'X' } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

function edgesOf(view: GraphSnapshot, type: string, direction: 'forward' | 'backward'): string[] {
  const csr = relationOf(view, type)?.[direction];
  const edges: string[] = [];
  for (let row = 0; csr !== undefined && row < csr.offsets.length - 1; row++) {
    for (let slot = csr.offsets[row]!; slot < csr.offsets[row + 1]!; slot++)
      edges.push(
        `${idAt(view.keys, csr.firstNode + row)} ${idAt(view.keys, csr.targets[slot]!)} ${csr.weights[slot]}`,
      );
  }
  return edges;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeShown, Reason } from '../../src/contract/types.ts';
import { frameOf } from '../../web/src/frame.ts';
import { layOut } from '../../web/src/picture.ts';
import { aspectReason, linkingReason } from '../serve/http/fake-engine.ts';

const nothing = { forward: [], removed: [] };

describe('layOut', () => {
  it('puts the asker left, the item right, and what links between them in the order of the path', () => {
    const { nodes } = layOut([linkingReason, aspectReason]);
    const columns = Object.fromEntries(nodes.map((node) => [node.key, node.column]));
    expect(columns).toEqual({
      'User:mara': 0,
      'Item:kilo': 1 / 3,
      'someone linking-item:kilo 2': 2 / 3,
      'Aspect:noise': 1 / 2,
      'Item:harbour': 1,
    });
    expect(nodes.map((node) => node.kind).sort()).toEqual(['asker', 'aspect', 'item', 'people', 'target']);
  });

  it('draws a node of several paths once and other people once a reason', () => {
    const second = { ...linkingReason, id: 'other', people: 9 };
    const { nodes } = layOut([linkingReason, second]);
    expect(nodes.filter((node) => node.key === 'Item:kilo').map((node) => node.reasons)).toEqual([
      [linkingReason.id, 'other'],
    ]);
    expect(nodes.filter((node) => node.kind === 'people').map((node) => node.label)).toEqual([
      '7 people',
      '9 people',
    ]);
  });

  it('draws a step of several paths once, in the direction of the fact', () => {
    const { edges } = layOut([linkingReason, { ...linkingReason, id: 'other' }]);
    const first = edges.filter((edge) => edge.from === 'User:mara');
    expect(first).toEqual([
      {
        key: 'User:mara RATED Item:kilo',
        from: 'User:mara',
        to: 'Item:kilo',
        label: 'rated',
        reasons: [linkingReason.id, 'other'],
      },
    ]);
    expect(edges.some((edge) => edge.from.startsWith('someone') && edge.to === 'Item:kilo')).toBe(true);
  });

  it('moves a node out of the way of a step that would run through it', () => {
    const [mara, kilo, , harbour] = linkingReason.example.nodes as [
      NodeShown,
      NodeShown,
      NodeShown,
      NodeShown,
    ];
    const sequel = { nodes: [mara, kilo, harbour], relations: linkingReason.example.relations.slice(0, 2) };
    const { nodes, lanes } = layOut([
      { ...linkingReason, id: 'sequel', example: sequel },
      { ...linkingReason },
    ]);
    const laneOf = (kind: string): number => nodes.find((node) => node.kind === kind)?.lane ?? Number.NaN;
    expect(lanes).toBe(2);
    expect([laneOf('item'), laneOf('people')]).toEqual([0.5, 1]);
    expect(nodes.find((node) => node.kind === 'target')?.lane).toBe(0.5);
  });

  it('a reason without a path, and no reason at all, give an empty picture', () => {
    expect(layOut([])).toEqual({ nodes: [], edges: [], lanes: 1 });
    expect(layOut([{ ...linkingReason, example: { nodes: [], relations: [] } }]).nodes).toEqual([]);
  });

  it('never lays two nodes over each other', () => {
    fc.assert(
      fc.property(fc.array(anyReason, { minLength: 1, maxLength: 8 }), (reasons) => {
        const { nodes, lanes } = layOut(reasons.map((reason, index) => ({ ...reason, id: `r${index}` })));
        nodes.forEach((a, index) => {
          expect(a.lane).toBeGreaterThanOrEqual(0);
          expect(a.lane).toBeLessThanOrEqual(lanes - 1);
          for (const b of nodes.slice(index + 1)) {
            const isNear = Math.abs(a.column - b.column) < 0.2 && Math.abs(a.lane - b.lane) < 0.49;
            expect(isNear, `${a.key} over ${b.key}`).toBe(false);
          }
        });
      }),
    );
  });
});

describe('frameOf', () => {
  it('keeps every node inside at every width, and grows with the lanes', () => {
    const picture = layOut([linkingReason, aspectReason]);
    for (const width of [240, 360, 700]) {
      const frame = frameOf(picture, width, nothing);
      for (const node of frame.nodes) {
        expect(node.x).toBeGreaterThan(20);
        expect(node.x).toBeLessThan(width - 20);
        expect(node.y).toBeLessThan(frame.height - 40);
      }
    }
    expect(frameOf(picture, 300, nothing).height).toBeGreaterThan(
      frameOf(layOut([aspectReason]), 300, nothing).height,
    );
  });

  it('brings forward what is selected and dims the rest, but never the two ends', () => {
    const frame = frameOf(layOut([linkingReason, aspectReason]), 400, {
      forward: [aspectReason.id],
      removed: [],
    });
    const dim = frame.nodes.filter((node) => node.isDim).map((node) => node.kind);
    expect(dim.sort()).toEqual(['item', 'people']);
    expect(frame.edges.filter((edge) => edge.isStrong).map((edge) => edge.label)).toEqual([
      'values',
      'praised for',
    ]);
  });

  it('dims the path of a reason taken away', () => {
    const frame = frameOf(layOut([linkingReason, aspectReason]), 400, {
      forward: [],
      removed: [aspectReason.id],
    });
    expect(frame.nodes.filter((node) => node.isDim).map((node) => node.kind)).toEqual(['aspect']);
    expect(frame.edges.every((edge) => !edge.isStrong)).toBe(true);
  });
});

const asker: NodeShown = { label: 'User', id: 'mara', name: 'Mara' };
const target: NodeShown = { label: 'Item', id: 'target', name: 'Target' };
const anyMiddle: fc.Arbitrary<NodeShown> = fc.oneof(
  fc.record({
    label: fc.constant('Item' as const),
    id: fc.constantFrom('a', 'b', 'c'),
    name: fc.constant(null),
  }),
  fc.record({
    label: fc.constant('Attribute' as const),
    id: fc.constantFrom('x', 'y'),
    name: fc.constant(null),
  }),
  fc.constant<NodeShown>({ label: 'User', id: null, name: null }),
);
const anyReason: fc.Arbitrary<Reason> = fc
  .uniqueArray(anyMiddle, { minLength: 1, maxLength: 2, selector: (node) => `${node.label}:${node.id}` })
  .map((middle) => {
    const nodes = [asker, ...middle, target];
    const relations = nodes.slice(1).map(() => ({ type: 'LINKS', direction: 'forward' as const }));
    return { ...linkingReason, example: { nodes, relations } };
  });

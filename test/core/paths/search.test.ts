import { describe, expect, it } from 'vitest';
import { labelRange } from '../../../src/core/graph/keys.ts';
import type { GraphSnapshot } from '../../../src/core/graph/snapshot.ts';
import { type FoundWay, searchPaths } from '../../../src/core/paths/search.ts';
import { createRandom } from '../../../src/core/random.ts';
import { nodeAt, type SmallEdge, smallSnapshot } from '../../fixtures/small-graph.ts';
import { type PlainEdge, plainPaths } from '../../oracle/plain-paths.ts';

const textOf = (snapshot: GraphSnapshot, path: FoundWay): string =>
  path.steps.reduce((text, step) => {
    const relations = step.relations.map(({ relation, isForward }) => {
      const { type } = snapshot.relations[relation]!;
      return isForward ? `-${type}>` : `<${type}-`;
    });
    return `${text} ${relations.join(step.people === null ? '' : ` (${step.people}) `)} ${step.node}`;
  }, String(path.nodes[0]));

const edgesOf = (snapshot: GraphSnapshot): PlainEdge[] =>
  snapshot.relations.flatMap(({ type, forward }) =>
    Array.from(forward.offsets.subarray(1)).flatMap((end, row) =>
      Array.from(forward.targets.subarray(forward.offsets[row]!, end), (target) => ({
        type,
        source: forward.firstNode + row,
        target,
      })),
    ),
  );

const search = (snapshot: GraphSnapshot, from: string, to: string, options: object = {}) =>
  searchPaths(snapshot, {
    from: nodeAt(snapshot.keys, from),
    to: nodeAt(snapshot.keys, to),
    limit: 10,
    lengthMax: 4,
    peopleMin: 2,
    ...options,
  });

const randomGraph = (random: () => number): GraphSnapshot => {
  const references = [
    'User:p',
    'User:q',
    'User:r',
    'User:s',
    'Item:a',
    'Item:b',
    'Item:c',
    'Attribute:x',
    'Aspect:y',
  ];
  const edges = (count: number): SmallEdge[] =>
    Array.from({ length: count }, () => {
      const end = (): string => references[Math.floor(random() * references.length)]!;
      return [end(), end()];
    });
  return smallSnapshot({
    nodes: references,
    relations: { ACT: { edges: edges(4 + random() * 14) }, LINK: { edges: edges(random() * 9) } },
  });
};

describe('searchPaths', () => {
  it('gives the paths of a plain enumeration, by cost, on random graphs', () => {
    const random = createRandom(11);
    let pathsSeen = 0;
    let peopleSeen = 0;
    for (let round = 0; round < 300; round++) {
      const snapshot = randomGraph(random);
      const [from, to] = [Math.floor(random() * 9), Math.floor(random() * 9)];
      if (from === to) continue;
      const lengthMax = 1 + Math.floor(random() * 6);
      const peopleMin = 1 + Math.floor(random() * 3);
      const users = labelRange(snapshot.keys, 'User');
      const hidden = new Set<number>();
      for (let user = users.start; user < users.end; user++)
        if (user !== from && user !== to) hidden.add(user);
      const graph = { nodeCount: snapshot.keys.count, edges: edgesOf(snapshot), hidden };
      const expected = plainPaths(graph, from, to, lengthMax, peopleMin);
      const found = searchPaths(snapshot, { from, to, limit: 50, lengthMax, peopleMin });
      expect(found.truncated).toBe(false);
      expect(found.paths).toHaveLength(Math.min(50, expected.length));
      const costs = new Map(expected.map((path) => [path.text, path.cost]));
      const texts = found.paths.map((path) => textOf(snapshot, path));
      expect(new Set(texts).size).toBe(texts.length);
      found.paths.forEach((path, position) => {
        expect(path.cost).toBeCloseTo(expected[position]!.cost, 4);
        expect(costs.get(texts[position]!)).toBeCloseTo(path.cost, 4);
        pathsSeen++;
        peopleSeen += Number(path.steps.some((step) => step.people !== null));
      });
    }
    // The comparison is worth something only if it compared something.
    expect(pathsSeen).toBeGreaterThan(500);
    expect(peopleSeen).toBeGreaterThan(100);
  });

  it('prefers rare nodes to hubs', () => {
    const snapshot = smallSnapshot({
      relations: {
        IN: { edges: ['a', 'b', 'c', 'd', 'e'].map((item): SmallEdge => [`Item:${item}`, 'Attribute:hub']) },
        BY: {
          edges: [
            ['Item:a', 'Attribute:rare'],
            ['Item:b', 'Attribute:rare'],
          ],
        },
      },
    });
    const { paths } = search(snapshot, 'Item:a', 'Item:b');
    const [rare, hub] = ['Attribute:rare', 'Attribute:hub'].map((name) => nodeAt(snapshot.keys, name));
    expect(paths.map((path) => path.nodes[1])).toEqual([rare, hub]);
    expect(paths.map((path) => path.cost)).toEqual([
      expect.closeTo(Math.log2(3), 5),
      expect.closeTo(Math.log2(6), 5),
    ]);
  });

  it('orders equal paths by node index and keeps to the limit', () => {
    const edges = ['z', 'y', 'x'].flatMap((name): SmallEdge[] => [
      ['Item:a', `Attribute:${name}`],
      ['Item:b', `Attribute:${name}`],
    ]);
    const snapshot = smallSnapshot({ relations: { IN: { edges } } });
    const first = ['x', 'y'].map((name) => nodeAt(snapshot.keys, `Attribute:${name}`));
    const found = search(snapshot, 'Item:a', 'Item:b', { limit: 2 });
    expect(found.paths.map((path) => path.nodes[1])).toEqual(first);
    expect(found.truncated).toBe(false);
  });

  it('passes other users only where enough of them do the same, as a number', () => {
    const edges: SmallEdge[] = [
      ['User:p', 'Item:a'],
      ['User:p', 'Item:b'],
      ['User:q', 'Item:a'],
      ['User:q', 'Item:a'],
      ['User:q', 'Item:b'],
    ];
    const snapshot = smallSnapshot({ relations: { ACT: { edges } } });
    const found = search(snapshot, 'Item:a', 'Item:b');
    expect(found.paths).toHaveLength(1);
    expect(found.paths[0]).toMatchObject({ steps: [{ people: 2 }] });
    expect(found.paths[0]!.nodes).toEqual([nodeAt(snapshot.keys, 'Item:a'), nodeAt(snapshot.keys, 'Item:b')]);
    expect(search(snapshot, 'Item:a', 'Item:b', { peopleMin: 3 }).paths).toEqual([]);
  });

  it('shows a user who is an end, and never counts her among the people', () => {
    const edges: SmallEdge[] = ['p', 'q', 'r'].flatMap((user): SmallEdge[] => [
      [`User:${user}`, 'Item:a'],
      [`User:${user}`, 'Item:b'],
    ]);
    const snapshot = smallSnapshot({ relations: { ACT: { edges } } });
    const found = search(snapshot, 'User:p', 'Item:b');
    expect(found.paths.map((path) => textOf(snapshot, path).replace(/\d+/g, '#'))).toEqual([
      '# -ACT> #',
      '# -ACT> # <ACT- (#) -ACT> #',
    ]);
    expect(found.paths[1]!.steps[1]!.people).toBe(2);
  });

  it('finds no way where there is none or where it is too long', () => {
    const snapshot = smallSnapshot({
      relations: {
        NEXT: {
          edges: [
            ['Item:a', 'Item:b'],
            ['Item:b', 'Item:c'],
            ['Item:d', 'Item:d'],
          ],
        },
      },
    });
    expect(search(snapshot, 'Item:a', 'Item:d')).toEqual({ paths: [], truncated: false });
    expect(search(snapshot, 'Item:a', 'Item:c', { lengthMax: 1 }).paths).toEqual([]);
    expect(search(snapshot, 'Item:c', 'Item:a', { lengthMax: 2 }).paths).toHaveLength(1);
  });

  it('says when it gave up, and what it shows by then is still the cheapest', () => {
    const random = createRandom(3);
    let truncated = 0;
    for (let round = 0; round < 60; round++) {
      const snapshot = randomGraph(random);
      const [from, to] = [nodeAt(snapshot.keys, 'Item:a'), nodeAt(snapshot.keys, 'Item:c')];
      const whole = searchPaths(snapshot, { from, to, limit: 50, lengthMax: 5, peopleMin: 1 });
      for (const bound of [{ edgesMax: 12 }, { beginningsMax: 6 }]) {
        const part = searchPaths(snapshot, { from, to, limit: 50, lengthMax: 5, peopleMin: 1, ...bound });
        expect(part.paths).toEqual(whole.paths.slice(0, part.paths.length));
        expect(part.truncated || part.paths.length === whole.paths.length).toBe(true);
        truncated += Number(part.truncated);
      }
    }
    expect(truncated).toBeGreaterThan(20);
  });
});

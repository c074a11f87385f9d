import { describe, expect, it } from 'vitest';
import { labelAt, labelRange, nodeLabels } from '../../../../src/core/graph/keys.ts';
import type { GraphSnapshot } from '../../../../src/core/graph/snapshot.ts';
import { type MetaPath, patternText } from '../../../../src/core/paths/search/pattern.ts';
import type { FoundWay } from '../../../../src/core/paths/search/search.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { runSearch } from '../../../fixtures/run-search.ts';
import { nodeAt, type SmallEdge, smallSnapshot } from '../../../fixtures/small-graph.ts';
import { type PlainEdge, plainPaths } from '../../../oracle/plain-paths.ts';

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
  runSearch(snapshot, {
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
      const found = runSearch(snapshot, { from, to, limit: 50, lengthMax, peopleMin });
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
      const whole = runSearch(snapshot, { from, to, limit: 50, lengthMax: 5, peopleMin: 1 });
      for (const bound of [{ edgesMax: 12 }, { beginningsMax: 6 }]) {
        const part = runSearch(snapshot, { from, to, limit: 50, lengthMax: 5, peopleMin: 1, ...bound });
        expect(part.paths).toEqual(whole.paths.slice(0, part.paths.length));
        expect(part.truncated || part.paths.length === whole.paths.length).toBe(true);
        truncated += Number(part.truncated);
      }
    }
    expect(truncated).toBeGreaterThan(20);
  });
});

describe('searchPaths with a pattern', () => {
  it('gives those paths of a plain enumeration that have the form, on random graphs', () => {
    const random = createRandom(23);
    let pathsSeen = 0;
    let peopleSeen = 0;
    for (let round = 0; round < 300; round++) {
      const snapshot = randomGraph(random);
      const [from, to] = [Math.floor(random() * 9), Math.floor(random() * 9)];
      if (from === to) continue;
      const peopleMin = 1 + Math.floor(random() * 2);
      const users = labelRange(snapshot.keys, 'User');
      const hidden = new Set<number>();
      for (let user = users.start; user < users.end; user++)
        if (user !== from && user !== to) hidden.add(user);
      const graph = { nodeCount: snapshot.keys.count, edges: edgesOf(snapshot), hidden };
      const all = plainPaths(graph, from, to, 4, peopleMin);
      for (let count = 0; count < 12; count++) {
        const pattern = randomPattern(random, labelAt(snapshot.keys, from), labelAt(snapshot.keys, to));
        const expected = all.filter((path) => hasForm(snapshot, path.text, pattern));
        const lengthMax = pattern.steps.length;
        const found = runSearch(snapshot, { from, to, limit: 50, lengthMax, peopleMin, pattern });
        expect(found.paths.map((path) => textOf(snapshot, path)).sort(), patternText(pattern)).toEqual(
          expected.map((path) => path.text).sort(),
        );
        found.paths.forEach((path, position) => {
          expect(path.cost).toBeCloseTo(expected[position]!.cost, 4);
        });
        pathsSeen += expected.length;
        peopleSeen += expected.filter((path) => path.text.includes('(')).length;
      }
    }
    expect(pathsSeen).toBeGreaterThan(100);
    expect(peopleSeen).toBeGreaterThan(20);
  });

  it('passes no people where it names another label', () => {
    const edges: SmallEdge[] = [
      ['Item:a', 'Attribute:x'],
      ['Attribute:x', 'Item:b'],
      ['Item:a', 'User:p'],
      ['User:p', 'Item:b'],
    ];
    const snapshot = smallSnapshot({ relations: { ACT: { edges } } });
    const step = { type: 'ACT', isForward: true };
    const through = (label: 'Attribute' | 'User') =>
      search(snapshot, 'Item:a', 'Item:b', {
        lengthMax: 2,
        peopleMin: 1,
        pattern: { labels: ['Item', label, 'Item'], steps: [step, step] },
      }).paths.map((path) => path.steps[0]!.people);
    expect(through('Attribute')).toEqual([null]);
    expect(through('User')).toEqual([1]);
  });

  it('finds nothing over a type that the graph has no relationship of', () => {
    const snapshot = smallSnapshot({ relations: { ACT: { edges: [['User:p', 'Item:a']] } } });
    const pattern: MetaPath = { labels: ['User', 'Item'], steps: [{ type: 'NEXT', isForward: true }] };
    expect(search(snapshot, 'User:p', 'Item:a', { lengthMax: 1, pattern }).paths).toEqual([]);
  });

  it('stops when it is told to, with what it has', () => {
    const edges = Array.from({ length: 900 }, (_, at): SmallEdge[] => [
      ['Item:a', `Attribute:x${at}`],
      ['Item:b', `Attribute:x${at}`],
      ...Array.from({ length: 2 }, (_, other): SmallEdge => [`Item:c${other}`, `Attribute:x${at}`]),
    ]).flat();
    const snapshot = smallSnapshot({ relations: { IN: { edges } } });
    const request = {
      from: nodeAt(snapshot.keys, 'Item:a'),
      to: nodeAt(snapshot.keys, 'Item:b'),
      limit: 50,
      lengthMax: 6,
      peopleMin: 1,
    };
    const whole = runSearch(snapshot, request);
    const part = runSearch(snapshot, request, 1);
    expect(whole.truncated).toBe(false);
    expect(part.paths).toEqual(whole.paths.slice(0, part.paths.length));
  });
});

/** A pattern over the relations ACT and LINK without two hidden users in a row. */
function randomPattern(random: () => number, first: string, last: string): MetaPath {
  for (;;) {
    const length = 1 + Math.floor(random() * 4);
    const inner = Array.from({ length: length - 1 }, () =>
      random() < 0.4 ? ('User' as const) : nodeLabels[Math.floor(random() * 4)]!,
    );
    if (inner.some((label, at) => label === 'User' && inner[at + 1] === 'User')) continue;
    const directions = [true, false, null];
    return {
      labels: [first, ...inner, last] as MetaPath['labels'],
      steps: Array.from({ length }, () => ({
        type: random() < 0.8 ? 'ACT' : 'LINK',
        isForward: directions[Math.floor(random() * 3)]!,
      })),
    };
  }
}

/** Whether a path of the plain enumeration, `0 -A> (5) <B- 2`, has the form of a pattern. */
function hasForm(snapshot: GraphSnapshot, text: string, { labels, steps }: MetaPath): boolean {
  const tokens = text.split(' ');
  if (tokens.length !== 2 * steps.length + 1) return false;
  return tokens.every((token, at) => {
    if (at % 2 === 0) {
      const label = token.startsWith('(') ? 'User' : labelAt(snapshot.keys, Number(token));
      return label === labels[at / 2];
    }
    const { type, isForward } = steps[(at - 1) / 2]!;
    return (isForward !== false && token === `-${type}>`) || (isForward !== true && token === `<${type}-`);
  });
}

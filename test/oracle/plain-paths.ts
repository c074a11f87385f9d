/** A relationship between two nodes, by index. */
export interface PlainEdge {
  readonly type: string;
  readonly source: number;
  readonly target: number;
}

/** A small graph as a list of edges; `hidden` nodes are people who may not be named. */
export interface PlainGraph {
  readonly nodeCount: number;
  readonly edges: readonly PlainEdge[];
  readonly hidden: ReadonlySet<number>;
}

/** A path in plain text, such as `0 -A> 3 <B- (5) -A> 2`: steps in order, people as their number; and its cost in bits. */
export interface PlainPath {
  readonly text: string;
  readonly cost: number;
  readonly nodes: readonly number[];
}

/**
 * Returns every simple path between two shown nodes with at most `lengthMax` relationships, by trying all of them:
 * exponential, for graphs of a few nodes. People between two nodes are counted by going through all pairs of edges.
 */
export function plainPaths(
  graph: PlainGraph,
  from: number,
  to: number,
  lengthMax: number,
  peopleMin: number,
): PlainPath[] {
  const steps = allSteps(graph, peopleMin);
  const found: PlainPath[] = [];
  const walk = (nodes: readonly number[], text: string, length: number, cost: number): void => {
    const node = nodes.at(-1)!;
    if (node === to) {
      found.push({ text, cost, nodes });
      return;
    }
    const passed = node === from ? 0 : Math.log2(1 + degreeOf(graph, node));
    for (const step of steps) {
      if (step.from !== node || nodes.includes(step.to) || length + step.length > lengthMax) continue;
      walk(
        [...nodes, step.to],
        `${text} ${step.text} ${step.to}`,
        length + step.length,
        cost + passed + step.cost,
      );
    }
  };
  walk([from], String(from), 0, 0);
  return found.sort((left, right) => left.cost - right.cost);
}

interface PlainStep {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly length: number;
  readonly cost: number;
}

function allSteps(graph: PlainGraph, peopleMin: number): PlainStep[] {
  const walked = graph.edges.flatMap(({ type, source, target }) => [
    { from: source, to: target, text: `-${type}>` },
    { from: target, to: source, text: `<${type}-` },
  ]);
  const steps = new Map<string, PlainStep>();
  const people = new Map<string, Set<number>>();
  for (const first of walked) {
    if (graph.hidden.has(first.from)) continue;
    if (!graph.hidden.has(first.to)) {
      steps.set(`${first.from} ${first.text} ${first.to}`, { ...first, length: 1, cost: 0 });
      continue;
    }
    for (const second of walked) {
      if (second.from !== first.to || graph.hidden.has(second.to) || second.to === first.from) continue;
      const key = `${first.from}|${first.text}|${second.text}|${second.to}`;
      people.set(key, (people.get(key) ?? new Set()).add(first.to));
    }
  }
  for (const [key, members] of people) {
    if (members.size < peopleMin) continue;
    const [from = '', first = '', second = '', to = ''] = key.split('|');
    const degrees = [...members].map((member) => degreeOf(graph, member));
    const mean = degrees.reduce((sum, degree) => sum + degree, 0) / degrees.length;
    const text = `${first} (${members.size}) ${second}`;
    steps.set(key, { from: Number(from), to: Number(to), text, length: 2, cost: Math.log2(1 + mean) });
  }
  return [...steps.values()];
}

function degreeOf(graph: PlainGraph, node: number): number {
  return graph.edges.reduce(
    (sum, edge) => sum + Number(edge.source === node) + Number(edge.target === node),
    0,
  );
}

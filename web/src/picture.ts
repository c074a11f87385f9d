import type { NodeShown, Reason } from '../../src/contract/types.ts';
import { nodeName, relationWords } from './words.ts';

/** A node of the picture. */
export interface PictureNode {
  readonly key: string;
  readonly kind: 'asker' | 'people' | 'item' | 'target' | 'attribute' | 'aspect';
  readonly label: string;
  /** From 0 (the asker, left) to 1 (the item, right). */
  readonly column: number;
  /** From 0 (top) to `lanes - 1`. */
  readonly lane: number;
  readonly reasons: readonly string[];
}

/** A step of one or more example paths, in the direction of the fact. */
export interface PictureEdge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly reasons: readonly string[];
}

/** The example paths of some reasons, laid out in layers. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  readonly lanes: number;
}

/** Nodes in columns nearer than this would write over each other in one lane. */
const columnGapMin = 0.3;

interface Placed {
  readonly draft: DraftNode;
  lane: number;
}

interface DraftNode {
  node: NodeShown;
  key: string;
  label: string;
  column: number;
  lanes: number[];
  reasons: string[];
}

/**
 * Returns the example paths of `reasons` as one graph: the asker left, what links in the middle, the item right, each
 * reason in a lane of its own from top to bottom. A node on several paths is drawn once, in the lane between them; other
 * users are never joined, since nothing says who they are. Cost: O(nodes²) over a handful of nodes.
 */
export function layOut(reasons: readonly Reason[]): Picture {
  const drafts = new Map<string, DraftNode>();
  const edges = new Map<string, PictureEdge>();
  reasons.forEach((reason, lane) => {
    addPath(reason, lane, drafts, edges);
  });
  const ends = [...drafts.values()].filter((draft) => draft.column === 0 || draft.column === 1);
  const middle = [...drafts.values()].filter((draft) => !ends.includes(draft));
  const placed = clearOfEdges(spread(middle), ends, [...edges.values()]);
  const lanes = Math.max(1, Math.ceil(Math.max(0, ...placed.map(({ lane }) => lane))) + 1);
  const nodes = [
    ...ends.map((draft) => nodeOf(draft, (lanes - 1) / 2)),
    ...placed.map(({ draft, lane }) => nodeOf(draft, lane)),
  ];
  return { nodes, edges: [...edges.values()], lanes };
}

function addPath(
  reason: Reason,
  lane: number,
  drafts: Map<string, DraftNode>,
  edges: Map<string, PictureEdge>,
): void {
  const { nodes, relations } = reason.example;
  const keys = nodes.map((node, index) => keyOf(node, reason.id, index));
  nodes.forEach((node, index) => {
    const key = keys[index] ?? '';
    const column = nodes.length === 1 ? 1 : index / (nodes.length - 1);
    const draft = drafts.get(key) ?? {
      node,
      key,
      label: nodeName(node, reason.people),
      column,
      lanes: [],
      reasons: [],
    };
    draft.column = Math.min(draft.column, column);
    draft.lanes.push(lane);
    draft.reasons.push(reason.id);
    drafts.set(key, draft);
  });
  relations.forEach((relation, index) => {
    const ends = [keys[index] ?? '', keys[index + 1] ?? ''];
    const [from = '', to = ''] = relation.direction === 'forward' ? ends : ends.reverse();
    const key = `${from} ${relation.type} ${to}`;
    const reasonsSoFar = edges.get(key)?.reasons ?? [];
    edges.set(key, {
      key,
      from,
      to,
      label: relationWords(relation.type),
      reasons: [...reasonsSoFar, reason.id],
    });
  });
}

/** Gives each node the middle of its lanes, or the next lane below that no neighbouring column holds. */
function spread(drafts: readonly DraftNode[]): Placed[] {
  const wanted = drafts
    .map((draft) => ({ draft, lane: draft.lanes.reduce((sum, lane) => sum + lane, 0) / draft.lanes.length }))
    .sort((a, b) => a.lane - b.lane || a.draft.column - b.draft.column);
  const placed: Placed[] = [];
  for (const { draft, lane } of wanted) {
    const above = placed
      .filter((other) => Math.abs(other.draft.column - draft.column) < columnGapMin)
      .map((other) => other.lane + 1);
    placed.push({ draft, lane: Math.max(lane, ...above) });
  }
  return placed;
}

/** Moves a node half a lane down, with all below it, where a step between two other nodes would run through it. */
function clearOfEdges(
  placed: readonly Placed[],
  ends: readonly DraftNode[],
  edges: readonly PictureEdge[],
): Placed[] {
  const result = placed.map((each) => ({ ...each }));
  const endLane = Math.max(0, ...result.map(({ lane }) => lane)) / 2;
  const points = new Map<string, Placed>(ends.map((draft) => [draft.key, { draft, lane: endLane }]));
  for (const each of result) points.set(each.draft.key, each);
  for (const node of result) {
    const isCrossed = edges.some((edge) => {
      const [from, to] = [points.get(edge.from), points.get(edge.to)];
      return from !== undefined && to !== undefined && runsThrough(from, to, node);
    });
    if (!isCrossed) continue;
    const { lane } = node;
    for (const other of result) if (other === node || other.lane > lane) other.lane += 0.5;
  }
  return result;
}

/** Whether the straight step between two nodes passes nearer than a quarter of a lane to a third one. */
function runsThrough(from: Placed, to: Placed, node: Placed): boolean {
  if (from === node || to === node) return false;
  const part = (node.draft.column - from.draft.column) / (to.draft.column - from.draft.column);
  if (!(part > 0 && part < 1)) return false;
  return Math.abs(from.lane + part * (to.lane - from.lane) - node.lane) < 0.25;
}

function nodeOf(draft: DraftNode, lane: number): PictureNode {
  const { key, label, column, reasons } = draft;
  return { key, kind: kindOf(draft), label, column, lane, reasons };
}

function kindOf({ node, column }: DraftNode): PictureNode['kind'] {
  if (node.label === 'User') return node.id === null ? 'people' : 'asker';
  if (node.label === 'Item') return column === 1 ? 'target' : 'item';
  return node.label === 'Aspect' ? 'aspect' : 'attribute';
}

function keyOf(node: NodeShown, reason: string, index: number): string {
  return node.id === null ? `someone ${reason} ${index}` : `${node.label}:${node.id}`;
}

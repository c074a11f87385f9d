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
  const placed = spread(middle);
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
function spread(drafts: readonly DraftNode[]): { draft: DraftNode; lane: number }[] {
  const wanted = drafts
    .map((draft) => ({ draft, lane: draft.lanes.reduce((sum, lane) => sum + lane, 0) / draft.lanes.length }))
    .sort((a, b) => a.lane - b.lane || a.draft.column - b.draft.column);
  const placed: { draft: DraftNode; lane: number }[] = [];
  for (const { draft, lane } of wanted) {
    const above = placed
      .filter((other) => Math.abs(other.draft.column - draft.column) < columnGapMin)
      .map((other) => other.lane + 1);
    placed.push({ draft, lane: Math.max(lane, ...above) });
  }
  return placed;
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

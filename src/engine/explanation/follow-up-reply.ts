import type { FollowUpRequest, PathShown, Why } from '../../contract/types.ts';
import type { Nameable } from '../../core/explanation/follow-up-question.ts';
import type { Statement } from '../../core/explanation/gate/statement.ts';
import { idAt, labelRange, type NodeLabel } from '../../core/graph/keys.ts';
import { nameAt, titleAt } from '../../core/graph/show-node.ts';
import type { GraphStore } from '../../store/port.ts';
import type { ReasonDeps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';

/** What follow-up questions need: the graph, the reviews behind aspects, and who wrote them where that may be told. */
export type FollowUpDeps = ReasonDeps & { readonly store: Pick<GraphStore, 'reviewers'> };

/** A question with what it is about. */
export interface FollowUpContext {
  readonly deps: FollowUpDeps;
  readonly graph: LoadedGraph;
  readonly request: FollowUpRequest;
  /** All reasons of the pair. */
  readonly answer: Why;
  readonly itemName: string;
  readonly signal: AbortSignal;
}

/** An answer before it is checked. */
export interface FollowUpReply {
  /** Each becomes a sentence that cites it, in this order. */
  readonly statements: readonly Statement[];
  /** A fixed sentence after them, or in their place. */
  readonly text?: string;
  readonly path?: PathShown;
  /** Name of the item that the statements are about, where it is another one. */
  readonly about?: string;
}

/** Returns the nodes of a label with the names they may be called by. */
export function* nameables({ snapshot }: LoadedGraph, label: NodeLabel): Generator<Nameable> {
  const { start, end } = labelRange(snapshot.keys, label);
  for (let node = start; node < end; node++) yield nameable(snapshot, node);
}

/** Returns a node with the names it may be called by: its name, and its id with hyphens as blanks. */
export function nameable(snapshot: LoadedGraph['snapshot'], node: number): Nameable {
  return { node, names: [nameAt(snapshot, node) ?? '', idAt(snapshot.keys, node)] };
}

/** Returns "A, B or C" of the titles of some nodes, at most `count`. */
export function titlesOf({ snapshot }: LoadedGraph, nodes: readonly number[], count: number): string[] {
  return nodes.slice(0, count).map((node) => titleAt(snapshot, node));
}

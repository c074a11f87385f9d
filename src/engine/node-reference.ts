import { EngineError } from '../core/errors.ts';
import { idAt, indexOf, labelRange, type NodeLabel, nodeLabels } from '../core/graph/keys.ts';
import { stringAt } from '../core/graph/string-table.ts';
import { choiceOf, nearestNames } from '../core/nearest-names.ts';
import type { LoadedGraph } from './graph/graph-cache.ts';

/** A reference as written: `Item:kilo` has a label, a bare `kilo` has none. */
export interface NodeReference {
  readonly label: NodeLabel | null;
  readonly id: string;
}

/** Longest id, in UTF-16 units. */
export const idUnitsMax = 256;

/** Labels under which a bare id is looked for, in this order. */
const bareLabels: readonly NodeLabel[] = ['Item', 'Attribute', 'User', 'Aspect'];

const nearestCount = 3;

/**
 * Returns the parts of a reference. What stands before the first colon is the label when it is one, written exactly;
 * otherwise the whole text is an id, so that ids may hold colons. Throws `request-invalid` for an empty id and for
 * one above `idUnitsMax` units.
 */
export function parseNodeReference(reference: string): NodeReference {
  const colon = reference.indexOf(':');
  const label = nodeLabels.find((name) => name === reference.slice(0, Math.max(0, colon))) ?? null;
  const id = label === null ? reference : reference.slice(colon + 1);
  if (id !== '' && id.length <= idUnitsMax) return { label, id };
  const found = id === '' ? 'has no id' : `has an id of ${id.length} characters, more than ${idUnitsMax}`;
  throw new EngineError(
    'request-invalid',
    `The reference ${quoted(reference)} ${found}. Write a label and an id, such as Item:kilo.`,
  );
}

/**
 * Returns the index of the node that a reference names. A bare id is tried under the allowed labels and must be the id
 * of one node only. Throws `node-unknown` with the three nearest ids and names, `request-invalid` where the label is
 * not allowed or a bare id fits several nodes. Other users are proposed only where a user was asked for.
 * Cost: O(log nodes); O(nodes) for an unknown one.
 */
export function resolveNode(
  graph: LoadedGraph,
  reference: string,
  allowedLabels: readonly NodeLabel[] = nodeLabels,
): number {
  const { keys } = graph.snapshot;
  const { label, id } = parseNodeReference(reference);
  if (label !== null && !allowedLabels.includes(label)) {
    throw new EngineError(
      'request-invalid',
      `${quoted(reference)} names ${article(label)} where ${choiceOf(allowedLabels.map(article))} is expected.`,
    );
  }
  const labels = label === null ? bareLabels.filter((name) => allowedLabels.includes(name)) : [label];
  const found = labels.filter((name) => indexOf(keys, name, id) >= 0);
  const [first, second] = found;
  if (first === undefined) throw unknownNode(graph, id, labels);
  if (second === undefined) return indexOf(keys, first, id);
  throw new EngineError(
    'request-invalid',
    `${quoted(id)} is the id of ${found.length} nodes. Write ${choiceOf(found.map((name) => `${name}:${id}`))}.`,
  );
}

/** Returns the error for an id that no node of the given labels has. */
export function unknownNode(graph: LoadedGraph, id: string, labels: readonly NodeLabel[]): EngineError {
  const searched = labels.length > 1 ? labels.filter((label) => label !== 'User') : labels;
  const references = nearestReferences(graph, id, searched);
  const what = labels.length === 1 ? `${labels[0]} ${quoted(id)}` : `${choiceOf(labels)} ${quoted(id)}`;
  const hint = references.length === 0 ? 'The graph holds none.' : `Nearest: ${choiceOf(references)}.`;
  return new EngineError('node-unknown', `The graph has no ${what}. ${hint}`);
}

function nearestReferences(graph: LoadedGraph, id: string, labels: readonly NodeLabel[]): readonly string[] {
  // A node may be near by its id and by its name.
  const nearest = nearestNames(id, idsAndNames(graph, labels), nearestCount * 2);
  const found: { readonly rank: number; readonly reference: string }[] = [];
  for (const label of labels) {
    const { start, end } = labelRange(graph.snapshot.keys, label);
    for (let node = start; node < end; node++) {
      const nodeId = idAt(graph.snapshot.keys, node);
      const name = shownName(graph, label, node);
      const ranks = [nearest.indexOf(nodeId), nearest.indexOf(name)].filter((rank) => rank >= 0);
      if (ranks.length === 0) continue;
      const reference = `${label}:${nodeId}${name === '' ? '' : ` (${name})`}`;
      found.push({ rank: Math.min(...ranks), reference });
    }
  }
  found.sort((left, right) => left.rank - right.rank);
  return found.slice(0, nearestCount).map(({ reference }) => reference);
}

function* idsAndNames(graph: LoadedGraph, labels: readonly NodeLabel[]): Generator<string> {
  for (const label of labels) {
    const { start, end } = labelRange(graph.snapshot.keys, label);
    for (let node = start; node < end; node++) {
      yield idAt(graph.snapshot.keys, node);
      const name = shownName(graph, label, node);
      if (name !== '') yield name;
    }
  }
}

/** A user's name would say who stands behind an id, so it takes no part. */
function shownName(graph: LoadedGraph, label: NodeLabel, node: number): string {
  return label === 'User' ? '' : stringAt(graph.snapshot.names, node);
}

function article(label: NodeLabel): string {
  return label === 'User' ? 'a User' : `an ${label}`;
}

function quoted(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return JSON.stringify(shown);
}

import type { WishLink } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { idAt, indexOf, labelRange } from '../../core/graph/keys.ts';
import { nameAt } from '../../core/graph/show-node.ts';
import { choiceOf } from '../../core/nearest-names.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { resolveNode, unknownNode } from '../node-reference.ts';
import { attributeIndexOf } from './conversation-parts.ts';
import { traitsOfAnswer } from './conversation-view.ts';

/** Ids that a message about an ambiguous name shows. */
const shownMax = 5;

/**
 * Returns the id of the askable attribute of an id, or of a name in any case. Throws `node-unknown` with the three nearest,
 * `request-invalid` for a name that several share and for an attribute that no askable relation leads to. Cost: O(log
 * nodes) by id, O(traits) by name.
 */
export function findAttribute(graph: LoadedGraph, text: string): string {
  const isId = indexOf(graph.snapshot.keys, 'Attribute', text) >= 0;
  const id = isId ? text : only(graph, 'Attribute', text, new Set(attributeIndexOf(graph).traitAttributes));
  if (traitsOfAnswer(graph, { attribute: id, relation: null, others: [] }).length > 0) return id;
  throw new EngineError(
    'request-invalid',
    `No relation that the manifest marks "askable" leads from an item to the attribute ${JSON.stringify(id)}. ` +
      'Choose another attribute, or mark its relation in graph.json.',
  );
}

/** Returns the id of the aspect of an id, or of a name in any case. Throws as `findAttribute` does. Cost: O(aspects). */
export function findAspect(graph: LoadedGraph, text: string): string {
  const { keys } = graph.snapshot;
  if (indexOf(keys, 'Aspect', text) >= 0) return text;
  const { start, end } = labelRange(keys, 'Aspect');
  return only(
    graph,
    'Aspect',
    text,
    Array.from({ length: end - start }, (_, place) => start + place),
  );
}

/** Throws as `findAttribute` does where a link names nothing that a conversation may rest on. */
export function checkLinks(graph: LoadedGraph, links: readonly WishLink[]): void {
  for (const { label, id } of links) {
    resolveNode(graph, `${label}:${id}`, [label]);
    if (label === 'Attribute') findAttribute(graph, id);
  }
}

/** The id of the one node of a name. */
function only(
  graph: LoadedGraph,
  label: 'Attribute' | 'Aspect',
  text: string,
  nodes: Iterable<number>,
): string {
  const wanted = text.normalize('NFC').toLowerCase();
  const ids: string[] = [];
  for (const node of nodes) {
    if (nameAt(graph.snapshot, node)?.normalize('NFC').toLowerCase() === wanted)
      ids.push(idAt(graph.snapshot.keys, node));
  }
  const [id, other] = ids;
  if (id === undefined) throw unknownNode(graph, text, [label]);
  if (other === undefined) return id;
  const some = choiceOf(ids.slice(0, shownMax));
  throw new EngineError(
    'request-invalid',
    `${JSON.stringify(text)} is the name of ${ids.length} ${label.toLowerCase()}s. Give an id: ${some}.`,
  );
}

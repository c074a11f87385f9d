import type { FoundPath, GraphManifest, NodeShown } from '../../../contract/types.ts';
import { fillTemplate, type RelationEnds, relationSentence } from '../../graph/relation-words.ts';
import { showNode, titleAt } from '../../graph/show-node.ts';
import type { GraphSnapshot, RelationEdges } from '../../graph/snapshot.ts';
import type { WalkedRelation } from '../node-steps.ts';
import type { FoundWay } from './search.ts';

/** How counts of opinions read; no manifest words them, because no data set brings them. */
const derivedWords: Readonly<Record<string, string>> = {
  PRAISED_FOR: '{from} is praised for {to}',
  CRITICISED_FOR: '{from} is criticised for {to}',
  VALUES: '{from} values {to}',
  MINDS: '{from} minds {to}',
};

/**
 * Returns a found path as the border shows it, with its words. Users behind a step appear as a node without id and name
 * and as their number in `people`; a user who is an end is shown.
 */
export function shownPath(snapshot: GraphSnapshot, manifest: GraphManifest, way: FoundWay): FoundPath {
  const nodes = [shownEnd(snapshot, way.nodes[0]!)];
  const relations: FoundPath['path']['relations'] = [];
  const people: number[] = [];
  way.steps.forEach((step, position) => {
    if (step.people !== null) {
      nodes.push({ label: 'User', id: null, name: null });
      people.push(step.people);
    }
    nodes.push(shownEnd(snapshot, way.nodes[position + 1]!));
    for (const { relation, isForward } of step.relations) {
      relations.push({
        type: snapshot.relations[relation]!.type,
        direction: isForward ? 'forward' : 'backward',
      });
    }
  });
  return { path: { nodes, relations }, cost: way.cost, people, text: pathText(snapshot, manifest, way) };
}

/**
 * Returns a path as one English sentence: its relationships in order, each as the manifest words it in the direction
 * walked, or plainly from its type. Users behind a step read "each of 7 people", then "each of them".
 */
export function pathText(snapshot: GraphSnapshot, manifest: GraphManifest, way: FoundWay): string {
  const parts = way.steps.flatMap((step, position) => {
    const [from, to] = [way.nodes[position]!, way.nodes[position + 1]!].map((node) =>
      titleAt(snapshot, node),
    );
    const [first, second] = step.relations;
    const words = (walked: WalkedRelation, start: string, end: string): string =>
      stepText(manifest, snapshot.relations[walked.relation]!, walked.isForward, start, end);
    if (step.people === null || second === undefined) return [words(first!, from!, to!)];
    const people = step.people === 1 ? 'one person' : `each of ${step.people} people`;
    const again = step.people === 1 ? 'that person' : 'each of them';
    return [words(first!, from!, people), words(second, again, to!)];
  });
  const text = parts.join('; ');
  return `${/^(each of|one person|that person)\b/.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text}.`;
}

/** Words one relationship walked from `start` to `end`. */
function stepText(
  manifest: GraphManifest,
  relation: RelationEdges,
  isForward: boolean,
  start: string,
  end: string,
): string {
  const ends: RelationEnds = isForward ? { from: start, to: end } : { from: end, to: start };
  const words = oneWayWords(manifest, relation);
  if (words !== undefined) return fillTemplate(words, { ...ends });
  return relationSentence(manifest, relation.type, ends, isForward ? 'from' : 'to');
}

/** Acts and counts of opinions read the same in both directions: the user or item is the subject. */
function oneWayWords(manifest: GraphManifest, relation: RelationEdges): string | undefined {
  if (relation.role === 'derived') return derivedWords[relation.type];
  if (relation.role !== 'interaction') return undefined;
  const kind = manifest.interactions?.find((interaction) => interaction.kind === relation.type);
  return kind?.words ?? `{from} ${relation.type.toLowerCase().replaceAll('_', ' ')} {to}`;
}

/** Only ends of a path are users with a name, so whatever stands in a way may be shown. */
function shownEnd(snapshot: GraphSnapshot, node: number): NodeShown {
  return showNode(snapshot, node, node);
}

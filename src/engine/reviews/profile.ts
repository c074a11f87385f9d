import type { Profile, ProfileRequest } from '../../contract/types.ts';
import { type AspectLine, aspectLines, profileText } from '../../core/explanation/profile/profile.ts';
import { edgesEnd, edgesStart } from '../../core/graph/csr.ts';
import { idAt, indexOf, labelAt } from '../../core/graph/keys.ts';
import { nameAt, titleAt } from '../../core/graph/show-node.ts';
import { type GraphSnapshot, relationOf } from '../../core/graph/snapshot.ts';
import { struckNodes } from '../../core/graph/strikes.ts';
import type { Deps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { resolveNode } from '../node-reference.ts';

const linesDefault = 10;
const quotesMax = 2;
/** Newest opinions that moments and quotes are taken from; counts are of all. */
const opinionsMax = 2000;

/**
 * Returns what a user values and minds, with the items she likes, or what an item is praised and criticised for: counts,
 * the newest moment, and words of the reviews, nobody named but the user asked for. What she struck is left out and listed
 * apart. Throws `node-unknown`, `request-invalid` for a node that is neither user nor item.
 */
export async function profile(
  deps: Pick<Deps, 'store' | 'graph'>,
  request: ProfileRequest,
  signal: AbortSignal,
): Promise<Profile> {
  const graph = await deps.graph.current(signal);
  const { snapshot } = graph;
  const node = resolveNode(graph, request.node, ['User', 'Item']);
  const label = labelAt(snapshot.keys, node) === 'User' ? 'User' : 'Item';
  const id = idAt(snapshot.keys, node);
  const opinions = await deps.store.opinionsOf({ label, id }, opinionsMax, signal);
  const limits = { linesMax: request.limit ?? linesDefault, quotesMax };
  const lines = (type: string, polarity: 'positive' | 'negative'): Profile['praise'] =>
    aspectLines(countsOf(snapshot, type, node), opinions, polarity, limits).map((line) =>
      shownLine(snapshot, line),
    );
  const isUser = label === 'User';
  const found = {
    praise: lines(isUser ? 'VALUES' : 'PRAISED_FOR', 'positive'),
    criticism: lines(isUser ? 'MINDS' : 'CRITICISED_FOR', 'negative'),
    likes: isUser ? likesOf(graph, node).slice(0, limits.linesMax) : [],
    struck: [...struckNodes(snapshot.strikes, node)].map(
      (struck) => `${labelAt(snapshot.keys, struck)}:${idAt(snapshot.keys, struck)}`,
    ),
  };
  return {
    node: { label, id, name: nameAt(snapshot, node) },
    ...found,
    text: profileText({
      name: titleAt(snapshot, node),
      isUser,
      praise: found.praise.map(wordsOf),
      criticism: found.criticism.map(wordsOf),
      likes: found.likes.map(({ id: liked, name }) => ({ id: liked, name: name ?? liked })),
      struck: [...struckNodes(snapshot.strikes, node)].map((struck) => titleAt(snapshot, struck)),
    }),
    revision: snapshot.revision,
    snapshot: snapshot.id,
  };
}

/** Number of opinions by aspect, from the derived relationships that count. */
function countsOf(snapshot: GraphSnapshot, type: string, node: number): Map<string, number> {
  const counts = new Map<string, number>();
  const csr = relationOf(snapshot, type)?.forward;
  if (csr === undefined) return counts;
  const end = edgesEnd(csr, node);
  for (let slot = edgesStart(csr, node); slot < end; slot++)
    counts.set(idAt(snapshot.keys, csr.targets[slot] ?? 0), csr.weights[slot] ?? 0);
  return counts;
}

function likesOf({ snapshot, index }: LoadedGraph, user: number): Profile['likes'] {
  const likes: { item: number; at: number }[] = [];
  const end = edgesEnd(index.likes, user);
  for (let slot = edgesStart(index.likes, user); slot < end; slot++)
    likes.push({ item: index.likes.targets[slot] ?? 0, at: index.likedAt[slot] ?? Number.NaN });
  const orderable = (at: number): number => (Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at);
  return likes
    .sort((left, right) =>
      orderable(left.at) === orderable(right.at)
        ? left.item - right.item
        : orderable(right.at) - orderable(left.at),
    )
    .map(({ item, at }) => ({
      id: idAt(snapshot.keys, item),
      name: nameAt(snapshot, item),
      at: Number.isNaN(at) ? null : new Date(at).toISOString(),
    }));
}

function shownLine(snapshot: GraphSnapshot, line: AspectLine): Profile['praise'][number] {
  const { aspect, opinions, latest, quotes } = line;
  return {
    aspect,
    name: nameOf(snapshot, 'Aspect', aspect),
    opinions,
    latest: latest === null ? null : new Date(latest).toISOString(),
    quotes: quotes.map((quote) => ({ ...quote, itemName: nameOf(snapshot, 'Item', quote.item) })),
  };
}

function nameOf(snapshot: GraphSnapshot, label: Parameters<typeof indexOf>[1], id: string): string | null {
  const node = indexOf(snapshot.keys, label, id);
  return node < 0 ? null : nameAt(snapshot, node);
}

function wordsOf(line: Profile['praise'][number]): Parameters<typeof profileText>[0]['praise'][number] {
  return {
    id: line.aspect,
    name: line.name ?? line.aspect,
    opinions: line.opinions,
    latest: line.latest === null ? null : Date.parse(line.latest),
    quotes: line.quotes.map(({ item, itemName, text }) => ({ itemName: itemName ?? item, text })),
  };
}

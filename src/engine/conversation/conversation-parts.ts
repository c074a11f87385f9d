import { type AttributeIndex, buildAttributeIndex } from '../../core/conversation/attribute-index.ts';
import { equalRates, type TraitRates } from '../../core/conversation/belief/answer-rates.ts';
import { defaultAnswerModel } from '../../core/conversation/belief/belief.ts';
import {
  defaultPrior,
  strangerPrior,
  type UserPrior,
  userPrior,
  writePrior,
} from '../../core/conversation/belief/prior.ts';
import { buildLikeness, type LikenessIndex } from '../../core/conversation/likeness.ts';
import { indexOf } from '../../core/graph/keys.ts';
import {
  createScoringScratch,
  type ScoringScratch,
  scoreUser,
  seenItems,
} from '../../core/ranking/score-user.ts';
import type { GraphStore } from '../../store/port.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';

/** Numbers of items by their name in the manifest: one entry an item, NaN where an item has none. */
export type ItemNumbersByName = ReadonlyMap<string, Float64Array>;

/** Users whose priors are kept with a graph, the latest ones: each takes 12 bytes an item that the walk reaches, 120 kB at most. */
const priorsMax = 2000;

/** Numbers of a manifest that conversations know. */
const numbersMax = 20;

interface ConversationParts {
  readonly index: AttributeIndex;
  readonly rates: TraitRates;
  readonly stranger: Float64Array;
  /** Worked in while the prior of a user is made; made when first needed. */
  scratch: ScoringScratch | null;
  /** In the order of use. */
  readonly priors: Map<string, UserPrior>;
  likeness: LikenessIndex | null;
  numbers: Promise<ItemNumbersByName> | null;
}

const partsByGraph = new WeakMap<LoadedGraph, ConversationParts>();

/** Returns the traits of a graph that conversations may ask for, made once a graph. */
export function attributeIndexOf(graph: LoadedGraph): AttributeIndex {
  return partsOf(graph).index;
}

/** Returns how far answers about each trait are trusted, the same for all. */
export function ratesOf(graph: LoadedGraph): TraitRates {
  return partsOf(graph).rates;
}

/** Returns what likeness of items needs, made once a graph when somebody first asks for it. */
export function likenessOf(graph: LoadedGraph): LikenessIndex {
  const parts = partsOf(graph);
  parts.likeness ??= buildLikeness(parts.index);
  return parts.likeness;
}

/**
 * Writes the prior of a user (a node, null for a stranger) to `out`, one weight an item, and returns it. `popularity` takes
 * the population's for a known user as well, without what she has seen. Cost: O(items), and once a user that of scoring.
 */
export function conversationPrior(
  graph: LoadedGraph,
  user: number | null,
  basis: 'walk' | 'popularity',
  out: Float64Array,
): Float64Array {
  const { stranger, priors } = partsOf(graph);
  if (user === null) return writePrior(stranger, null, out);
  const key = `${basis} ${user}`;
  const prior = priors.get(key) ?? makePrior(graph, user, basis);
  priors.delete(key);
  priors.set(key, prior);
  for (const oldest of priors.keys()) {
    if (priors.size <= priorsMax) break;
    priors.delete(oldest);
  }
  return writePrior(stranger, prior, out);
}

/** Returns the numbers of items that the manifest names, read once a graph. Cost: O(items), the first time. */
export async function itemNumbersByName(
  store: Pick<GraphStore, 'itemNumbers'>,
  graph: LoadedGraph,
  signal: AbortSignal,
): Promise<ItemNumbersByName> {
  const parts = partsOf(graph);
  parts.numbers ??= readNumbers(store, graph, signal).catch((error: unknown) => {
    parts.numbers = null;
    throw error;
  });
  return parts.numbers;
}

function partsOf(graph: LoadedGraph): ConversationParts {
  const known = partsByGraph.get(graph);
  if (known !== undefined) return known;
  const index = buildAttributeIndex(graph.snapshot, graph.manifest);
  const parts: ConversationParts = {
    index,
    rates: equalRates(index.traitCount, defaultAnswerModel),
    stranger: strangerPrior(graph.index.itemDegrees),
    scratch: null,
    priors: new Map(),
    likeness: null,
    numbers: null,
  };
  partsByGraph.set(graph, parts);
  return parts;
}

function makePrior(graph: LoadedGraph, user: number, basis: 'walk' | 'popularity'): UserPrior {
  const parts = partsOf(graph);
  const { stranger } = parts;
  if (basis === 'popularity') {
    const isSeen = seenItems(graph.index, user);
    return userPrior({ scores: new Float64Array(stranger.length), isSeen }, stranger);
  }
  parts.scratch ??= createScoringScratch(graph.index);
  const { scratch } = parts;
  const { scores } = scoreUser(graph.index, user, { scratch });
  return userPrior({ scores, isSeen: scratch.isSeen }, stranger, defaultPrior, scratch.part);
}

async function readNumbers(
  store: Pick<GraphStore, 'itemNumbers'>,
  graph: LoadedGraph,
  signal: AbortSignal,
): Promise<ItemNumbersByName> {
  const numbers = new Map<string, Float64Array>();
  for (const { name } of (graph.manifest.numbers ?? []).slice(0, numbersMax)) {
    const { ids, values } = await store.itemNumbers(name, signal);
    const column = new Float64Array(graph.index.itemCount).fill(Number.NaN);
    ids.forEach((id, place) => {
      const node = indexOf(graph.snapshot.keys, 'Item', id);
      if (node >= 0) column[node - graph.index.itemStart] = values[place] ?? Number.NaN;
    });
    numbers.set(name, column);
  }
  return numbers;
}

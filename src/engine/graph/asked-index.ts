import type { GraphManifest, RankingSettings } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { choiceOf, nearestNames } from '../../core/nearest-names.ts';
import type { RankingIndex } from '../../core/ranking/ranking-index.ts';
import { aspectTerm, relationTerms } from '../../core/ranking/terms.ts';
import type { WalkSettings } from '../../core/ranking/walk/walk-settings.ts';
import { walkVariants } from '../../core/ranking/walk/walk-variants.ts';
import type { LoadedGraph } from './graph-cache.ts';

/** Indices with settings of a request that are kept for one graph. */
const indicesKeptMax = 4;
const nearestCount = 3;
const indicesByGraph = new WeakMap<RankingIndex, Map<string, RankingIndex>>();

/**
 * Returns the index of a graph with the settings of one request in place of those of the manifest. The last few are
 * kept, so that a second request with the same settings costs nothing. Throws `request-invalid` for a relation that the
 * graph does not have, with the nearest ones, and for a weight of the regression where there is none. Cost: that of the
 * tables which change; O(edges) where relations do.
 */
export function askedIndex(graph: LoadedGraph, settings: RankingSettings | undefined): RankingIndex {
  if (settings === undefined) return graph.index;
  const kept = indicesByGraph.get(graph.index) ?? new Map<string, RankingIndex>();
  indicesByGraph.set(graph.index, kept);
  const key = JSON.stringify(settings);
  const index = kept.get(key) ?? changedIndex(graph, settings);
  kept.delete(key);
  kept.set(key, index);
  const oldest = kept.keys().next();
  if (kept.size > indicesKeptMax && oldest.done !== true) kept.delete(oldest.value);
  return index;
}

function changedIndex(graph: LoadedGraph, settings: RankingSettings): RankingIndex {
  const { index, snapshot, manifest } = graph;
  const walk = changedWalk(index, settings);
  const changed = changedManifest(graph, settings);
  return {
    ...(walk === null ? index : walkVariants(index)(walk)),
    relationTerms: settings.relations === undefined ? index.relationTerms : relationTerms(snapshot, changed),
    aspectTerm: changed.aspects === manifest.aspects ? index.aspectTerm : aspectTerm(snapshot, changed),
  };
}

function changedWalk(index: RankingIndex, settings: RankingSettings): WalkSettings | null {
  const before = index.walk.settings;
  const { alpha, alphaUsers, beta, recency, fade, lead, regressionWeight: weight } = settings;
  if (weight !== undefined && weight > 0 && index.regression === null)
    throw new EngineError(
      'request-invalid',
      'The request gives the regression between items a weight, but its weights were never made, as the manifest gives it none. Set walk.regression.weight in graph.json and import it, or run "whypath tune".',
    );
  const after = {
    alpha: alpha ?? before.alpha,
    alphaUsers: alphaUsers ?? before.alphaUsers,
    beta: beta ?? before.beta,
    recency: recency === undefined ? before.recency : recency,
    fade: fade ?? before.fade,
    lead: lead ?? before.lead,
    regression: { ...before.regression, weight: weight ?? before.regression.weight },
    // Exponents that are asked for hold for everybody.
    long: alpha === undefined && beta === undefined ? before.long : null,
  };
  return JSON.stringify(after) === JSON.stringify(before) ? null : after;
}

/** The manifest with the weights of the request, where no tuning stands over them. */
function changedManifest({ snapshot, manifest }: LoadedGraph, settings: RankingSettings): GraphManifest {
  const { relations: asked = {}, aspectWeight, aspectSmoothing } = settings;
  const types = snapshot.relations.filter(({ role }) => role === 'link').map(({ type }) => type);
  for (const type of Object.keys(asked)) if (!types.includes(type)) throw unknownRelation(type, types);
  const relations = types.map((type): GraphManifest['relations'][number] => ({
    ...(manifest.relations.find((relation) => relation.type === type) ?? { type, ends: [] }),
    ...manifest.tuning?.relations.find((relation) => relation.type === type),
    ...asked[type],
  }));
  const aspects = {
    ...manifest.aspects,
    ...(aspectWeight === undefined ? {} : { weight: aspectWeight }),
    ...(aspectSmoothing === undefined ? {} : { smoothing: aspectSmoothing }),
  };
  const isSame = aspectWeight === undefined && aspectSmoothing === undefined;
  const { tuning: _, ...rest } = manifest;
  return { ...rest, relations, ...(isSame ? {} : { aspects }) };
}

function unknownRelation(type: string, types: readonly string[]): EngineError {
  const nearest = nearestNames(type, types, nearestCount);
  const hint = nearest.length === 0 ? 'The graph has none.' : `Nearest: ${choiceOf(nearest)}.`;
  return new EngineError(
    'request-invalid',
    `The settings name the relation ${JSON.stringify(type)}, which the graph does not have. ${hint}`,
  );
}

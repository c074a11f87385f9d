import type { Compute } from '../compute/port.ts';
import type { ContentHash } from '../core/graph/snapshot.ts';
import type { LanguageModel } from '../llm/port.ts';
import type { GraphStore } from '../store/port.ts';
import type { GraphCache } from './graph/graph-cache.ts';

/** The outside as the engine sees it; `open-engine.ts` chooses the parts, tests choose others. */
export interface Deps {
  readonly store: GraphStore;
  readonly model: LanguageModel;
  /** The graph of the store, read when the revision has moved on. */
  readonly graph: GraphCache;
  /** Starts a SHA-256. */
  readonly hash: () => ContentHash;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A new unique id. */
  readonly newId: () => string;
  readonly settings: EngineSettings;
}

/** Over the graph in memory, by lists in the store, or by PageRank of Graph Data Science. */
export type RankingPlace = 'in-process' | 'lists' | 'gds';

/** Settings of every request. */
export interface EngineSettings {
  /** Overrides the threshold of the manifest, null to follow it. */
  readonly peopleMin: number | null;
  /** Where recommendations are worked out, `in-process` where absent. */
  readonly ranking?: RankingPlace;
}

/** What a request with heavy arithmetic needs beside others. */
export interface ComputeDeps {
  readonly compute: Compute;
}

/** What a request that only reads the graph needs. */
export type GraphDeps = Pick<Deps, 'graph' | 'settings'>;

/** What a request that shows reasons needs: the graph, the reviews behind aspects, and numbers of items for filters. */
export type ReasonDeps = GraphDeps &
  Pick<Deps, 'hash'> & { readonly store: Pick<GraphStore, 'evidence' | 'itemNumbers'> };

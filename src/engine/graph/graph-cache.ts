import type { GraphManifest } from '../../contract/types.ts';
import type { Wordings } from '../../core/graph/language-words.ts';
import type { GraphSnapshot } from '../../core/graph/snapshot.ts';
import type { RankingIndex } from '../../core/ranking/ranking-index.ts';

/** A graph that is ready to be walked. */
export interface LoadedGraph {
  readonly snapshot: GraphSnapshot;
  readonly manifest: GraphManifest;
  readonly index: RankingIndex;
  /** Names the facts that were taken up since the graph was read; absent where there are none. */
  readonly overlayHash?: string;
  /** How reasons read for the request at hand; English where absent. */
  readonly wordings?: Wordings;
}

/** Hands out the graph of the newest revision; an older one stays valid for those who hold it. */
export interface GraphCache {
  /** Throws `graph-empty` when the store holds no items, naming the import command. */
  current(signal: AbortSignal): Promise<LoadedGraph>;
}

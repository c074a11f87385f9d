import type { Recommendations, RecommendRequest } from '../../contract/types.ts';
import type { Deps } from '../deps.ts';
import { recommend } from './recommend.ts';
import { recommendByLists } from './recommend-by-lists.ts';
import { recommendByPageRank } from './recommend-by-pagerank.ts';

/**
 * Returns recommendations worked out where the request, else the configuration, says: over the graph in memory, by the
 * lists in the store, or by PageRank of Graph Data Science. `parameters.ranking` of the answer names the place.
 */
export function recommendAnywhere(
  deps: Deps,
  request: RecommendRequest,
  signal: AbortSignal,
): Promise<Recommendations> {
  switch (request.ranking ?? deps.settings.ranking ?? 'in-process') {
    case 'in-process':
      return recommend(deps, request, signal);
    case 'lists':
      return recommendByLists(deps, request, signal);
    case 'gds':
      return recommendByPageRank(deps, request, signal);
  }
}

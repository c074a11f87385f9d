import { buildCsr, sortedEdgeOrder, transpose } from '../../../src/core/graph/csr.ts';
import { idAt, indexOf } from '../../../src/core/graph/keys.ts';
import { seenItems } from '../../../src/core/ranking/score-user.ts';
import { topK } from '../../../src/core/ranking/top-k.ts';
import type { LoadedGraph } from '../../../src/engine/graph/graph-cache.ts';
import { personalisedPageRank } from '../../oracle/power-iteration.ts';

/** Returns the best items by exact PageRank from a user over who liked what, each pair once and both ways. */
export function pageRankItems(
  { snapshot, index, manifest }: LoadedGraph,
  userId: string,
  limit: number,
): string[] {
  const user = indexOf(snapshot.keys, 'User', userId);
  const heaviest = Math.max(...(manifest.interactions ?? []).map(({ weight }) => weight));
  const pairs = new Map<string, [number, number]>();
  for (const { type, role, forward, ratings } of snapshot.relations) {
    const weight = manifest.interactions?.find(({ kind }) => kind === type)?.weight ?? 1;
    if (role !== 'interaction' || weight <= 0 || weight < heaviest / 2) continue;
    for (let row = 0; row < forward.offsets.length - 1; row++) {
      for (let slot = forward.offsets[row] ?? 0; slot < (forward.offsets[row + 1] ?? 0); slot++) {
        const isLow =
          (ratings?.[slot] ?? Number.NaN) < (manifest.rating?.positiveFrom ?? Number.NEGATIVE_INFINITY);
        const [source, target] = [forward.firstNode + row, forward.targets[slot] ?? 0];
        if (!isLow) pairs.set(`${source} ${target}`, [source, target]);
      }
    }
  }
  const list = {
    count: pairs.size,
    sources: Uint32Array.from([...pairs.values()], ([source]) => source),
    targets: Uint32Array.from([...pairs.values()], ([, target]) => target),
    weights: new Float64Array(pairs.size).fill(1),
  };
  const nodeCount = snapshot.keys.count;
  const likes = buildCsr(list, sortedEdgeOrder(list, nodeCount), 0, nodeCount);
  const restart = new Float64Array(nodeCount);
  restart[user] = 1;
  const edges = [likes, transpose(likes, 0, nodeCount)];
  const { scores } = personalisedPageRank({ nodeCount, edges, restart });
  const items = scores.slice(index.itemStart, index.itemStart + index.itemCount);
  return topK(items, seenItems(index, user), limit).map((item) =>
    idAt(snapshot.keys, index.itemStart + item),
  );
}

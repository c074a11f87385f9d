/** How candidates compare: how much one is worth, and the nodes it passes. */
export interface DiverseOptions<Candidate> {
  /** Most candidates in the answer. */
  readonly limit: number;
  /** Worth of a candidate by itself, above 0. */
  readonly worth: (candidate: Candidate) => number;
  /** Node indices inside it, without its ends. */
  readonly nodes: (candidate: Candidate) => readonly number[];
}

/**
 * Returns at most `limit` candidates, chosen one after the other: the one that is worth most, where each time a node of
 * it stands in one chosen before halves its worth. Ties keep the order of `candidates`. Deterministic.
 * Cost: O(limit × candidates × nodes).
 */
export function pickDiverse<Candidate>(
  candidates: readonly Candidate[],
  { limit, worth, nodes }: DiverseOptions<Candidate>,
): Candidate[] {
  const left = candidates.map((candidate) => ({
    candidate,
    worth: worth(candidate),
    nodes: nodes(candidate),
  }));
  const uses = new Map<number, number>();
  const chosen: Candidate[] = [];
  while (chosen.length < limit && left.length > 0) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    left.forEach((entry, position) => {
      const repeats = entry.nodes.reduce((sum, node) => sum + (uses.get(node) ?? 0), 0);
      const own = entry.worth * 0.5 ** repeats;
      if (own <= most) return;
      best = position;
      most = own;
    });
    const [taken] = left.splice(best, 1);
    if (taken === undefined) break;
    chosen.push(taken.candidate);
    for (const node of taken.nodes) uses.set(node, (uses.get(node) ?? 0) + 1);
  }
  return chosen;
}

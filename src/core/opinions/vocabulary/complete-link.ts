/** Two things that may be one, with how far they are apart. */
export interface Link {
  /** Positions, different from each other. */
  readonly one: number;
  readonly other: number;
  /** Nearest first; of any unit. */
  readonly distance: number;
}

/**
 * Returns groups of `count` things in which every two are linked, by complete linkage: links are taken from the nearest
 * on, ties by position, and two groups become one only where each thing of one is linked to each of the other. So a–b and
 * b–c never bring a and c together unless a–c is a link itself. Every thing is in one group; groups and their things are
 * in ascending order. `mayJoin` can refuse two groups. Cost: O(links × log links + size of the groups joined).
 */
export function linkCompletely(
  count: number,
  links: readonly Link[],
  mayJoin: (one: readonly number[], other: readonly number[]) => boolean = () => true,
): readonly (readonly number[])[] {
  const groups: number[][] = Array.from({ length: count }, (_, position) => [position]);
  const groupOf = Array.from({ length: count }, (_, position) => position);
  const linked = new Set(links.map(({ one, other }) => pairKey(one, other, count)));
  const order = [...links].sort(
    (left, right) =>
      left.distance - right.distance ||
      pairKey(left.one, left.other, count) - pairKey(right.one, right.other, count),
  );
  for (const { one, other } of order) {
    const into = Math.min(groupOf[one] ?? one, groupOf[other] ?? other);
    const from = Math.max(groupOf[one] ?? one, groupOf[other] ?? other);
    const group = groups[into] ?? [];
    const joining = groups[from] ?? [];
    if (into === from) continue;
    const isComplete = group.every((left) =>
      joining.every((right) => linked.has(pairKey(left, right, count))),
    );
    if (!isComplete || !mayJoin(group, joining)) continue;
    for (const position of joining) groupOf[position] = into;
    groups[into] = [...group, ...joining].sort((left, right) => left - right);
    groups[from] = [];
  }
  return groups.filter((group) => group.length > 0);
}

function pairKey(one: number, other: number, count: number): number {
  return Math.min(one, other) * count + Math.max(one, other);
}

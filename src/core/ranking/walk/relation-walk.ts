import { edgesEnd, edgesStart } from '../../graph/csr.ts';
import type { OwnLikes } from '../own-likes.ts';
import type { RankingIndex } from '../ranking-index.ts';
import type { RelationTerm } from '../terms.ts';

/** What a user's liked items send to each entity (or linked item) of one relation, by node index. */
export type EntityMass = ReadonlyMap<number, number>;

/**
 * Returns the mass that reaches each entity of a relation from what a user likes:
 * m(e) = Σ_{i liked by u, i linked to e} own(u,i) deg_r(i)^-½. Entities with more items than the hub limit, and those
 * in `skipped`, are left out. For a direct relation the keys are the liked items themselves, whose mass is
 * own(u,i) deg_r(i)^-½. Cost: O(edges of the liked items in the relation).
 */
export function entityMass(own: OwnLikes, term: RelationTerm, skipped: ReadonlySet<number>): EntityMass {
  const mass = new Map<number, number>();
  for (let like = 0; like < own.items.length; like++) {
    const item = own.items[like]!;
    const start = edgesStart(term.neighbours, item);
    const end = edgesEnd(term.neighbours, item);
    if (end === start) continue;
    const sent = own.weights[like]! * (end - start) ** -0.5;
    if (term.shape === 'direct') {
      if (!skipped.has(item)) mass.set(item, sent);
      continue;
    }
    for (let slot = start; slot < end; slot++) {
      const entity = term.neighbours.targets[slot]!;
      if (skipped.has(entity) || entityDegree(term, entity) > term.hubMax) continue;
      mass.set(entity, (mass.get(entity) ?? 0) + sent);
    }
  }
  return mass;
}

/**
 * Writes the unscaled score of a relation to `out` (`Float64Array`, one entry an item, overwritten): for entities
 * Σ_e m(e) deg(e)^-1 deg_r(j)^-½ (1 + pop(j))^g, for a direct relation without deg(e)^-1; pop(j) is the degree of j
 * in the likes, plus 1 so that an item nobody has touched can be reached. The exponent g keeps
 * a relation from reaching only obscure items.
 * Cost: O(edges of the entities reached).
 */
export function writeRelationScores(
  index: RankingIndex,
  term: RelationTerm,
  mass: EntityMass,
  out: Float64Array,
): void {
  out.fill(0);
  const reach = reachOf(index, term);
  for (const [entity, sent] of mass) {
    const spread = spreadOf(term, entity, sent);
    const end = edgesEnd(term.items, entity);
    for (let slot = edgesStart(term.items, entity); slot < end; slot++) {
      const position = term.items.targets[slot]! - index.itemStart;
      out[position]! += spread * reach[position]!;
    }
  }
}

/** The unscaled contribution of one entity (or liked item) to one item; 0 where they are not linked. */
export function entityContribution(
  index: RankingIndex,
  term: RelationTerm,
  entity: number,
  sent: number,
  item: number,
): number {
  const end = edgesEnd(term.neighbours, item);
  for (let slot = edgesStart(term.neighbours, item); slot < end; slot++) {
    if (term.neighbours.targets[slot] === entity) return linkedContribution(index, term, entity, sent, item);
  }
  return 0;
}

/** The unscaled contribution of one entity (or liked item) to an item that is linked to it. Cost: O(1). */
export function linkedContribution(
  index: RankingIndex,
  term: RelationTerm,
  entity: number,
  sent: number,
  item: number,
): number {
  return spreadOf(term, entity, sent) * reachOf(index, term)[item - index.itemStart]!;
}

function spreadOf(term: RelationTerm, entity: number, sent: number): number {
  return term.shape === 'direct' ? sent : sent / entityDegree(term, entity);
}

/** deg_r(j)^-½ (1 + pop(j))^g, one entry an item; made once for a relation and the degrees it is read with. */
function reachOf(index: RankingIndex, term: RelationTerm): Float64Array {
  const known = reaches.get(index.itemDegrees) ?? new Map<RelationTerm, Float64Array>();
  reaches.set(index.itemDegrees, known);
  const kept = known.get(term);
  if (kept !== undefined) return kept;
  const reach = Float64Array.from(index.itemDegrees, (degree, position) => {
    const item = index.itemStart + position;
    const links = edgesEnd(term.neighbours, item) - edgesStart(term.neighbours, item);
    return links === 0 ? 0 : links ** -0.5 * (1 + degree) ** term.popularityExponent;
  });
  known.set(term, reach);
  return reach;
}

const reaches = new WeakMap<RankingIndex['itemDegrees'], Map<RelationTerm, Float64Array>>();

function entityDegree(term: RelationTerm, entity: number): number {
  return edgesEnd(term.items, entity) - edgesStart(term.items, entity);
}

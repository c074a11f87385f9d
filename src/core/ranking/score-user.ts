import { type Csr, edgesEnd, edgesStart } from '../graph/csr.ts';
import { struckNodes } from '../graph/strikes.ts';
import { type AspectCare, aspectCare, writeAspectScores } from './aspect-agreement.ts';
import { type OwnLikes, ownLikes } from './own-likes.ts';
import type { RankingIndex } from './ranking-index.ts';
import { writeRegressionScores } from './regression/regression-scores.ts';
import { type EntityMass, entityMass, writeRelationScores } from './walk/relation-walk.ts';
import { writeWalkScores } from './walk/walk.ts';

/** Parts of the graph that a scoring leaves out, as node indices: one set for each kind of reason. */
export interface Removal {
  readonly linkingItems: ReadonlySet<number>;
  /** Relationship type to the entities (or, for a direct relation, liked items) left out of it. */
  readonly entities: ReadonlyMap<string, ReadonlySet<number>>;
  readonly aspects: ReadonlySet<number>;
}

/** Nothing left out. */
export const removalNone: Removal = { linkingItems: new Set(), entities: new Map(), aspects: new Set() };

/**
 * What scales each term so that a weight of 1 gives it as much mass over the user's candidates as the walk has.
 * `relations` follows `index.relationTerms`.
 */
export interface TermScales {
  readonly relations: Float64Array;
  readonly aspect: number;
  /** Of the closed-form weights between items. */
  readonly regression: number;
}

/** The score of every item for one user, and what it is made of. */
export interface UserScoring {
  readonly user: number;
  /** The likes that the score is made of. */
  readonly own: OwnLikes;
  /** `popularity` where nothing of the user leads anywhere: the score is then the degree of the item. */
  readonly method: 'walk' | 'popularity';
  /** One entry an item, seen ones included; may be negative where aspects count against. */
  readonly scores: Float64Array;
  readonly scales: TermScales;
  /** Follows `index.relationTerms`. */
  readonly masses: readonly EntityMass[];
  readonly care: AspectCare;
}

/** What a scoring may take in place of the graph as it is. */
export interface ScoringOptions {
  readonly removal?: Removal;
  /** Those of the full graph, kept so that a change moves a score by exactly its part. */
  readonly scales?: TermScales;
  /** Stands for the user's row of likes. What she has seen does not change with it. */
  readonly own?: OwnLikes;
  /** Arrays to work in. The scores of the answer stand in them and are overwritten by the next scoring. */
  readonly scratch?: ScoringScratch;
}

/** Arrays of one entry an item that many scorings may share, one after the other. */
export interface ScoringScratch {
  readonly scores: Float64Array;
  readonly part: Float64Array;
  readonly isSeen: Uint8Array;
}

/** Returns arrays for scorings over an index. */
export function createScoringScratch({ itemCount }: RankingIndex): ScoringScratch {
  return {
    scores: new Float64Array(itemCount),
    part: new Float64Array(itemCount),
    isSeen: new Uint8Array(itemCount),
  };
}

/**
 * Returns the scores of all items for a user: the damped walk, plus the regression between items,
 * every relation (but not through entities she struck) and the aspect agreement, each
 * scaled by its weight times (walk mass / own mass), masses taken over the items she has not seen. Given `scales`
 * (those of the full graph) are kept, so that leaving a part out changes a score by exactly that part.
 * Cost: O(edges within reach + items).
 */
export function scoreUser(index: RankingIndex, user: number, options: ScoringOptions = {}): UserScoring {
  const { removal = removalNone, own = ownLikes(index, user) } = options;
  const { scores, part, isSeen } = options.scratch ?? createScoringScratch(index);
  markItems([index.seen, index.strikes], index, user, isSeen);
  const struck = struckNodes(index.strikes, user);
  writeWalkScores(index, own, removal.linkingItems, scores);
  const isWalkOnly =
    index.relationTerms.length === 0 && index.regression === null && index.aspectTerm === null;
  const walkMass = (isWalkOnly ? 0 : massOf(scores, isSeen)) || 1;
  let regressionScale = 0;
  const { weight } = index.walk.settings.regression;
  if (index.regression !== null && weight > 0) {
    writeRegressionScores(index, index.regression, own, removal.linkingItems, part);
    regressionScale = options.scales?.regression ?? scaleOf(weight, walkMass, massOf(part, isSeen));
    addScaled(part, regressionScale, scores);
  }
  const relationScales = new Float64Array(index.relationTerms.length);
  const masses = index.relationTerms.map((term, position) => {
    const mass = entityMass(own, term, skippedOf(removal.entities.get(term.type), struck));
    writeRelationScores(index, term, mass, part);
    const scale = options.scales?.relations[position] ?? scaleOf(term.weight, walkMass, massOf(part, isSeen));
    relationScales[position] = scale;
    addScaled(part, scale, scores);
    return mass;
  });
  let aspectScale = 0;
  let care: AspectCare = new Map();
  if (index.aspectTerm !== null) {
    care = aspectCare(index.aspectTerm, user, removal.aspects);
    writeAspectScores(index, index.aspectTerm, care, part);
    aspectScale = options.scales?.aspect ?? scaleOf(index.aspectTerm.weight, walkMass, massOf(part, isSeen));
    addScaled(part, aspectScale, scores);
  }
  const reachesSomething =
    options.scales !== undefined || scores.some((score, item) => score > 0 && isSeen[item] === 0);
  return {
    user,
    own,
    method: reachesSomething ? 'walk' : 'popularity',
    scores: reachesSomething ? scores : index.itemDegrees,
    scales: { relations: relationScales, aspect: aspectScale, regression: regressionScale },
    masses,
    care,
  };
}

/** Returns the score of the item at a position (node index minus `itemStart`). */
export function scoreAt(scoring: UserScoring, position: number): number {
  return scoring.scores[position]!;
}

/**
 * Returns 1 for every item that a user has acted on or struck: `Uint8Array`, one entry an item. What she struck no
 * longer counts for her, and is not proposed to her as new.
 */
export function seenItems(index: RankingIndex, user: number): Uint8Array {
  const isSeen = new Uint8Array(index.itemCount);
  markItems([index.seen, index.strikes], index, user, isSeen);
  return isSeen;
}

/** Returns 1 for every item that a user struck: `Uint8Array`, one entry an item. */
export function struckItems(index: RankingIndex, user: number): Uint8Array {
  const isStruck = new Uint8Array(index.itemCount);
  markItems([index.strikes], index, user, isStruck);
  return isStruck;
}

function markItems(
  tables: readonly Csr[],
  { itemStart, itemCount }: RankingIndex,
  user: number,
  out: Uint8Array,
): void {
  out.fill(0);
  for (const rows of tables) {
    const end = edgesEnd(rows, user);
    for (let slot = edgesStart(rows, user); slot < end; slot++) {
      const position = rows.targets[slot]! - itemStart;
      if (position >= 0 && position < itemCount) out[position] = 1;
    }
  }
}

function skippedOf(
  removed: ReadonlySet<number> | undefined,
  struck: ReadonlySet<number>,
): ReadonlySet<number> {
  if (removed === undefined || struck.size === 0) return removed ?? struck;
  return new Set([...removed, ...struck]);
}

function massOf(scores: Float64Array, isSeen: Uint8Array): number {
  let mass = 0;
  for (let item = 0; item < scores.length; item++) if (isSeen[item] === 0) mass += Math.abs(scores[item]!);
  return mass;
}

function scaleOf(weight: number, walkMass: number, ownMass: number): number {
  return ownMass > 0 ? (weight * walkMass) / ownMass : 0;
}

function addScaled(part: Float64Array, scale: number, out: Float64Array): void {
  if (scale === 0) return;
  for (let item = 0; item < out.length; item++) out[item]! += scale * part[item]!;
}

import type { Csr } from '../../graph/csr.ts';
import { linksOf, type RankingIndex } from '../ranking-index.ts';
import type { ItemPairs } from '../regression/item-pairs.ts';
import { buildItemPairs } from '../regression/item-pairs.ts';
import { buildItemRegression, type ItemRegression } from '../regression/item-regression.ts';
import { leadWeights, recencyWeights } from './recency.ts';
import type { WalkSettings } from './walk-settings.ts';
import { createWalkWorkspace } from './walk-workspace.ts';

/** Tables of pairs that are kept; one takes up to 128 MiB. */
const pairsKeptMax = 2;
/** Links by the order of acts that are kept; they take 12 bytes a like. */
const linksKeptMax = 4;
/** Regressions that are kept; one takes some 12 bytes a weight. */
const regressionsKeptMax = 6;

/**
 * Returns a function from settings of the walk to an index over the same interactions and relations. What is costly to
 * make (tables of pairs, regressions, weights by recency) is kept and shared between the indices, so that trying many
 * settings makes each part once. The scratch space is new each time. Cost of a call: that of the parts which are new.
 */
export function walkVariants(index: RankingIndex): (settings: WalkSettings) => RankingIndex {
  const { settings } = index.walk;
  const pairs = new Map<string, ItemPairs | null>([[pairsKey(settings), index.pairs]]);
  const regressions = new Map<string, ItemRegression | null>();
  const weights = new Map<string, Float64Array>();
  const links = new Map<string, Links>();
  if (index.regression !== null) regressions.set(regressionKey(settings), index.regression);
  return (asked) => {
    const walk = createWalkWorkspace({ items: index.itemDegrees, users: index.userDegrees }, asked);
    const own = kept(links, String(asked.lead), linksKeptMax, () => linksAt(index, asked.lead));
    return {
      ...index,
      walk,
      links: own.links,
      ownWeights: kept(weights, `${asked.recency} ${asked.fade}`, Number.POSITIVE_INFINITY, () =>
        recencyWeights(index.likes, index.likedAt, asked),
      ),
      regression:
        asked.regression.weight === 0
          ? null
          : kept(regressions, regressionKey(asked), regressionsKeptMax, () =>
              buildItemRegression(index, asked.regression),
            ),
      pairs: kept(pairs, pairsKey(asked), pairsKeptMax, () =>
        buildItemPairs(index, walk.userDamping, own.weights),
      ),
    };
  };
}

interface Links {
  readonly weights: Float64Array;
  readonly links: Csr;
}

function linksAt(index: RankingIndex, lead: number): Links {
  const weights = leadWeights(index.likes, index.likedAt, lead);
  return { weights, links: linksOf(index, weights) };
}

function pairsKey({ alphaUsers, lead }: WalkSettings): string {
  return `${alphaUsers} ${lead}`;
}

function regressionKey({ regression: { neighbours, ridge } }: WalkSettings): string {
  return `${neighbours} ${ridge}`;
}

/** The value of a key, made where it is not there; the value that was used longest ago leaves when there are too many. */
function kept<Value>(values: Map<string, Value>, key: string, max: number, make: () => Value): Value {
  const value = values.has(key) ? (values.get(key) as Value) : make();
  values.delete(key);
  values.set(key, value);
  const oldest = values.keys().next();
  if (values.size > max && oldest.done !== true) values.delete(oldest.value);
  return value;
}

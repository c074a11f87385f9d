import { at, below, groupLikes, idOf, itemsOfSeries, powerLawRank, randomOf, type Shop } from './shop.ts';
import { categoryOf, drawItem, type ItemTraits, itemTraits } from './shop-items.ts';
import { firstNames } from './shop-words.ts';

/** Kinds of acts, in the order of their relationship types. */
export const actKinds = ['BOUGHT', 'RATED', 'RETURNED', 'VIEWED'] as const;

/** Takes one act: position in `actKinds`, item, rating or NaN, epoch seconds. */
export type ActVisitor = (kind: number, item: number, rating: number, at: number) => void;

/** What chance made of a user. */
export interface UserTraits {
  /** Users of one group have the same favourite categories, brands and materials. */
  readonly group: number;
  readonly language: 'en' | 'de';
  readonly name: string;
}

const bought = 0;
const rated = 1;
const returned = 2;
const viewed = 3;

/** 2024-01-01 and the length of the time in which everything happens, in seconds. */
const opening = 1_704_067_200;
const span = 730 * 86_400;
const day = 86_400;

/** How many items a user comes upon: a Pareto law from `few` on, cut at `many`. */
const items = { few: 5, exponent: 1.6, many: 300 } as const;

/** Returns the traits of a user. */
export function userTraits(shop: Shop, user: number): UserTraits {
  const random = randomOf(shop, 'user', user);
  const group = powerLawRank(random, shop.groupCount, 0.5);
  const language = random() < 0.65 ? 'en' : 'de';
  const first = at(firstNames, below(random, firstNames.length));
  return { group, language, name: `${first} ${String.fromCharCode(65 + below(random, 26))}.` };
}

/** Returns the id of a user. */
export function userId(shop: Shop, user: number): string {
  return idOf('u', user, shop.users);
}

/**
 * Visits every act of a user, items in the order in which she came upon them: a look, a purchase, a rating, a second
 * purchase, a return. No item comes twice, and no two acts are equal in kind, item and moment.
 */
export function visitActs(shop: Shop, user: number, visit: ActVisitor): void {
  const { group } = userTraits(shop, user);
  const random = randomOf(shop, 'acts', user);
  const count = Math.min(
    items.many,
    Math.floor(shop.items / 3),
    Math.floor(items.few * (1 - random()) ** (-1 / items.exponent)),
  );
  const joined = opening + random() * 0.85 * span;
  const rest = opening + span - joined;
  const known = new Set<number>();
  let last = -1;
  for (let step = 0; step < count; step++) {
    const item = nextItem(shop, group, last, random);
    if (known.has(item)) continue;
    known.add(item);
    last = item;
    const moment = Math.floor(joined + (rest * (step + random())) / count);
    visitItem(shop, group, item, moment, random, visit);
  }
}

function visitItem(
  shop: Shop,
  group: number,
  item: number,
  moment: number,
  random: () => number,
  visit: ActVisitor,
): void {
  const none = Number.NaN;
  const isBought = random() < 0.7;
  if (!isBought || random() < 0.3) visit(viewed, item, none, moment);
  if (!isBought) return;
  visit(bought, item, none, moment + 60 + below(random, 3600));
  const stars = ratingOf(shop, group, itemTraits(shop, item), random);
  if (random() < 0.55) visit(rated, item, stars, moment + (2 + below(random, 20)) * day);
  if (random() < (stars <= 2 ? 0.35 : 0.01))
    visit(returned, item, none, moment + (1 + below(random, 12)) * day);
  else if (random() < 0.06) visit(bought, item, none, moment + (30 + below(random, 90)) * day);
}

/** One to five stars: quality, a little taste, and noise. */
function ratingOf(shop: Shop, group: number, traits: ItemTraits, random: () => number): number {
  const taste = groupLikes(shop, group, 'brand', traits.brand) ? 0.7 : 0;
  const stars = 1.4 + 3.4 * traits.quality + taste + 2.4 * (random() - 0.5);
  return Math.max(1, Math.min(5, Math.round(stars)));
}

/** Goes on in the series of the last item, looks into a favourite category, or wanders. */
function nextItem(shop: Shop, group: number, last: number, random: () => number): number {
  const way = random();
  if (way < 0.12 && last >= 0) return siblingOf(shop, last, random);
  if (way < 0.3) {
    const category = powerLawRank(random, shop.categoryCount, 0.8);
    return drawItem(shop, category, group, random);
  }
  const category = favouriteCategory(shop, group, powerLawRank(random, 3, 0.9));
  let item = drawItem(shop, category, group, random);
  for (let attempt = 0; attempt < 2 && !isToTaste(shop, group, item, random); attempt++)
    item = drawItem(shop, category, group, random);
  return item;
}

function isToTaste(shop: Shop, group: number, item: number, random: () => number): boolean {
  const { brand, material } = itemTraits(shop, item);
  if (groupLikes(shop, group, 'brand', brand)) return true;
  return random() < (groupLikes(shop, group, 'material', material) ? 0.6 : 0.25);
}

function favouriteCategory(shop: Shop, group: number, rank: number): number {
  return below(randomOf(shop, 'user', -1 - group, rank), shop.categoryCount);
}

function siblingOf(shop: Shop, item: number, random: () => number): number {
  const { categoryCount } = shop;
  const slot = Math.floor(item / categoryCount);
  const first = slot - (slot % itemsOfSeries);
  const sibling = (first + below(random, itemsOfSeries)) * categoryCount + categoryOf(shop, item);
  return sibling < shop.items ? sibling : item;
}

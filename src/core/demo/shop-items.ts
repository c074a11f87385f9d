import type { AttributeRow, ItemRow, LinkRow } from '../../contract/types.ts';
import { at, below, idOf, itemsOfSeries, powerLawRank, randomOf, type Shop } from './shop.ts';
import { categories, colours, materials, nameHalves, regions, type ShopCategory } from './shop-words.ts';

/** What an item is; everything else of it is for show. */
export interface ItemTraits {
  readonly category: number;
  readonly brand: number;
  readonly material: number;
  /** How well it pleases whoever has it, 0 to 1. */
  readonly quality: number;
}

/** How much more the popular items sell than the others: the exponent of their power law. */
const popularityExponent = 0.95;

/** Share of a category's sales that follow what a group of users buys, beside what everybody buys. */
const groupShare = 0.4;

/** Share of items that go with an item of another category. */
const companionShare = 0.3;

/** Returns the category of an item: items take turns. */
export function categoryOf(shop: Shop, item: number): number {
  return item % shop.categoryCount;
}

/** Returns the number of items of a category. */
export function categorySize(shop: Shop, category: number): number {
  return Math.ceil((shop.items - category) / shop.categoryCount);
}

/** Returns the series of an item as a number among those of all categories. */
export function seriesOf(shop: Shop, item: number): number {
  const slot = Math.floor(item / shop.categoryCount);
  return Math.floor(slot / itemsOfSeries) * shop.categoryCount + categoryOf(shop, item);
}

/** Returns the traits of an item. Series share a brand; a few brands have most series. */
export function itemTraits(shop: Shop, item: number): ItemTraits {
  const ofSeries = randomOf(shop, 'series', seriesOf(shop, item));
  const ofItem = randomOf(shop, 'item', item);
  return {
    category: categoryOf(shop, item),
    brand: powerLawRank(ofSeries, shop.brandCount, 0.7),
    material: below(ofSeries, materials.length),
    quality: 0.5 * ofSeries() + 0.5 * ofItem(),
  };
}

/**
 * Returns an item of a category that a member of a group comes upon. Ranks follow a power law; which item has which
 * rank depends on the category, and for a part of the draws on the group as well, so that groups have favourites.
 */
export function drawItem(shop: Shop, category: number, group: number, random: () => number): number {
  const size = categorySize(shop, category);
  const rank = powerLawRank(random, size, popularityExponent);
  const turn = random() < groupShare ? group + 1 : 0;
  const slot = (rank * coprimeStep(size) + turn * Math.ceil(size / 7) + category) % size;
  return slot * shop.categoryCount + category;
}

/** Returns the row of an item. */
export function itemRow(shop: Shop, item: number): ItemRow {
  const traits = itemTraits(shop, item);
  const random = randomOf(shop, 'item', item, 1);
  const { prices, noun } = at(categories, traits.category);
  const number = (Math.floor(item / shop.categoryCount) % itemsOfSeries) + 1;
  // Better items cost more, within the range of the category.
  const level = 0.6 * traits.quality + 0.4 * random();
  return {
    id: itemId(shop, item),
    name: `${seriesName(shop, seriesOf(shop, item))} ${noun.en} ${number}`,
    properties: {
      price: Math.round(100 * (prices[0] + (prices[1] - prices[0]) * level ** 2)) / 100,
      stock: random() < 0.08 ? 0 : below(random, 240),
      grams: 80 + below(random, 4000),
      year: 2015 + below(random, 11),
    },
  };
}

/** Returns the id of an item. */
export function itemId(shop: Shop, item: number): string {
  return idOf('i', item, shop.items);
}

/** Returns the attributes of a shop: brands, categories, materials, colours, series and regions. */
export function* attributeRows(shop: Shop): Generator<AttributeRow> {
  for (let brand = 0; brand < shop.brandCount; brand++)
    yield { id: brandId(shop, brand), kind: 'brand', name: brandName(shop, brand) };
  for (const { id, name } of shopCategories(shop)) yield { id: `category-${id}`, kind: 'category', name };
  for (const name of materials) yield { id: `material-${name}`, kind: 'material', name };
  for (const name of colours) yield { id: `colour-${name}`, kind: 'colour', name };
  for (const [index, name] of regions.entries()) yield { id: `region-${index}`, kind: 'region', name };
  const series = seriesCount(shop);
  for (let index = 0; index < series; index++)
    yield { id: seriesId(shop, index), kind: 'series', name: seriesName(shop, index) };
}

/** Returns the links of a shop: those of each item in turn, then where the brands are at home. */
export function* linkRows(shop: Shop): Generator<LinkRow> {
  for (let item = 0; item < shop.items; item++) yield* linksOfItem(shop, item);
  for (let brand = 0; brand < shop.brandCount; brand++) {
    const region = below(randomOf(shop, 'brand', brand, 1), regions.length);
    yield { from: brandId(shop, brand), relation: 'BASED_IN', to: `region-${region}` };
  }
}

function* linksOfItem(shop: Shop, item: number): Generator<LinkRow> {
  const from = itemId(shop, item);
  const { brand, material, category } = itemTraits(shop, item);
  const random = randomOf(shop, 'link', item);
  yield { from, relation: 'MADE_BY', to: brandId(shop, brand) };
  yield { from, relation: 'IN_CATEGORY', to: `category-${at(categories, category).id}` };
  yield { from, relation: 'MADE_OF', to: `material-${at(materials, material)}` };
  yield { from, relation: 'HAS_COLOUR', to: `colour-${at(colours, below(random, colours.length))}` };
  yield { from, relation: 'IN_SERIES', to: seriesId(shop, seriesOf(shop, item)) };
  if (random() >= companionShare) return;
  const companion = drawItem(shop, (category + 1) % shop.categoryCount, 0, random);
  yield { from, relation: 'GOES_WITH', to: itemId(shop, companion) };
}

function shopCategories(shop: Shop): readonly ShopCategory[] {
  return categories.slice(0, shop.categoryCount);
}

function seriesCount(shop: Shop): number {
  let last = 0;
  for (let item = Math.max(0, shop.items - shop.categoryCount); item < shop.items; item++)
    last = Math.max(last, seriesOf(shop, item));
  return last + 1;
}

function brandId(shop: Shop, brand: number): string {
  return idOf('brand-', brand, shop.brandCount);
}

function seriesId(shop: Shop, series: number): string {
  return idOf('series-', series, shop.items);
}

function brandName(shop: Shop, brand: number): string {
  const random = randomOf(shop, 'brand', brand);
  const { first, second } = nameHalves;
  return `${at(first, below(random, first.length))}${at(second, below(random, second.length))} & Co.`;
}

function seriesName(shop: Shop, series: number): string {
  const random = randomOf(shop, 'series', series, 1);
  const { first, second } = nameHalves;
  return `${at(first, below(random, first.length))}${at(second, below(random, second.length))}`;
}

/** A step that visits every slot below `size` once when it is taken again and again: near the golden section. */
function coprimeStep(size: number): number {
  let step = Math.max(1, Math.round(size * 0.618));
  while (commonDivisor(step, size) !== 1) step++;
  return step;
}

function commonDivisor(left: number, right: number): number {
  return right === 0 ? left : commonDivisor(right, left % right);
}

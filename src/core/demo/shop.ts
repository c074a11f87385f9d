import { assert } from '../assert.ts';
import { EngineError } from '../errors.ts';
import { createRandom, type Random } from '../random.ts';
import { categories } from './shop-words.ts';

/** How large an invented shop is, and the seed of everything that chance decides in it. */
export interface ShopSize {
  readonly items: number;
  readonly users: number;
  /** Any integer; its low 32 bits count. */
  readonly seed: number;
}

/** Sizes that can be made: fewer items leave no room for categories, more have no 32-bit index. */
export const shopLimits = { itemsMin: 20, itemsMax: 20_000_000, usersMin: 1, usersMax: 100_000_000 } as const;

/**
 * An invented shop. Nothing is stored of it but these numbers: each item, user and act follows from the seed and its
 * index, so that a shop of any size takes no memory and any part of it can be made alone.
 */
export interface Shop extends ShopSize {
  readonly categoryCount: number;
  readonly brandCount: number;
  /** Groups of users with one taste. */
  readonly groupCount: number;
}

/** What a generator of numbers is for; each purpose has its own, so that one part may change alone. */
const streams = { item: 1, series: 2, brand: 3, user: 4, acts: 5, review: 6, liking: 7, link: 8 } as const;

/** A purpose of a generator. */
export type ShopStream = keyof typeof streams;

/** Consecutive slots of a category that make a series. */
export const itemsOfSeries = 6;

/** Share of all (group, brand) and (group, material) pairs in which the group prefers it. */
const likingShare = 0.25;

/** Returns the shop of a size. Throws `request-invalid` for a size beyond `shopLimits`. */
export function createShop(size: ShopSize): Shop {
  checkCount('items', size.items, shopLimits.itemsMin, shopLimits.itemsMax);
  checkCount('users', size.users, shopLimits.usersMin, shopLimits.usersMax);
  return {
    ...size,
    categoryCount: Math.max(2, Math.min(categories.length, Math.floor(size.items / 12))),
    brandCount: Math.max(4, Math.round(1.2 * Math.sqrt(size.items))),
    groupCount: Math.max(3, Math.min(200, Math.round(Math.sqrt(size.users) / 4))),
  };
}

/** Returns a generator for one thing of the shop, the same whenever it is asked for. */
export function randomOf(shop: ShopSize, stream: ShopStream, first: number, second = 0): Random {
  return createRandom(mixed(mixed(mixed(shop.seed, streams[stream]), first), second));
}

/** Returns whether a group of users prefers a brand or a material: a quarter of the pairs. */
export function groupLikes(
  shop: ShopSize,
  group: number,
  what: 'brand' | 'material',
  index: number,
): boolean {
  return randomOf(shop, 'liking', group, 2 * index + (what === 'brand' ? 0 : 1))() < likingShare;
}

/** Returns the entry of a list at an index, which must be there. */
export function at<Entry>(list: readonly Entry[], index: number): Entry {
  const found = list[index];
  assert(found !== undefined, 'an index lies within its list');
  return found;
}

/** Returns an index below `count`. */
export function below(random: Random, count: number): number {
  return Math.floor(random() * count);
}

/**
 * Returns a rank below `count`, 0 the most likely: the continuous power law with density x^-exponent on [1, count + 1),
 * cut to integers. One number of the generator, no table.
 */
export function powerLawRank(random: Random, count: number, exponent: number): number {
  const power = 1 - exponent;
  const value = (((count + 1) ** power - 1) * random() + 1) ** (1 / power);
  return Math.min(count - 1, Math.floor(value) - 1);
}

/** Returns the id of an index: a letter and the index in as many digits as the largest needs, so that ids sort. */
export function idOf(letter: string, index: number, count: number): string {
  return letter + String(index).padStart(Math.max(4, String(count - 1).length), '0');
}

function checkCount(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new EngineError(
    'request-invalid',
    `The shop has ${value} ${name}; it must be a whole number from ${min} to ${max}.`,
  );
}

/** Mixes a number into a state: the finaliser of MurmurHash3 (Appleby 2011), so that neighbours differ in every bit. */
function mixed(state: number, value: number): number {
  let bits = (state ^ Math.imul(value + 0x9e37_79b9, 0x85eb_ca6b)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

import { reviewText } from './review-text.ts';

/** A review of any of the three collections. */
export interface AmazonReview {
  readonly user: string;
  readonly item: string;
  readonly rating: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Headline and body; empty where there is none. */
  readonly text: string;
}

/** A thing of any of the three collections. */
export interface AmazonItem {
  readonly id: string;
  readonly name: string;
  readonly price: number | null;
  readonly brand: string | null;
  readonly categories: readonly string[];
  /** Ids of other things by relationship type. */
  readonly related: Readonly<Record<RelatedType, readonly string[]>>;
}

/** What is wrong with a row. */
interface Problem {
  readonly problem: string;
}

/** How things of the collections are related. */
export type RelatedType = 'ALSO_BOUGHT' | 'ALSO_VIEWED' | 'BOUGHT_TOGETHER';

type Row = Readonly<Record<string, unknown>>;

/** The end of the time that a date can hold, epoch milliseconds. */
const momentMax = 8.64e15;
/** Longer names of brands and categories are texts that were put into the wrong place. */
const nameUnitsMax = 80;

/** Returns what the keys of a row show: a review names who wrote it, a thing does not. */
export function kindOfAmazonRow(row: unknown): 'review' | 'item' | null {
  if (typeof row !== 'object' || row === null) return null;
  if ('reviewerID' in row || ('user_id' in row && 'rating' in row)) return 'review';
  return 'asin' in row || 'parent_asin' in row ? 'item' : null;
}

/**
 * Returns a review of 2014 and 2018 (`reviewerID, asin, overall, summary, reviewText, unixReviewTime`) or of 2023
 * (`user_id, parent_asin, rating, title, text, timestamp` in milliseconds). Variants of a thing count as their parent.
 */
export function amazonReview(value: unknown): AmazonReview | Problem {
  const row = rowOf(value);
  const user = row['reviewerID'] ?? row['user_id'];
  const item = row['parent_asin'] ?? row['asin'];
  const rating = row['overall'] ?? row['rating'];
  const seconds = row['unixReviewTime'];
  const at = typeof seconds === 'number' ? seconds * 1000 : row['timestamp'];
  if (!isId(user)) return { problem: 'the review names no reviewer: reviewerID or user_id' };
  if (!isId(item)) return { problem: 'the review names no thing: asin or parent_asin' };
  if (typeof rating !== 'number') return { problem: 'the review has no number as overall or rating' };
  if (typeof at !== 'number' || !(Math.abs(at) <= momentMax))
    return { problem: 'the review has no moment as unixReviewTime or timestamp' };
  const headline = textOf(row['summary'] ?? row['title']);
  return { user, item, rating, at, text: reviewText(headline, textOf(row['reviewText'] ?? row['text'])) };
}

/**
 * Returns a thing of 2014 (`categories` in lists of their own, `related`), 2018 (`category`, `also_buy`, price as text)
 * or 2023 (`parent_asin`, `store`, `categories`). Without a title its id is its name.
 */
export function amazonItem(value: unknown): AmazonItem | Problem {
  const row = rowOf(value);
  const id = row['parent_asin'] ?? row['asin'];
  if (!isId(id)) return { problem: 'the thing has no asin or parent_asin' };
  const title = withoutEntities(textOf(row['title'])).trim();
  const related = rowOf(row['related']);
  const brand = nameOf(textOf(row['brand'] ?? row['store']).replace(/^\s*by\s+/i, ''));
  const categories = [row['categories'] ?? row['category']].flat(3).map((one) => nameOf(textOf(one)));
  return {
    id,
    name: title === '' ? id : title,
    price: priceOf(row['price']),
    brand,
    categories: [...new Set(categories)].filter((one) => one !== null),
    related: {
      ALSO_BOUGHT: idsOf(related['also_bought'] ?? row['also_buy']),
      ALSO_VIEWED: idsOf(related['also_viewed'] ?? row['also_view']),
      BOUGHT_TOGETHER: idsOf(related['bought_together'] ?? row['bought_together']),
    },
  };
}

function rowOf(value: unknown): Row {
  return typeof value === 'object' && value !== null ? (value as Row) : {};
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? [...new Set(value.filter(isId))] : [];
}

function nameOf(text: string): string | null {
  const name = withoutEntities(text).trim().replace(/\s+/g, ' ');
  return name === '' || name.length > nameUnitsMax || name.includes('<') ? null : name;
}

/** A range or a word is no price. */
function priceOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const found = /^\s*\$?(\d{1,3}(?:,\d{3})*|\d+)(\.\d+)?\s*$/.exec(textOf(value));
  return found === null ? null : Number(`${found[1]?.replaceAll(',', '')}${found[2] ?? ''}`);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#34': '"',
  nbsp: ' ',
  lt: '<',
  gt: '>',
};

/** Titles were taken from pages; what a reader sees has the signs themselves. */
function withoutEntities(text: string): string {
  return text.replace(/&([a-z]{2,4}|#\d{2});/g, (entity, inner: string) => entities[inner] ?? entity);
}

import type { InteractionRow, UserRow } from '../../contract/types.ts';
import type { Shop } from './shop.ts';
import { actKinds, userId, userTraits, visitActs } from './shop-acts.ts';
import { shopAspects } from './shop-aspects.ts';
import { attributeRows, itemId, itemRow, linkRows } from './shop-items.ts';
import { momentOf, shopReviews } from './shop-reviews.ts';

/** The files of a native data set that a shop fills. */
export type ShopFile =
  | 'items'
  | 'users'
  | 'attributes'
  | 'aspects'
  | 'links'
  | 'interactions'
  | 'reviews'
  | 'opinions';

/** One file: its name, and its rows, made as they are asked for. */
export interface ShopPart {
  readonly file: ShopFile;
  rows(): Iterable<object>;
}

/**
 * Returns the rows of a shop, file by file, in the order in which they must be imported. The same shop gives the same
 * rows. `withOpinions` adds what the reviews say, span by span, as it was put into them; without, that is left to
 * `whypath extract`. Memory: the acts of one user.
 */
export function shopParts(shop: Shop, withOpinions: boolean): readonly ShopPart[] {
  const parts: ShopPart[] = [
    { file: 'items', rows: () => counted(shop.items, (item) => itemRow(shop, item)) },
    { file: 'users', rows: () => counted(shop.users, (user) => userRow(shop, user)) },
    { file: 'attributes', rows: () => attributeRows(shop) },
    { file: 'links', rows: () => linkRows(shop) },
    { file: 'interactions', rows: () => interactionRows(shop) },
    { file: 'reviews', rows: () => reviewRows(shop) },
  ];
  if (!withOpinions) return parts;
  const aspects = { file: 'aspects' as const, rows: () => shopAspects.map(({ id, name }) => ({ id, name })) };
  return [
    ...parts.slice(0, 3),
    aspects,
    ...parts.slice(3),
    { file: 'opinions', rows: () => opinionRows(shop) },
  ];
}

function userRow(shop: Shop, user: number): UserRow {
  return { id: userId(shop, user), name: userTraits(shop, user).name };
}

function* counted<Row>(count: number, make: (index: number) => Row): Generator<Row> {
  for (let index = 0; index < count; index++) yield make(index);
}

function* interactionRows(shop: Shop): Generator<InteractionRow> {
  for (let user = 0; user < shop.users; user++) {
    const rows: InteractionRow[] = [];
    visitActs(shop, user, (kind, item, rating, moment) => {
      const act = { user: userId(shop, user), item: itemId(shop, item), kind: actKinds[kind] ?? '' };
      rows.push({ ...act, ...(Number.isNaN(rating) ? {} : { rating }), at: momentOf(moment) });
    });
    yield* rows;
  }
}

function* reviewRows(shop: Shop): Generator<object> {
  for (const { review } of shopReviews(shop)) yield review;
}

function* opinionRows(shop: Shop): Generator<object> {
  for (const { opinions } of shopReviews(shop)) yield* opinions;
}

import { collapse, referenceTo, upsertResult } from '../fact-batches.ts';
import type { FactRows, UpsertResult } from '../port.ts';
import type { SqliteConnection, SqliteParameters } from './sqlite-connection.ts';
import { nodeKeys } from './sqlite-keys.ts';

/** Items and users whose counts of opinions must be rebuilt, as keys. */
export interface Touched {
  readonly items: Set<number>;
  readonly users: Set<number>;
}

type Dangling = UpsertResult['dangling'][number][];

/**
 * Writes a batch of reviews. A review that moves to another item or user takes the counts of its opinions along; one
 * whose text changed loses its opinions.
 */
export function writeReviews(
  connection: SqliteConnection,
  rows: readonly FactRows['reviews'][],
): UpsertResult {
  const userKey = nodeKeys(connection, 'User');
  const itemKey = nodeKeys(connection, 'Item');
  const counts = { created: 0, changed: 0 };
  const dangling: Dangling = [];
  const touched = noneTouched();
  const written = rows.filter((row, position) => {
    const missing =
      userKey(row.user) === undefined
        ? referenceTo('User', row.user)
        : itemKey(row.item) === undefined
          ? referenceTo('Item', row.item)
          : null;
    if (missing !== null) dangling.push({ position, missing });
    return missing === null;
  });
  for (const row of collapse(written, ({ id }) => id)) {
    const user = userKey(row.user) ?? null;
    const item = itemKey(row.item) ?? null;
    const parameters = { id: row.id, user, item, text: row.text, rating: row.rating ?? null, at: row.at };
    const before = connection.first('sql/facts/select-review.sql', { id: row.id });
    if (before === undefined) {
      counts.created += connection.run('sql/facts/insert-review.sql', parameters);
      continue;
    }
    connection.run('sql/facts/delete-opinions-of-edited-review.sql', { id: row.id, text: row.text });
    if (connection.run('sql/facts/update-review.sql', parameters) > 0) {
      counts.changed++;
      touch(touched, before[1], before[2]);
      touch(touched, user, item);
    }
  }
  rebuildDerived(connection, touched);
  return upsertResult(rows.length, counts, dangling);
}

/** Writes a batch of opinions and rebuilds the counts of the items and users they speak of, and of those in `touched`. */
export function writeOpinions(
  connection: SqliteConnection,
  rows: readonly FactRows['opinions'][],
  touched: Touched = noneTouched(),
): UpsertResult {
  const aspectKey = nodeKeys(connection, 'Aspect');
  const reviewOf = reviewEnds(connection);
  const counts = { created: 0, changed: 0 };
  const dangling: Dangling = [];
  const written = rows.filter((row, position) => {
    const missing =
      reviewOf(row.review) === undefined
        ? referenceTo('Review', row.review)
        : aspectKey(row.aspect) === undefined
          ? referenceTo('Aspect', row.aspect)
          : null;
    if (missing !== null) dangling.push({ position, missing });
    return missing === null;
  });
  for (const row of collapse(written, ({ id }) => id)) {
    const [review, user, item] = reviewOf(row.review) ?? [];
    const parameters = opinionParameters(row, review ?? null, aspectKey(row.aspect) ?? null);
    const before = connection.first('sql/facts/select-opinion.sql', { id: row.id });
    const created = before === undefined ? connection.run('sql/facts/insert-opinion.sql', parameters) : 0;
    const changed = before === undefined ? 0 : connection.run('sql/facts/update-opinion.sql', parameters);
    counts.created += created;
    counts.changed += changed;
    if (created + changed > 0) touch(touched, user, item);
    if (changed > 0) touch(touched, before?.[1], before?.[2]);
  }
  rebuildDerived(connection, touched);
  return upsertResult(rows.length, counts, dangling);
}

function reviewEnds(connection: SqliteConnection): (id: string) => readonly unknown[] | undefined {
  const known = new Map<string, readonly unknown[] | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, connection.first('sql/facts/select-review.sql', { id }));
    return known.get(id);
  };
}

function opinionParameters(
  row: FactRows['opinions'],
  review: unknown,
  aspect: number | null,
): SqliteParameters {
  return {
    id: row.id,
    review: review as number,
    aspect,
    aspect_phrase: row.aspectPhrase,
    aspect_start: row.aspectStart,
    aspect_end: row.aspectEnd,
    phrase: row.phrase,
    phrase_start: row.start,
    phrase_end: row.end,
    polarity: row.polarity,
    method: row.method,
    model: row.model ?? null,
    mention: row.mention ?? null,
  };
}

/** Returns sets to which nothing was added yet. */
export function noneTouched(): Touched {
  return { items: new Set(), users: new Set() };
}

/** Adds the ends of a review, as keys. */
export function touch(touched: Touched, user: unknown, item: unknown): void {
  touched.users.add(user as number);
  touched.items.add(item as number);
}

/** Counts opinions anew, which heals whatever was there. Cost: the opinions of every touched item and user. */
export function rebuildDerived(connection: SqliteConnection, touched: Touched): void {
  for (const [sources, insert] of [
    [touched.items, 'sql/facts/insert-derived-of-item.sql'],
    [touched.users, 'sql/facts/insert-derived-of-user.sql'],
  ] as const) {
    for (const source of sources) {
      connection.run('sql/facts/delete-derived.sql', { source });
      connection.run(insert, { source });
    }
  }
}

import { distinctKeys, removalResult, slotOf } from '../fact-batches.ts';
import type { FactKeys, FactRows, RemovableKind, RemovalResult, UpsertResult } from '../port.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { nodeKeys } from './sqlite-keys.ts';
import { noneTouched, rebuildDerived, type Touched, touch, writeOpinions } from './sqlite-reviews.ts';

type Remover<Kind extends RemovableKind> = (
  connection: SqliteConnection,
  keys: readonly FactKeys[Kind][],
) => RemovalResult;

const removers: { readonly [Kind in RemovableKind]: Remover<Kind> } = {
  links: removeLinks,
  interactions: removeInteractions,
  reviews: removeReviews,
  opinions: removeOpinions,
  strikes: removeStrikes,
};

/**
 * Removes rows of one kind in one transaction and returns what became of their keys. The revision moves by one when
 * anything was removed. With `dryRun` the same work is done and rolled back.
 */
export function removeSqlite<Kind extends RemovableKind>(
  connection: SqliteConnection,
  kind: Kind,
  keys: readonly FactKeys[Kind][],
  dryRun: boolean,
): RemovalResult {
  const remove: Remover<Kind> = removers[kind];
  return connection.transaction(
    () => {
      const result = remove(connection, distinctKeys(kind, keys));
      if (result.removed > 0) connection.run('sql/facts/advance-revision.sql');
      return result;
    },
    (result) => !dryRun && result.removed > 0,
  );
}

/** Makes rows the only opinions that a method found in some reviews; see `replaceOpinions` of the port. */
export function replaceSqliteOpinions(
  connection: SqliteConnection,
  scope: { readonly reviews: readonly string[]; readonly method: string },
  rows: readonly FactRows['opinions'][],
  dryRun: boolean,
): UpsertResult & { readonly removed: number } {
  const isChange = (result: UpsertResult & { readonly removed: number }): boolean =>
    result.created + result.changed + result.removed > 0;
  return connection.transaction(
    () => {
      const kept = new Set(rows.map(({ id }) => id));
      const touched = noneTouched();
      let removed = 0;
      for (const id of new Set(scope.reviews)) {
        const [review] = connection.first('sql/facts/select-review.sql', { id }) ?? [];
        if (review === undefined) continue;
        const found = connection.all('sql/facts/select-opinions-of-review.sql', {
          review,
          method: scope.method,
        });
        for (const [opinion] of found)
          if (!kept.has(String(opinion))) removed += removeOpinion(connection, String(opinion), touched);
      }
      const result = { ...writeOpinions(connection, rows, touched), removed };
      if (isChange(result)) connection.run('sql/facts/advance-revision.sql');
      return result;
    },
    (result) => !dryRun && isChange(result),
  );
}

function removeLinks(connection: SqliteConnection, keys: readonly FactKeys['links'][]): RemovalResult {
  const keyOf = keysByLabel(connection);
  let removed = 0;
  for (const { relation, fromLabel, from, toLabel, to } of keys) {
    const ends = { source: keyOf(fromLabel, from), target: keyOf(toLabel, to) };
    if (ends.source !== undefined && ends.target !== undefined)
      removed += connection.run('sql/facts/delete-link.sql', {
        type: relation,
        source: ends.source,
        target: ends.target,
      });
  }
  return removalResult(keys.length, removed);
}

function removeInteractions(
  connection: SqliteConnection,
  keys: readonly FactKeys['interactions'][],
): RemovalResult {
  const keyOf = keysByLabel(connection);
  let removed = 0;
  for (const key of keys) {
    const user = keyOf('User', key.user);
    const item = keyOf('Item', key.item);
    if (user !== undefined && item !== undefined)
      removed += connection.run('sql/facts/delete-interaction.sql', {
        user,
        item,
        kind: key.kind,
        slot: slotOf(key),
      });
  }
  return removalResult(keys.length, removed);
}

function removeReviews(connection: SqliteConnection, keys: readonly FactKeys['reviews'][]): RemovalResult {
  const touched = noneTouched();
  let removed = 0;
  let opinions = 0;
  for (const { id } of keys) {
    const [review, user, item] = connection.first('sql/facts/select-review.sql', { id }) ?? [];
    if (review === undefined) continue;
    const gone = connection.run('sql/facts/delete-opinions-of-review.sql', { review });
    if (gone > 0) touch(touched, user, item);
    opinions += gone;
    removed += connection.run('sql/facts/delete-review.sql', { id });
  }
  rebuildDerived(connection, touched);
  return removalResult(keys.length, removed, opinions);
}

function removeOpinions(connection: SqliteConnection, keys: readonly FactKeys['opinions'][]): RemovalResult {
  const touched = noneTouched();
  let removed = 0;
  for (const { id } of keys) removed += removeOpinion(connection, id, touched);
  rebuildDerived(connection, touched);
  return removalResult(keys.length, removed);
}

/** Returns 1, or 0 where there is no such opinion. */
function removeOpinion(connection: SqliteConnection, id: string, touched: Touched): number {
  const before = connection.first('sql/facts/select-opinion.sql', { id });
  if (before === undefined) return 0;
  touch(touched, before[1], before[2]);
  return connection.run('sql/facts/delete-opinion.sql', { id });
}

function removeStrikes(connection: SqliteConnection, keys: readonly FactKeys['strikes'][]): RemovalResult {
  const keyOf = keysByLabel(connection);
  let removed = 0;
  for (const key of keys) {
    const user = keyOf('User', key.user);
    const node = keyOf(key.label, key.node);
    if (user !== undefined && node !== undefined)
      removed += connection.run('sql/facts/delete-strike.sql', { user, node });
  }
  return removalResult(keys.length, removed);
}

function keysByLabel(
  connection: SqliteConnection,
): (label: 'User' | 'Item' | 'Attribute' | 'Aspect', id: string) => number | undefined {
  const keys = {
    User: nodeKeys(connection, 'User'),
    Item: nodeKeys(connection, 'Item'),
    Attribute: nodeKeys(connection, 'Attribute'),
    Aspect: nodeKeys(connection, 'Aspect'),
  };
  return (label, id) => keys[label](id);
}

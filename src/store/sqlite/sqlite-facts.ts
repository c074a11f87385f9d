import type { GraphManifest } from '../../contract/types.ts';
import {
  collapse,
  type FactLabel,
  groupRows,
  interactionKey,
  isNotOlder,
  propertiesText,
  referenceTo,
  slotOf,
  strikeKey,
  upsertResult,
} from '../fact-batches.ts';
import type { FactKind, FactRows, UpsertResult } from '../port.ts';
import type { SqliteConnection, SqliteParameters } from './sqlite-connection.ts';
import { nodeKeys } from './sqlite-keys.ts';
import { writeOpinions, writeReviews } from './sqlite-reviews.ts';

type Writer<Kind extends FactKind> = (
  connection: SqliteConnection,
  rows: readonly FactRows[Kind][],
) => UpsertResult;

const writers: { readonly [Kind in FactKind]: Writer<Kind> } = {
  items: (connection, rows) =>
    writeNodes(connection, 'Item', rows, (row) => ({
      kind: null,
      properties: propertiesText(row.properties),
    })),
  users: (connection, rows) => writeNodes(connection, 'User', rows, () => ({ kind: null, properties: null })),
  attributes: (connection, rows) =>
    writeNodes(connection, 'Attribute', rows, (row) => ({ kind: row.kind, properties: null })),
  aspects: (connection, rows) =>
    writeNodes(connection, 'Aspect', rows, () => ({ kind: null, properties: null })),
  links: writeLinks,
  interactions: writeInteractions,
  reviews: writeReviews,
  opinions: (connection, rows) => writeOpinions(connection, rows),
  strikes: writeStrikes,
};

/**
 * Writes a batch of one kind in one transaction and returns what became of its rows. The revision moves by one when
 * anything was created or changed. With `dryRun` the same work is done and rolled back, so that its counts are those
 * of the real run. Cost: a few µs a row.
 */
export function upsertSqlite<Kind extends FactKind>(
  connection: SqliteConnection,
  kind: Kind,
  rows: readonly FactRows[Kind][],
  dryRun: boolean,
): UpsertResult {
  const write: Writer<Kind> = writers[kind];
  return connection.transaction(
    () => {
      const result = write(connection, rows);
      if (result.created + result.changed > 0) connection.run('sql/facts/advance-revision.sql');
      return result;
    },
    (result) => !dryRun && result.created + result.changed > 0,
  );
}

/** Stores the manifest; returns whether it was new or differed, which moves the revision. */
export function putSqliteManifest(connection: SqliteConnection, manifest: GraphManifest): boolean {
  return connection.run('sql/facts/update-manifest.sql', { manifest: JSON.stringify(manifest) }) > 0;
}

/** Runs `insert`, and where the row is there already `update`; adds to the counts of a batch. */
function insertOrUpdate(
  connection: SqliteConnection,
  files: { readonly insert: string; readonly update: string },
  parameters: SqliteParameters,
  counts: { created: number; changed: number },
): void {
  const created = connection.run(files.insert, parameters);
  counts.created += created;
  if (created === 0) counts.changed += connection.run(files.update, parameters);
}

function writeNodes<Row extends { readonly id: string; readonly name?: string }>(
  connection: SqliteConnection,
  label: FactLabel,
  rows: readonly Row[],
  extra: (row: Row) => { readonly kind: string | null; readonly properties: string | null },
): UpsertResult {
  const counts = { created: 0, changed: 0 };
  const files = { insert: 'sql/facts/insert-node.sql', update: 'sql/facts/update-node.sql' };
  for (const row of collapse(rows, ({ id }) => id)) {
    const { kind, properties } = extra(row);
    insertOrUpdate(
      connection,
      files,
      { label, id: row.id, name: row.name ?? null, kind, properties },
      counts,
    );
  }
  return upsertResult(rows.length, counts, []);
}

function writeLinks(connection: SqliteConnection, rows: readonly FactRows['links'][]): UpsertResult {
  const keys = {
    User: nodeKeys(connection, 'User'),
    Item: nodeKeys(connection, 'Item'),
    Attribute: nodeKeys(connection, 'Attribute'),
  };
  const counts = { created: 0, changed: 0 };
  const dangling: UpsertResult['dangling'][number][] = [];
  for (const [position, row] of rows.entries()) {
    const source = keys[row.fromLabel](row.from);
    const target = keys[row.toLabel](row.to);
    if (source === undefined) dangling.push({ position, missing: referenceTo(row.fromLabel, row.from) });
    else if (target === undefined) dangling.push({ position, missing: referenceTo(row.toLabel, row.to) });
    // A link is nothing but its key: an equal row of the batch is found written.
    else
      counts.created += connection.run('sql/facts/insert-link.sql', { type: row.relation, source, target });
  }
  return upsertResult(rows.length, counts, dangling);
}

function writeInteractions(
  connection: SqliteConnection,
  rows: readonly FactRows['interactions'][],
): UpsertResult {
  const userKey = nodeKeys(connection, 'User');
  const itemKey = nodeKeys(connection, 'Item');
  const counts = { created: 0, changed: 0 };
  const dangling: UpsertResult['dangling'][number][] = [];
  const written: FactRows['interactions'][] = [];
  for (const [position, row] of rows.entries()) {
    if (userKey(row.user) === undefined) dangling.push({ position, missing: referenceTo('User', row.user) });
    else if (itemKey(row.item) === undefined)
      dangling.push({ position, missing: referenceTo('Item', row.item) });
    else written.push(row);
  }
  const files = { insert: 'sql/facts/insert-interaction.sql', update: 'sql/facts/update-interaction.sql' };
  for (const [kind, group] of groupRows(written, (row) => row.kind)) {
    for (const row of collapse(group.rows, interactionKey, isNotOlder)) {
      const parameters = {
        user: userKey(row.user) ?? null,
        item: itemKey(row.item) ?? null,
        kind,
        slot: slotOf(row),
        weight: row.weight ?? 1,
        rating: row.rating ?? null,
        at: row.at,
      };
      insertOrUpdate(connection, files, parameters, counts);
    }
  }
  return upsertResult(rows.length, counts, dangling);
}

function writeStrikes(connection: SqliteConnection, rows: readonly FactRows['strikes'][]): UpsertResult {
  const userKey = nodeKeys(connection, 'User');
  const keys = {
    Item: nodeKeys(connection, 'Item'),
    Attribute: nodeKeys(connection, 'Attribute'),
    Aspect: nodeKeys(connection, 'Aspect'),
  };
  const dangling: UpsertResult['dangling'][number][] = [];
  const written = rows.filter((row, position) => {
    const missing =
      userKey(row.user) === undefined
        ? referenceTo('User', row.user)
        : keys[row.label](row.node) === undefined
          ? referenceTo(row.label, row.node)
          : null;
    if (missing !== null) dangling.push({ position, missing });
    return missing === null;
  });
  let created = 0;
  for (const row of collapse(written, strikeKey, () => false)) {
    const parameters = {
      user: userKey(row.user) ?? null,
      node: keys[row.label](row.node) ?? null,
      at: row.at,
    };
    created += connection.run('sql/facts/insert-strike.sql', parameters);
  }
  return upsertResult(rows.length, { created, changed: 0 }, dangling);
}

/** Returns what a user struck, by label and id. */
export function sqliteStrikes(connection: SqliteConnection, user: string): FactRows['strikes'][] {
  return connection.all('sql/facts/select-strikes-of-user.sql', { user }).map(([label, node, at]) => ({
    user,
    label: label as FactRows['strikes']['label'],
    node: String(node),
    at: at === null ? null : Number(at),
  }));
}

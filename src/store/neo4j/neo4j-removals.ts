import { distinctKeys, latestKind, momentUnknown, removalResult } from '../fact-batches.ts';
import type { FactKeys, FactRows, RemovableKind, RemovalResult, UpsertResult } from '../port.ts';
import type { Neo4jConnection, RunStatement } from './neo4j-connection.ts';
import { noneTouched, rebuildDerived, touch, writeNeo4jOpinions } from './neo4j-reviews.ts';

type Remover<Kind extends RemovableKind> = (
  run: RunStatement,
  keys: readonly FactKeys[Kind][],
) => Promise<RemovalResult>;

const removers: { readonly [Kind in RemovableKind]: Remover<Kind> } = {
  links: (run, keys) => removeRelationships(run, 'cypher/facts/delete-links.cypher', { rows: keys }),
  interactions: (run, keys) =>
    removeRelationships(run, 'cypher/facts/delete-interactions.cypher', {
      unknown: BigInt(momentUnknown),
      rows: keys.map(({ user, item, kind, at }) => ({
        user,
        item,
        kind,
        latest: kind === latestKind,
        at: at === null ? null : BigInt(at),
      })),
    }),
  reviews: removeReviews,
  opinions: removeOpinions,
  strikes: (run, keys) => removeRelationships(run, 'cypher/facts/delete-strikes.cypher', { rows: keys }),
};

type Options = { readonly dryRun: boolean; readonly signal: AbortSignal };

/**
 * Removes rows of one kind in one transaction and returns what became of their keys. The revision moves by one when
 * anything was removed. With `dryRun` the same work is done and rolled back.
 */
export function removeNeo4j<Kind extends RemovableKind>(
  connection: Neo4jConnection,
  kind: Kind,
  keys: readonly FactKeys[Kind][],
  options: Options,
): Promise<RemovalResult> {
  const remove: Remover<Kind> = removers[kind];
  return inTurn(
    connection,
    (run) => remove(run, distinctKeys(kind, keys)),
    ({ removed }) => removed > 0,
    options,
  );
}

/** Makes rows the only opinions that a method found in some reviews; see `replaceOpinions` of the port. */
export function replaceNeo4jOpinions(
  connection: Neo4jConnection,
  scope: { readonly reviews: readonly string[]; readonly method: string },
  rows: readonly FactRows['opinions'][],
  options: Options,
): Promise<UpsertResult & { readonly removed: number }> {
  const kept = new Set(rows.map(({ id }) => id));
  return inTurn(
    connection,
    async (run) => {
      const parameters = { ids: [...new Set(scope.reviews)], method: scope.method };
      const { records } = await run('cypher/facts/select-opinions-of-reviews.cypher', parameters);
      const gone = records.filter((record) => !kept.has(String(record.get('id'))));
      const touched = noneTouched();
      for (const record of gone) touch(touched, record.toObject());
      if (gone.length > 0)
        await run('cypher/facts/delete-opinions.cypher', { ids: gone.map((record) => record.get('id')) });
      return { ...(await writeNeo4jOpinions(run, rows, touched)), removed: gone.length };
    },
    ({ created, changed, removed }) => created + changed + removed > 0,
    options,
  );
}

/** Writers of facts take turns, so that they cannot deadlock. */
function inTurn<Result>(
  connection: Neo4jConnection,
  work: (run: RunStatement) => Promise<Result>,
  isChange: (result: Result) => boolean,
  options: Options,
): Promise<Result> {
  return connection.transaction(
    async (run) => {
      await run('cypher/facts/lock-state.cypher', { relations: [] });
      const result = await work(run);
      if (isChange(result)) await run('cypher/facts/advance-revision.cypher');
      return result;
    },
    (result) => !options.dryRun && isChange(result),
    options.signal,
  );
}

async function removeRelationships(
  run: RunStatement,
  path: string,
  parameters: { readonly rows: readonly object[] } & Record<string, unknown>,
): Promise<RemovalResult> {
  const { summary } = await run(path, parameters);
  return removalResult(parameters.rows.length, summary.counters.updates().relationshipsDeleted);
}

async function removeReviews(
  run: RunStatement,
  keys: readonly FactKeys['reviews'][],
): Promise<RemovalResult> {
  const ids = keys.map(({ id }) => id);
  const { records } = await run('cypher/facts/select-reviews.cypher', { ids });
  const touched = noneTouched();
  for (const record of records) touch(touched, record.toObject());
  const gone = await run('cypher/facts/delete-reviews.cypher', { ids });
  const opinions = Number(gone.records[0]?.get('opinions') ?? 0);
  if (opinions > 0) await rebuildDerived(run, touched);
  return removalResult(ids.length, records.length, opinions);
}

async function removeOpinions(
  run: RunStatement,
  keys: readonly FactKeys['opinions'][],
): Promise<RemovalResult> {
  const ids = keys.map(({ id }) => id);
  const { records } = await run('cypher/facts/select-opinions.cypher', { ids });
  const touched = noneTouched();
  for (const record of records) touch(touched, record.toObject());
  if (records.length > 0) await run('cypher/facts/delete-opinions.cypher', { ids });
  await rebuildDerived(run, touched);
  return removalResult(ids.length, records.length);
}

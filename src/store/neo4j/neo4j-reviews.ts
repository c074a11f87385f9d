import { isDeepStrictEqual } from 'node:util';
import { collapse, type FactLabel, referenceTo, upsertResult } from '../fact-batches.ts';
import type { FactRows, UpsertResult } from '../port.ts';
import type { RunStatement } from './neo4j-connection.ts';
import { missingIds } from './neo4j-missing.ts';

/** A row as it is written: the ids of its ends, and exactly the properties that its node shall have. */
interface WrittenRow {
  readonly values: Readonly<Record<string, unknown>>;
}

/** Items and users whose counts of opinions must be rebuilt, as ids. */
export interface Touched {
  readonly items: Set<string>;
  readonly users: Set<string>;
}

/**
 * Writes a batch of reviews. A review that moves to another item or user takes the counts of its opinions along; one
 * whose text changed loses its opinions.
 */
export async function writeNeo4jReviews(
  run: RunStatement,
  rows: readonly FactRows['reviews'][],
): Promise<UpsertResult> {
  const { written, dangling } = await withoutDangling(run, rows, [
    { label: 'User', idOf: (row) => row.user },
    { label: 'Item', idOf: (row) => row.item },
  ]);
  const wanted = collapse(written, ({ id }) => id).map((row) => ({
    user: row.user,
    item: row.item,
    values: definedValues({ id: row.id, text: row.text, rating: row.rating, at: bigOrNull(row.at) }),
  }));
  const stored = await storedById(run, 'cypher/facts/select-reviews.cypher', wanted);
  const { created, changed } = compared(wanted, stored, ['user', 'item']);
  await deleteOpinionsOfEdited(run, changed, stored);
  if (created.length + changed.length > 0) {
    await run('cypher/facts/write-reviews.cypher', { rows: [...created, ...changed] });
  }
  const touched = noneTouched();
  for (const row of changed) touch(touched, row, stored.get(String(row.values['id'])));
  await rebuildDerived(run, touched);
  return upsertResult(rows.length, { created: created.length, changed: changed.length }, dangling);
}

async function deleteOpinionsOfEdited(
  run: RunStatement,
  changed: readonly WrittenRow[],
  stored: ReadonlyMap<string, Record<string, unknown>>,
): Promise<void> {
  const textBefore = (id: string): unknown => {
    const values = stored.get(id)?.['values'] as { readonly text?: unknown } | undefined;
    return values?.text;
  };
  const edited = changed
    .filter(({ values }) => textBefore(String(values['id'])) !== values['text'])
    .map(({ values }) => values['id']);
  if (edited.length === 0) return;
  const parameters = { ids: edited, method: '' };
  const { records } = await run('cypher/facts/select-opinions-of-reviews.cypher', parameters);
  if (records.length === 0) return;
  await run('cypher/facts/delete-opinions.cypher', { ids: records.map((record) => record.get('id')) });
}

/** Writes a batch of opinions and rebuilds the counts of the items and users they speak of, and of those in `touched`. */
export async function writeNeo4jOpinions(
  run: RunStatement,
  rows: readonly FactRows['opinions'][],
  touched: Touched = noneTouched(),
): Promise<UpsertResult> {
  const { written, dangling } = await withoutDangling(run, rows, [
    { label: 'Review', idOf: (row) => row.review },
    { label: 'Aspect', idOf: (row) => row.aspect },
  ]);
  const wanted = collapse(written, ({ id }) => id).map(({ review, aspect, ...values }) => ({
    review,
    aspect,
    values: definedValues({
      ...values,
      aspectStart: BigInt(values.aspectStart),
      aspectEnd: BigInt(values.aspectEnd),
      start: BigInt(values.start),
      end: BigInt(values.end),
    }),
  }));
  const stored = await storedById(run, 'cypher/facts/select-opinions.cypher', wanted);
  const { created, changed } = compared(wanted, stored, ['review', 'aspect']);
  if (created.length + changed.length > 0) {
    await run('cypher/facts/write-opinions.cypher', { rows: [...created, ...changed] });
    const reviews = new Set([...created, ...changed].map((row) => row.review));
    const { records } = await run('cypher/facts/select-reviews.cypher', { ids: [...reviews] });
    for (const record of records) touch(touched, record.toObject());
    for (const row of changed) touch(touched, stored.get(String(row.values['id'])));
  }
  await rebuildDerived(run, touched);
  return upsertResult(rows.length, { created: created.length, changed: changed.length }, dangling);
}

async function withoutDangling<Row>(
  run: RunStatement,
  rows: readonly Row[],
  ends: readonly { readonly label: FactLabel; readonly idOf: (row: Row) => string }[],
): Promise<{ written: Row[]; dangling: UpsertResult['dangling'] }> {
  const dangling: UpsertResult['dangling'][number][] = [];
  const missing = new Map<FactLabel, Set<string>>();
  for (const { label, idOf } of ends) missing.set(label, await missingIds(run, label, rows.map(idOf)));
  const written = rows.filter((row, position) => {
    const end = ends.find(({ label, idOf }) => missing.get(label)?.has(idOf(row)));
    if (end !== undefined) dangling.push({ position, missing: referenceTo(end.label, end.idOf(row)) });
    return end === undefined;
  });
  return { written, dangling };
}

async function storedById(
  run: RunStatement,
  path: string,
  wanted: readonly WrittenRow[],
): Promise<Map<string, Record<string, unknown>>> {
  const { records } = await run(path, { ids: wanted.map((row) => row.values['id']) });
  return new Map(records.map((record) => [String(record.get('id')), record.toObject()]));
}

function compared<Row extends WrittenRow>(
  wanted: readonly Row[],
  stored: ReadonlyMap<string, Record<string, unknown>>,
  ends: readonly (keyof Row & string)[],
): { created: Row[]; changed: Row[] } {
  const created: Row[] = [];
  const changed: Row[] = [];
  for (const row of wanted) {
    const before = stored.get(String(row.values['id']));
    if (before === undefined) created.push(row);
    else if (
      !isDeepStrictEqual(before['values'], row.values) ||
      ends.some((end) => before[end] !== row[end])
    ) {
      changed.push(row);
    }
  }
  return { created, changed };
}

/** Returns sets to which nothing was added yet. */
export function noneTouched(): Touched {
  return { items: new Set(), users: new Set() };
}

/** Adds the ends of rows: their `item` and `user` where they are ids. */
export function touch(
  touched: Touched,
  ...rows: readonly (Readonly<Record<string, unknown>> | object | undefined)[]
): void {
  for (const row of rows) {
    const { item, user } = (row ?? {}) as { item?: unknown; user?: unknown };
    if (typeof item === 'string') touched.items.add(item);
    if (typeof user === 'string') touched.users.add(user);
  }
}

/** Counts opinions anew, which heals whatever was there. Cost: the opinions of every touched item and user. */
export async function rebuildDerived(run: RunStatement, { items, users }: Touched): Promise<void> {
  if (items.size > 0) {
    await run('cypher/facts/delete-derived-of-items.cypher', { ids: [...items] });
    await run('cypher/facts/create-derived-of-items.cypher', { ids: [...items] });
  }
  if (users.size > 0) {
    await run('cypher/facts/delete-derived-of-users.cypher', { ids: [...users] });
    await run('cypher/facts/create-derived-of-users.cypher', { ids: [...users] });
  }
}

function bigOrNull(value: number | null): bigint | null {
  return value === null ? null : BigInt(value);
}

function definedValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

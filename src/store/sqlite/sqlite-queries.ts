import { overdue } from '../outcomes.ts';
import type { NamedQuery, OpinionEvidence, QueryLimits, QueryRows } from '../port.ts';
import { bindParameters, findQuery, type ParameterValue } from '../query-parameters.ts';
import { loadStatement } from '../statements.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * Runs a named query; writing is switched off meanwhile. The deadline is looked at before each row, so that one that
 * sorts before its first row may run over it: SQLite within this process cannot be stopped from outside.
 * `now` gives epoch milliseconds.
 */
export function runSqliteQuery(
  connection: SqliteConnection,
  queries: readonly NamedQuery[],
  request: {
    readonly name: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly limits: QueryLimits;
  },
  now: () => number,
): QueryRows {
  const query = findQuery(queries, request.name);
  const bound = bindParameters(query, request.params);
  const database = connection.database();
  const statement = database.prepare(loadStatement(`sql/queries/${query.name}.sql`).text);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  database.exec('PRAGMA query_only = ON');
  try {
    const deadline = now() + request.limits.timeoutMs;
    const rows: unknown[][] = [];
    let truncated = false;
    for (const row of statement.iterate(sqliteParameters(bound))) {
      if (now() > deadline) throw overdue(query.name, request.limits.timeoutMs);
      if (rows.length >= request.limits.rowsMax) {
        truncated = true;
        break;
      }
      rows.push((row as unknown as unknown[]).map(plainSqliteValue));
    }
    return { columns: query.returns, rows, truncated };
  } finally {
    database.exec('PRAGMA query_only = OFF');
  }
}

/** Returns the opinions behind (item, aspect) pairs, in the order of the pairs. */
export function sqliteEvidence(
  connection: SqliteConnection,
  pairs: readonly { readonly item: string; readonly aspect: string }[],
  limit: number,
): OpinionEvidence[] {
  const textOf = reviewTexts(connection);
  return pairs.flatMap(({ item, aspect }) =>
    connection
      .all('sql/facts/select-evidence.sql', { item, aspect, limit })
      .map((row) => opinionOf(row, { item, aspect }, textOf)),
  );
}

/** Returns the opinions that a user states or that an item gets. */
export function sqliteOpinions(
  connection: SqliteConnection,
  { label, id }: { readonly label: 'User' | 'Item'; readonly id: string },
  limit: number,
): OpinionEvidence[] {
  const textOf = reviewTexts(connection);
  const rows =
    label === 'User'
      ? connection.all('sql/facts/select-opinions-of-user.sql', { user: id, limit })
      : connection.all('sql/facts/select-opinions-of-item.sql', { item: id, limit });
  return rows.map((row) => opinionOf(row, { item: row[9] as string, aspect: row[10] as string }, textOf));
}

/** Returns the names of those who wrote reviews, by review. */
export function sqliteReviewers(
  connection: SqliteConnection,
  reviews: readonly string[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const review of reviews) {
    const name = connection.first('sql/facts/select-reviewer.sql', { review })?.[0];
    if (typeof name === 'string' && name !== '') names.set(review, name);
  }
  return names;
}

/** Reads each text once: a long review states many opinions, and each copy of its text would take its whole length. */
function reviewTexts(connection: SqliteConnection): (review: string) => string {
  const texts = new Map<string, string>();
  return (review) => {
    const known = texts.get(review);
    if (known !== undefined) return known;
    const text = String(connection.first('sql/facts/select-review-text.sql', { id: review })?.[0] ?? '');
    texts.set(review, text);
    return text;
  };
}

function opinionOf(
  row: readonly unknown[],
  ends: { readonly item: string; readonly aspect: string },
  textOf: (review: string) => string,
): OpinionEvidence {
  const review = row[0] as string;
  return {
    review,
    ...ends,
    polarity: row[1] as OpinionEvidence['polarity'],
    aspectPhrase: row[2] as string,
    aspectStart: row[3] as number,
    aspectEnd: row[4] as number,
    phrase: row[5] as string,
    start: row[6] as number,
    end: row[7] as number,
    text: textOf(review),
    at: row[8] as number | null,
  };
}

function sqliteParameters(bound: Readonly<Record<string, ParameterValue>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(bound).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
  );
}

function plainSqliteValue(value: unknown): unknown {
  if (typeof value === 'bigint') return BigInt.asIntN(54, value) === value ? Number(value) : String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

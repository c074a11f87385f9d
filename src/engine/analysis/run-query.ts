import type { QueryResult } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { choiceOf, nearestNames } from '../../core/nearest-names.ts';
import type { NamedQuery, QueryLimits, QueryRows } from '../../store/port.ts';
import type { Deps } from '../deps.ts';
import { rankingDefaults } from '../ranking/recommend.ts';
import { typedParameters } from './query-parameters.ts';

/** Most rows of an answer and most time for it. */
export const queryLimits: QueryLimits = { rowsMax: 10_000, timeoutMs: 10_000 };

/** Longest Cypher statement, in UTF-16 units. */
export const statementUnitsMax = 100_000;

/** The parameter that says how many people must stand behind a row; the data set's threshold is its floor. */
const peopleParameter = 'peopleMin';

/** What running a query needs. */
export type QueryDeps = Pick<Deps, 'store' | 'settings' | 'now'>;

/**
 * Runs a named query. A query about groups of people takes `peopleMin` from the settings, else the manifest, else 5;
 * a request may ask for more people, not for fewer. Throws `query-unknown` with the three nearest names,
 * `request-invalid` for a parameter, `deadline-exceeded` after 10 s. `truncated` says that 10,000 rows were not all.
 */
export async function runQuery(
  deps: QueryDeps,
  name: string,
  params: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<QueryResult> {
  const query = findNamedQuery(deps.store.namedQueries(), name);
  const typed = await withThreshold(deps, query, typedParameters(query, params), signal);
  return timed(deps, name, () => deps.store.runNamed(name, typed, queryLimits, signal));
}

/**
 * Runs one read-only Cypher statement with parameters of any JSON type. Throws `capability-missing` on a store without
 * Cypher, `query-refused` for a statement that would do more than read, `query-failed`, `deadline-exceeded`,
 * `request-invalid` for an empty statement and for one above 100,000 characters.
 */
export async function runCypher(
  deps: QueryDeps,
  statement: string,
  params: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<QueryResult> {
  if (statement.trim() === '') {
    throw new EngineError(
      'request-invalid',
      'The statement is empty; expected one Cypher statement that reads.',
    );
  }
  if (statement.length > statementUnitsMax) {
    throw new EngineError(
      'request-invalid',
      `The statement has ${statement.length} characters; at most ${statementUnitsMax} are taken. Move values into parameters.`,
    );
  }
  return timed(deps, 'cypher', () => deps.store.runCypher(statement, params, queryLimits, signal));
}

/** Returns the named query; throws `query-unknown` with the three nearest names. */
export function findNamedQuery(queries: readonly NamedQuery[], name: string): NamedQuery {
  const query = queries.find((known) => known.name === name);
  if (query !== undefined) return query;
  const nearest = nearestNames(
    name,
    queries.map((known) => known.name),
    3,
  );
  const hint = nearest.length === 0 ? 'There are none.' : `Nearest: ${choiceOf(nearest)}.`;
  throw new EngineError('query-unknown', `There is no query ${JSON.stringify(name.slice(0, 80))}. ${hint}`);
}

async function withThreshold(
  deps: QueryDeps,
  query: NamedQuery,
  typed: Record<string, string | number | boolean>,
  signal: AbortSignal,
): Promise<Record<string, string | number | boolean>> {
  if (!query.params.some((parameter) => parameter.name === peopleParameter)) return typed;
  const manifest = deps.settings.peopleMin === null ? await deps.store.manifest(signal) : null;
  const floor = deps.settings.peopleMin ?? manifest?.peopleMin ?? rankingDefaults.peopleMin;
  const asked = typed[peopleParameter] ?? floor;
  if (Number(asked) >= floor) return { ...typed, [peopleParameter]: asked };
  throw new EngineError(
    'request-invalid',
    `Query ${query.name}: ${peopleParameter} is ${asked}; expected at least ${floor}, the fewest people that this data set shows as a group.`,
  );
}

async function timed(deps: QueryDeps, query: string, run: () => Promise<QueryRows>): Promise<QueryResult> {
  const start = deps.now();
  const { columns, rows, truncated } = await run();
  return {
    query,
    columns: [...columns],
    rows: rows.map((row) => [...row]),
    truncated,
    seconds: (deps.now() - start) / 1000,
  };
}

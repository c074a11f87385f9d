import { EngineError } from '../core/errors.ts';
import type { NamedQuery } from './port.ts';

/** A value that a named query takes. */
export type ParameterValue = string | number | boolean;

/**
 * Returns the named query `name`. Throws `query-unknown`, naming those that exist.
 */
export function findQuery(queries: readonly NamedQuery[], name: string): NamedQuery {
  const found = queries.find((query) => query.name === name);
  if (found !== undefined) return found;
  const known = queries.map((query) => query.name).join(', ');
  throw new EngineError(
    'query-unknown',
    `There is no query "${name}". Known are: ${known === '' ? 'none' : known}.`,
  );
}

/**
 * Returns one value for each parameter of a query: the given one, else the default. Numbers and booleans may come as
 * text ("20", "true"), as a command line gives them. Throws `request-invalid` for a missing or unknown parameter and
 * for a value of another type.
 */
export function bindParameters(
  query: NamedQuery,
  given: Readonly<Record<string, unknown>>,
): Record<string, ParameterValue> {
  const unknown = Object.keys(given).find(
    (name) => !query.params.some((parameter) => parameter.name === name),
  );
  if (unknown !== undefined) {
    const known = query.params.map((parameter) => parameter.name).join(', ');
    throw invalid(query, `has no parameter "${unknown}"; it takes ${known === '' ? 'none' : known}`);
  }
  const bound: Record<string, ParameterValue> = {};
  for (const parameter of query.params) {
    const value = given[parameter.name] ?? parameter.defaultValue;
    if (value === null) {
      throw invalid(
        query,
        `needs the parameter ${parameter.name}: ${parameter.type}, ${parameter.description}`,
      );
    }
    const typed = typedValue(value, parameter.type);
    if (typed === undefined) {
      throw invalid(query, `takes ${parameter.name} as ${parameter.type}, not ${JSON.stringify(value)}`);
    }
    bound[parameter.name] = typed;
  }
  return bound;
}

function typedValue(value: unknown, type: NamedQuery['params'][number]['type']): ParameterValue | undefined {
  if (type === 'string') return typeof value === 'string' ? value : undefined;
  if (type === 'boolean') {
    if (typeof value === 'boolean') return value;
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const number = isNumeric ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return undefined;
  return type === 'integer' && !Number.isSafeInteger(number) ? undefined : number;
}

function invalid(query: NamedQuery, problem: string): EngineError {
  return new EngineError('request-invalid', `The query ${query.name} ${problem}.`);
}

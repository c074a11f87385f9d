import { EngineError } from '../../core/errors.ts';
import { choiceOf, nearestNames } from '../../core/nearest-names.ts';
import type { NamedQuery } from '../../store/port.ts';

/** One parameter as a query declares it. */
type Parameter = NamedQuery['params'][number];

const expectations: Readonly<Record<Parameter['type'], string>> = {
  string: 'text',
  integer: 'a whole number of at least 0',
  number: 'a number',
  boolean: 'true or false',
};

/**
 * Returns the given values with the types that a query declares; text such as "20" or "true" becomes a number or a
 * boolean. Parameters that are not given are left to their defaults. Throws `request-invalid` naming the parameter,
 * the value and what is expected: for an unknown name, a missing value and a value of another type.
 */
export function typedParameters(
  query: NamedQuery,
  given: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean> {
  const typed: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(given)) {
    const parameter = query.params.find((declared) => declared.name === name);
    if (parameter === undefined) throw unknownParameter(query, name);
    if (value !== undefined && value !== null) typed[name] = typedValue(query, parameter, value);
  }
  const missing = query.params.find(
    ({ name, defaultValue }) => defaultValue === null && !Object.hasOwn(typed, name),
  );
  if (missing !== undefined) {
    throw invalid(
      query,
      `${missing.name} is missing; expected ${expectations[missing.type]}: ${missing.description}`,
    );
  }
  return typed;
}

function typedValue(query: NamedQuery, parameter: Parameter, value: unknown): string | number | boolean {
  const typed = converted(parameter.type, value);
  if (typed !== undefined) return typed;
  const shown = JSON.stringify(value) ?? String(value);
  throw invalid(
    query,
    `${parameter.name} is ${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}; expected ${expectations[parameter.type]}`,
  );
}

function converted(type: Parameter['type'], value: unknown): string | number | boolean | undefined {
  if (type === 'string') return typeof value === 'string' ? value : undefined;
  if (type === 'boolean')
    return value === true || value === 'true'
      ? true
      : value === false || value === 'false'
        ? false
        : undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  return type === 'integer' && !(Number.isSafeInteger(number) && number >= 0) ? undefined : number;
}

function unknownParameter(query: NamedQuery, name: string): EngineError {
  const names = query.params.map((parameter) => parameter.name);
  const nearest = nearestNames(name, names, 3);
  return invalid(
    query,
    `has no parameter ${JSON.stringify(name)}; ${nearest.length === 0 ? 'it takes none' : `nearest: ${choiceOf(nearest)}`}`,
  );
}

function invalid(query: NamedQuery, problem: string): EngineError {
  return new EngineError('request-invalid', `Query ${query.name}: ${problem}.`);
}

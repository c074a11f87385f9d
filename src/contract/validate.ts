import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { EngineError } from '../core/errors.ts';

const schemaFolder = new URL('../../schema/', import.meta.url);
const schemaSuffix = '.schema.json';
const valueLengthMax = 80;
const problemsMax = 5;

const addFormats = addFormatsModule.default;
let compiled: Ajv2020 | undefined;

/** Outcome of a check against a schema: the value itself, or what is wrong in words that name path, value and rule. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Returns `value` as `T` when it matches `schema/<name>.schema.json`, else the problems, at most five. Schemas are
 * compiled on first use, once a process. Cost: O(size of the value).
 */
export function check<T>(name: string, value: unknown): Checked<T> {
  const validate = validatorOf(name);
  if (validate(value)) return { ok: true, value: value as T };
  return {
    ok: false,
    problems: telling(validate.errors ?? [])
      .slice(0, problemsMax)
      .map((error) => describe(error, value)),
  };
}

/**
 * Returns `value` as `T` when it matches the schema; else throws EngineError `request-invalid` with every problem.
 * `where` names the source of the value ("body of POST /explain", "seed/graph.json").
 */
export function parse<T>(name: string, value: unknown, where: string): T {
  const checked = check<T>(name, value);
  if (checked.ok) return checked.value;
  throw new EngineError('request-invalid', `${where}: ${checked.problems.join('; ')}`);
}

/** Returns the names of all schemas, sorted. */
export function schemaNames(): string[] {
  return readdirSync(schemaFolder)
    .filter((name) => name.endsWith(schemaSuffix))
    .map((name) => name.slice(0, -schemaSuffix.length))
    .sort();
}

/** Returns the schema document of a name, for servers that publish it and for the format of a model call. */
export function schemaOf(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(name + schemaSuffix, schemaFolder), 'utf8')) as Record<
    string,
    unknown
  >;
}

function validatorOf(name: string): ValidateFunction {
  compiled ??= compileAll();
  const validate = compiled.getSchema(`https://whypath.dev/schema/${name}${schemaSuffix}`);
  if (validate === undefined) throw new Error(`Invariant broken: schema/ holds ${name}${schemaSuffix}`);
  return validate;
}

function compileAll(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: false,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
  });
  addFormats(ajv);
  for (const name of schemaNames()) ajv.addSchema(schemaOf(name));
  return ajv;
}

/** That a choice between schemas failed says nothing beside why each of them did. */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const causes = errors.filter(({ keyword }) => !choices.has(keyword));
  return causes.length === 0 ? errors : causes;
}

const choices: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'if']);

function describe(error: ErrorObject, root: unknown): string {
  const path = error.instancePath === '' ? '' : error.instancePath.slice(1).replaceAll('/', '.');
  const subject = path === '' ? 'value' : path;
  if (error.keyword === 'required')
    return `${subject}: ${String(error.params['missingProperty'])} is missing`;
  if (error.keyword === 'additionalProperties') {
    return `${subject}: unknown key ${shown(error.params['additionalProperty'])}`;
  }
  return `${subject} is ${shown(valueAt(root, error.instancePath))}, expected: ${expectation(error)}`;
}

function expectation(error: ErrorObject): string {
  if (error.keyword === 'enum')
    return `one of ${(error.params['allowedValues'] as unknown[]).map(shown).join(', ')}`;
  if (error.keyword === 'const') return shown(error.params['allowedValue']);
  if (error.keyword === 'type') return String(error.params['type']);
  return error.message ?? error.keyword;
}

function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = (value as Record<string, unknown> | undefined)?.[key];
  }
  return value;
}

function shown(value: unknown): string {
  const text = jsonOf(value);
  return text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch (error) {
    // A value that nests deeper than the stack can be parsed, and cannot be written again.
    if (error instanceof RangeError) return 'a value nested too deeply to be shown';
    throw error;
  }
}

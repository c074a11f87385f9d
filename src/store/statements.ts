import { readdirSync, readFileSync } from 'node:fs';
import { assert } from '../core/assert.ts';
import type { NamedQuery } from './port.ts';

const packageFolder = new URL('../../', import.meta.url);
const parameterTypes = ['string', 'integer', 'number', 'boolean'];
const cache = new Map<string, Statement>();

/** A parameter as the header of a file states it. `defaultValue` is undefined where the parameter must be given. */
export interface StatementParameter {
  readonly name: string;
  readonly type: string;
  readonly defaultValue: string | number | boolean | undefined;
  readonly description: string;
}

/** One statement file. */
export interface Statement {
  /** File name without its ending, such as `items-many-like`. */
  readonly name: string;
  /** Path from the package, such as `cypher/queries/items-many-like.cypher`. */
  readonly path: string;
  readonly title: string;
  readonly params: readonly StatementParameter[];
  /** Columns in order, empty where the header names none. */
  readonly returns: readonly string[];
  /** The index or constraint it relies on, empty where the header names none. */
  readonly uses: string;
  /** The statement without its header. */
  readonly text: string;
  /** The whole file with LF line ends, as its checksum is taken. */
  readonly source: string;
}

/**
 * Returns the statement file at `path` (`sql/facts/insert-node.sql`), read once a process. A missing file or a broken
 * header is a mistake of ours and throws. Both `src/` and `dist/` lie one folder below the package, so the same
 * relative path holds for either.
 */
export function loadStatement(path: string): Statement {
  let statement = cache.get(path);
  if (statement === undefined) {
    statement = parseStatement(path, readFileSync(new URL(path, packageFolder), 'utf8'));
    cache.set(path, statement);
  }
  return statement;
}

/** Returns every statement file of a folder (`cypher/queries`), sorted by name; none where there is no folder. */
export function listStatements(folder: string): Statement[] {
  const names = readFolder(new URL(`${folder}/`, packageFolder));
  return names
    .filter((name) => /\.(cypher|sql)$/.test(name))
    .sort()
    .map((name) => loadStatement(`${folder}/${name}`));
}

/** Returns the named queries of a folder as the port shows them. */
export function listNamedQueries(folder: string): NamedQuery[] {
  return listStatements(folder).map(({ name, path, title, params, returns }) => {
    assert(returns.length > 0, `${path} names its columns in "returns"`);
    return { name, title, returns, params: params.map((parameter) => namedParameter(path, parameter)) };
  });
}

/**
 * Returns the parts of a statement file. Its header is the run of comment lines at its start: `title: ...`, any number
 * of `param NAME: TYPE [= DEFAULT], DESCRIPTION`, `returns: A, B` and `uses: ...`; other comment lines are prose.
 */
export function parseStatement(path: string, file: string): Statement {
  const source = file.replaceAll('\r\n', '\n');
  const prefix = path.endsWith('.sql') ? '--' : '//';
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !line.startsWith(prefix) && line.trim() !== '');
  assert(end > 0, `${path} has a header and a statement`);
  const header = lines.slice(0, end).map((line) => line.slice(prefix.length).trim());
  const title = headerValue(header, 'title:');
  assert(title !== '', `${path} has a title`);
  return {
    name: path.slice(path.lastIndexOf('/') + 1).replace(/\.(cypher|sql)$/, ''),
    path,
    title,
    params: header.filter((line) => line.startsWith('param ')).map((line) => parseParameter(path, line)),
    returns: headerValue(header, 'returns:')
      .split(',')
      .map((column) => column.trim())
      .filter((column) => column !== ''),
    uses: headerValue(header, 'uses:'),
    text: lines.slice(end).join('\n').trim(),
    source,
  };
}

function headerValue(header: readonly string[], key: string): string {
  return (
    header
      .find((line) => line.startsWith(key))
      ?.slice(key.length)
      .trim() ?? ''
  );
}

/** A default is JSON (`20`, `0.5`, `true`, `"a, b"`) or, for strings, bare text up to the first comma. */
function parseParameter(path: string, line: string): StatementParameter {
  const match = /^param (\w+): (\w+)(?: = ("(?:[^"\\]|\\.)*"|[^,]*))?(?:, (.*))?$/.exec(line);
  assert(
    match !== null,
    `${path} states its parameter as "param NAME: TYPE [= DEFAULT], DESCRIPTION": ${line}`,
  );
  const [, name = '', type = '', fallback, description = ''] = match;
  return {
    name,
    type,
    description,
    defaultValue: fallback === undefined ? undefined : parseDefault(fallback.trim(), type),
  };
}

function parseDefault(text: string, type: string): string | number | boolean {
  if (type === 'string' && !text.startsWith('"')) return text;
  return JSON.parse(text) as string | number | boolean;
}

function namedParameter(path: string, parameter: StatementParameter): NamedQuery['params'][number] {
  const { name, type, defaultValue, description } = parameter;
  assert(
    parameterTypes.includes(type),
    `${path}: the type of ${name} is one of ${parameterTypes.join(', ')}`,
  );
  return {
    name,
    type: type as NamedQuery['params'][number]['type'],
    defaultValue: defaultValue ?? null,
    description,
  };
}

function readFolder(folder: URL): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

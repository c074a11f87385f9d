import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConfigurationFile } from './contract/types.ts';
import { parse } from './contract/validate.ts';
import { EngineError } from './core/errors.ts';

/** Which store, with all it takes to reach it. */
export type StoreConfig =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'neo4j';
      readonly uri: string;
      readonly username: string;
      readonly password: string;
      readonly database: string | null;
    };

/** Every setting of a process, resolved: flag > environment > whypath.config.json > default. */
export interface Config {
  readonly store: StoreConfig;
  /** As the Ollama command line reads it; the adapter parses it. */
  readonly ollamaHost: string | null;
  readonly model: string;
  readonly port: number;
  /** Null follows the manifest. */
  readonly peopleMin: number | null;
  /** Where recommendations are worked out. */
  readonly ranking: NonNullable<ConfigurationFile['ranking']>;
  /** Where each value comes from, for `whypath config`. */
  readonly origins: Readonly<Record<ConfigKey, string>>;
}

/** A setting that `whypath config` lists. */
export type ConfigKey =
  | 'store'
  | 'username'
  | 'password'
  | 'database'
  | 'ollamaHost'
  | 'model'
  | 'port'
  | 'peopleMin'
  | 'ranking';

/** What the command line gave; absent where it gave nothing. */
export interface ConfigFlags {
  readonly store?: string;
  readonly model?: string;
  readonly port?: number;
}

/** Values where nothing else says otherwise. */
export const configDefaults = {
  store: '.whypath/graph.db',
  username: 'neo4j',
  model: 'llama3.2',
  port: 4664,
  ranking: 'in-process',
} as const;

const fileName = 'whypath.config.json';

/**
 * Returns the configuration of a process. `folder` is where `whypath.config.json` is looked for and what relative
 * store paths are relative to. Throws `configuration-invalid`, `request-invalid` for a file that breaks its schema.
 */
export function loadConfig(
  flags: ConfigFlags,
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): Config {
  const file = readConfigurationFile(folder);
  const origins: Partial<Record<ConfigKey, string>> = {};
  const pick = <T>(
    key: ConfigKey,
    choices: readonly (readonly [string, T | undefined])[],
    fallback: T,
  ): T => {
    const chosen = choices.find(([, value]) => value !== undefined && value !== '');
    origins[key] = chosen?.[0] ?? 'default';
    return (chosen?.[1] as T | undefined) ?? fallback;
  };
  const env = (name: string): readonly [string, string | undefined] => [
    `environment ${name}`,
    environment[name],
  ];
  refuseTwoStores(environment, flags);
  const address = pick<string>(
    'store',
    [['flag --store', flags.store], env('WHYPATH_STORE'), env('NEO4J_URI'), [fileName, file.store]],
    configDefaults.store,
  );
  const username = pick<string>(
    'username',
    [env('NEO4J_USERNAME'), env('NEO4J_USER'), [fileName, file.neo4j?.username]],
    configDefaults.username,
  );
  const password = pick<string | null>('password', [env('NEO4J_PASSWORD')], null);
  const database = pick<string | null>(
    'database',
    [env('NEO4J_DATABASE'), [fileName, file.neo4j?.database]],
    null,
  );
  return {
    ollamaHost: pick<string | null>('ollamaHost', [env('OLLAMA_HOST'), [fileName, file.ollamaHost]], null),
    model: pick<string>(
      'model',
      [['flag --model', flags.model], env('WHYPATH_MODEL'), [fileName, file.model]],
      configDefaults.model,
    ),
    port: pick<number>(
      'port',
      [
        ['flag --port', flags.port],
        ['environment WHYPATH_PORT', portOf(environment['WHYPATH_PORT'])],
        [fileName, file.port],
      ],
      configDefaults.port,
    ),
    ranking: pick<Config['ranking']>('ranking', [[fileName, file.ranking]], configDefaults.ranking),
    peopleMin: pick<number | null>('peopleMin', [[fileName, file.peopleMin]], null),
    store: storeConfig(address, { username, password, database }, folder),
    origins: origins as Record<ConfigKey, string>,
  };
}

function readConfigurationFile(folder: string): ConfigurationFile {
  const path = resolve(folder, fileName);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new EngineError('configuration-invalid', `${path} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  try {
    return parse<ConfigurationFile>('configuration', JSON.parse(text), path);
  } catch (error) {
    const reason =
      error instanceof EngineError ? error.message : `${path} is no JSON: ${(error as Error).message}.`;
    throw new EngineError('configuration-invalid', reason, { cause: error });
  }
}

function refuseTwoStores(
  environment: Readonly<Record<string, string | undefined>>,
  flags: ConfigFlags,
): void {
  if (flags.store !== undefined || !environment['WHYPATH_STORE'] || !environment['NEO4J_URI']) return;
  throw new EngineError(
    'configuration-invalid',
    'WHYPATH_STORE and NEO4J_URI are both set, and each names a store. Unset one of them, or pass --store.',
  );
}

function storeConfig(
  address: string,
  access: { readonly username: string; readonly password: string | null; readonly database: string | null },
  folder: string,
): StoreConfig {
  if (!/^[a-z0-9+]+:\/\//i.test(address)) return { kind: 'sqlite', path: resolve(folder, address) };
  if (!/^(bolt|neo4j)(\+s|\+ssc)?:\/\//i.test(address)) {
    const scheme = address.slice(0, address.indexOf(':'));
    throw new EngineError(
      'configuration-invalid',
      `The store address begins with ${scheme}://, expected a file path, bolt:// or neo4j:// (+s or +ssc for TLS).`,
    );
  }
  if (access.password === null) {
    throw new EngineError(
      'configuration-invalid',
      'The store is a Neo4j server, and NEO4J_PASSWORD is not set. Set it in the environment; there is no default.',
    );
  }
  return {
    kind: 'neo4j',
    uri: address,
    username: access.username,
    password: access.password,
    database: access.database,
  };
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new EngineError(
    'configuration-invalid',
    `WHYPATH_PORT is ${JSON.stringify(text)}, expected an integer from 0 to 65535.`,
  );
}

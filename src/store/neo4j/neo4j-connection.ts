import neo4j, {
  type Driver,
  type EagerResult,
  type ManagedTransaction,
  type Record as Row,
  type Session,
} from 'neo4j-driver';
import { EngineError } from '../../core/errors.ts';
import { interruptionOf, throwIfInterrupted } from '../interruption.ts';
import { loadStatement } from '../statements.ts';
import { addressWithoutSecrets, convertNeo4jError, type Neo4jTarget } from './neo4j-errors.ts';

/** How long the driver keeps retrying what it calls retryable. */
const retryTimeMaxMs = 15_000;
const connectionTimeoutMs = 10_000;
/** How long a call waits for one of the pooled connections. */
const acquisitionTimeoutMs = 30_000;
const schemes = ['bolt:', 'bolt+s:', 'bolt+ssc:', 'neo4j:', 'neo4j+s:', 'neo4j+ssc:'];

/** Address and account of a Neo4j server. */
export interface Neo4jOptions {
  /** `bolt://` or `neo4j://`, also with `+s` or `+ssc`. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** Default `neo4j`. */
  readonly database?: string;
}

/** Runs one statement file within a transaction. */
export type RunStatement = (path: string, parameters?: Record<string, unknown>) => Promise<EagerResult>;

/** One driver, with the database always named and the bookmarks of writers carried to readers. */
export interface Neo4jConnection {
  readonly target: Neo4jTarget;
  readonly driver: Driver;
  /** Returns the rows of one statement file, read from any member of a cluster that has seen our writes. */
  read(path: string, parameters: Record<string, unknown>, signal: AbortSignal): Promise<Row[]>;
  /** Runs one statement file that writes, in a transaction of its own. */
  write(path: string, parameters: Record<string, unknown>, signal: AbortSignal): Promise<EagerResult>;
  /** Runs `work` in one write transaction and repeats it where the driver says so; `keep` false rolls back. */
  transaction<Result>(
    work: (run: RunStatement) => Promise<Result>,
    keep: (result: Result) => boolean,
    signal: AbortSignal,
  ): Promise<Result>;
  /** Opens a session for statements that are no transaction of ours, or for streams; close it. */
  session(mode: 'READ' | 'WRITE', fetchSize?: number): Session;
  /** Returns `work()` with foreign errors turned into EngineErrors. */
  converted<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

/** Sent with every transaction, so that an administrator sees whose it is. */
export const transactionMetadata: { readonly app: string } = { app: 'whypath' };

/** Returns a connection; nothing is sent before the first statement. Throws `store-unsupported` for another scheme. */
export function createNeo4jConnection(options: Neo4jOptions, version: string): Neo4jConnection {
  const database = options.database ?? 'neo4j';
  const target: Neo4jTarget = {
    address: addressWithoutSecrets(options.uri),
    database,
    password: options.password,
  };
  const driver = createDriver(options, target, version);
  const bookmarkManager = driver.executeQueryBookmarkManager;
  const transactionConfig = { metadata: transactionMetadata };

  const converted = async <Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> => {
    throwIfInterrupted(signal);
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw interruptionOf(signal);
      throw convertNeo4jError(error, target);
    }
  };
  const execute = (
    path: string,
    parameters: Record<string, unknown>,
    routing: 'READ' | 'WRITE',
    signal: AbortSignal,
  ) =>
    converted(signal, () =>
      driver.executeQuery(loadStatement(path).text, parameters, {
        database,
        routing,
        transactionConfig,
        signal,
      }),
    );
  const session = (mode: 'READ' | 'WRITE', fetchSize?: number): Session =>
    driver.session({
      database,
      defaultAccessMode: mode,
      bookmarkManager,
      ...(fetchSize === undefined ? {} : { fetchSize }),
    });
  return {
    target,
    driver,
    converted,
    session,
    read: async (path, parameters, signal) => (await execute(path, parameters, 'READ', signal)).records,
    write: (path, parameters, signal) => execute(path, parameters, 'WRITE', signal),
    transaction: (work, keep, signal) =>
      converted(signal, () =>
        closing(session('WRITE'), signal, (opened) => keptOrRolledBack(opened, work, keep)),
      ),
  };
}

/** Returns `work(session)`; the session is closed in every case, and at once when the signal fires. */
export async function closing<Result>(
  session: Session,
  signal: AbortSignal,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const close = (): void => void session.close().catch(() => undefined);
  signal.addEventListener('abort', close, { once: true });
  try {
    return await work(session);
  } finally {
    signal.removeEventListener('abort', close);
    await session.close();
  }
}

/** Carries the result of work that shall not be kept out of the driver's transaction function. */
class RolledBack extends Error {
  readonly result: unknown;

  constructor(result: unknown) {
    super('rolled back on purpose');
    this.result = result;
  }
}

async function keptOrRolledBack<Result>(
  session: Session,
  work: (run: RunStatement) => Promise<Result>,
  keep: (result: Result) => boolean,
): Promise<Result> {
  try {
    return await session.executeWrite(
      async (transaction) => {
        const result = await work((path, parameters = {}) => runIn(transaction, path, parameters));
        if (!keep(result)) throw new RolledBack(result);
        return result;
      },
      { metadata: transactionMetadata },
    );
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Result;
    throw error;
  }
}

async function runIn(
  transaction: ManagedTransaction,
  path: string,
  parameters: Record<string, unknown>,
): Promise<EagerResult> {
  const { records, summary } = await transaction.run(loadStatement(path).text, parameters);
  return { keys: records[0]?.keys ?? [], records, summary } as EagerResult;
}

function createDriver(
  { uri, username, password }: Neo4jOptions,
  target: Neo4jTarget,
  version: string,
): Driver {
  const scheme = /^[^:]*:/.exec(uri)?.[0] ?? '';
  if (!schemes.includes(scheme)) {
    throw new EngineError(
      'store-unsupported',
      `${target.address} is no address of Neo4j's driver. Write bolt://HOST:7687, or neo4j://HOST:7687 for a cluster.`,
    );
  }
  try {
    return neo4j.driver(target.address, neo4j.auth.basic(username, password), {
      useBigInt: true,
      telemetryDisabled: true,
      userAgent: `whypath/${version}`,
      maxTransactionRetryTime: retryTimeMaxMs,
      connectionTimeout: connectionTimeoutMs,
      connectionAcquisitionTimeout: acquisitionTimeoutMs,
    });
  } catch (error) {
    throw new EngineError(
      'store-unsupported',
      `${target.address} is no address: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
}

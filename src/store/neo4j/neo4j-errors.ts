import { EngineError, type ErrorCode } from '../../core/errors.ts';

/** What messages may say about a server: its address without secrets, its database, and the words to hide. */
export interface Neo4jTarget {
  /** Address without user and password. */
  readonly address: string;
  readonly database: string;
  /** Never shown. */
  readonly password: string;
}

/** Oldest server: dynamic relationship types came with it. */
export const serverVersionMin = '5.26';

/** Returns the address without the user and password that it may hold, which may have any sign in them. */
export function addressWithoutSecrets(uri: string): string {
  return uri.replace(/\/\/.*@/, '//');
}

/**
 * Returns the EngineError of an error of the driver or the server, with what to do about it; errors of the engine and
 * broken invariants as they are. `statementCode` is the code of a statement that the server refused: `query-failed`
 * where the user wrote it, `store-failed` where we did.
 */
export function convertNeo4jError(
  error: unknown,
  target: Neo4jTarget,
  statementCode: 'query-failed' | 'store-failed' = 'store-failed',
): unknown {
  if (error instanceof EngineError || !(error instanceof Error)) return error;
  const code = serverCode(error);
  if (code === null) return error;
  const { errorCode, message } = explain(
    code,
    withoutPassword(error.message, target.password),
    target,
    statementCode,
  );
  return new EngineError(errorCode, message, { cause: error });
}

/** Returns the code that the server or driver gave an error, or null where it is none of theirs. */
export function serverCode(error: unknown): string | null {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && (code.startsWith('Neo.') || driverCodes.has(code)) ? code : null;
}

const driverCodes = new Set(['ServiceUnavailable', 'SessionExpired', 'ProtocolError', 'N/A']);

interface Explanation {
  readonly errorCode: ErrorCode;
  readonly message: string;
}

function explain(code: string, message: string, target: Neo4jTarget, statementCode: ErrorCode): Explanation {
  const { address, database } = target;
  // The driver gives an answer in HTTP no code of its own.
  if (code === 'N/A' && message.includes('HTTP')) return explainUnreachable(message, target);
  switch (code) {
    case 'ServiceUnavailable':
    case 'SessionExpired':
    case 'ProtocolError':
      return explainUnreachable(message, target);
    case 'Neo.ClientError.Security.Unauthorized':
      return {
        errorCode: 'store-unauthorized',
        message: `Neo4j at ${address} turned the username or password away. Set NEO4J_USERNAME and NEO4J_PASSWORD.`,
      };
    case 'Neo.ClientError.Security.AuthenticationRateLimit':
      return {
        errorCode: 'store-unauthorized',
        message: `Neo4j at ${address} saw too many wrong passwords. Wait 5 s, then set NEO4J_PASSWORD to the right one.`,
      };
    case 'Neo.ClientError.Security.CredentialsExpired':
      return {
        errorCode: 'store-unauthorized',
        message: `Neo4j at ${address} wants the first password changed: ALTER CURRENT USER SET PASSWORD in cypher-shell.`,
      };
    case 'Neo.ClientError.Database.DatabaseNotFound':
      return {
        errorCode: 'store-unsupported',
        message: `Neo4j at ${address} has no database "${database}". Set NEO4J_DATABASE; Community Edition has "neo4j" only.`,
      };
    case 'Neo.TransientError.Transaction.DeadlockDetected':
      return {
        errorCode: 'store-conflict',
        message: `Other writers kept Neo4j at ${address} from writing. Try again when they are done.`,
      };
    default:
      if (code.startsWith('Neo.TransientError.') || code.startsWith('Neo.DatabaseError.General.')) {
        return { errorCode: 'store-unavailable', message: `Neo4j at ${address} is not ready: ${message}` };
      }
      return {
        errorCode: statementCode,
        message: `Neo4j refused a statement: ${asWritten(message)} (${code})`,
      };
  }
}

/** What is put before a statement that is only to be explained. */
export const explainPrefix = 'EXPLAIN ';

/** The server counts from the prefix on and quotes it; whoever wrote the statement knows it without. */
function asWritten(message: string): string {
  const quoted = message.search(/\s+"EXPLAIN /u);
  if (quoted < 0) return message;
  const shifted = (place: string): string => String(Number(place) - explainPrefix.length);
  return message
    .slice(0, quoted)
    .replace(
      /\(line 1, column (\d+) \(offset: (\d+)\)\)/u,
      (_, column: string, offset: string) =>
        `(line 1, column ${shifted(column)} (offset: ${shifted(offset)}))`,
    );
}

/** The driver gives one code for all that goes wrong before the first answer; the words tell the cases apart. */
function explainUnreachable(message: string, { address }: Neo4jTarget): Explanation {
  const direct = address.replace(/^neo4j/, 'bolt');
  if (/HTTP/.test(message)) {
    return {
      errorCode: 'store-unsupported',
      message: `${address} answers as a web server. Use the Bolt port of Neo4j, usually 7687: ${withPort(direct, '7687')}.`,
    };
  }
  if (address.startsWith('neo4j') && /rout|discovery/i.test(message)) {
    return {
      errorCode: 'store-unsupported',
      message: `${address} gave no routing table, which neo4j:// needs. Is it running? For a single server use ${direct}.`,
    };
  }
  const encrypted = address.includes('+s')
    ? ` If the server has no encryption, use ${address.replace(/\+s+c?/, '')}.`
    : ' If the server demands encryption, write +s after the scheme.';
  const hint = /TLS|SSL|certificate|secure|socket hang|ECONNRESET|closed/i.test(message) ? encrypted : '';
  return {
    errorCode: 'store-unavailable',
    message: `Neo4j does not answer at ${address}. Start it with "docker compose up -d neo4j", or set NEO4J_URI to where it runs.${hint}`,
  };
}

function withPort(address: string, port: string): string {
  return address.replace(/:\d+(?=$|\/)/, `:${port}`);
}

function withoutPassword(message: string, password: string): string {
  return password.length < 4 ? message : message.replaceAll(password, '***');
}

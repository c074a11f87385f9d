import type { Neo4jError } from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src/core/errors.ts';
import { addressWithoutSecrets, convertNeo4jError } from '../../../src/store/neo4j/neo4j-errors.ts';
import { isSupportedServer } from '../../../src/store/neo4j/neo4j-migrate.ts';
import { openNeo4jStore } from '../../../src/store/neo4j/neo4j-store.ts';

const target = { address: 'bolt://host:7687', database: 'films', password: 'hunter22' };
const fromServer = (code: string, message = 'words hunter22'): Neo4jError =>
  Object.assign(new Error(message), { code }) as unknown as Neo4jError;

describe('convertNeo4jError', () => {
  it.each([
    ['ServiceUnavailable', 'store-unavailable', 'Start it with'],
    ['SessionExpired', 'store-unavailable', 'does not answer at bolt://host:7687'],
    ['Neo.ClientError.Security.Unauthorized', 'store-unauthorized', 'NEO4J_PASSWORD'],
    ['Neo.ClientError.Security.AuthenticationRateLimit', 'store-unauthorized', 'Wait'],
    ['Neo.ClientError.Security.CredentialsExpired', 'store-unauthorized', 'ALTER CURRENT USER'],
    ['Neo.ClientError.Database.DatabaseNotFound', 'store-unsupported', '"films"'],
    ['Neo.TransientError.Transaction.DeadlockDetected', 'store-conflict', 'Try again'],
    ['Neo.TransientError.General.DatabaseUnavailable', 'store-unavailable', 'not ready'],
    ['Neo.ClientError.Statement.SyntaxError', 'store-failed', 'refused a statement: words'],
  ])('gives %s its code, and never shows the password', (code, expected, words) => {
    const error = fromServer(code);
    const converted = convertNeo4jError(error, target) as EngineError;
    expect(converted).toMatchObject({ code: expected, cause: error });
    expect(converted.message).toContain(words);
    expect(converted.message).not.toContain('hunter22');
  });

  it('blames the user for a statement of his own', () => {
    const error = fromServer('Neo.ClientError.Statement.SyntaxError');
    expect(convertNeo4jError(error, target, 'query-failed')).toMatchObject({ code: 'query-failed' });
  });

  it('speaks of the statement as the user wrote it, not as it was explained', () => {
    const said =
      "Invalid input '': expected ')' (line 1, column 22 (offset: 21))\n\"EXPLAIN MATCH (i:Item\"\n                      ^";
    const error = fromServer('Neo.ClientError.Statement.SyntaxError', said);
    expect((convertNeo4jError(error, target, 'query-failed') as EngineError).message).toBe(
      "Neo4j refused a statement: Invalid input '': expected ')' (line 1, column 14 (offset: 13)) (Neo.ClientError.Statement.SyntaxError)",
    );
  });

  it('leaves errors of the engine and mistakes of ours as they are', () => {
    const ours = new EngineError('store-conflict', 'moved');
    expect(convertNeo4jError(ours, target)).toBe(ours);
    const mistake = new TypeError('undefined is not a function');
    expect(convertNeo4jError(mistake, target)).toBe(mistake);
  });
});

describe('addressWithoutSecrets', () => {
  it.each([
    ['bolt://neo4j:secret@host:7687', 'bolt://host:7687'],
    ['neo4j+s://a:b@c@host/db?x=1', 'neo4j+s://host/db?x=1'],
    ['bolt://a:b/c?d#e@host:7687', 'bolt://host:7687'],
    ['bolt://host:7687', 'bolt://host:7687'],
  ])('%s', (uri, address) => expect(addressWithoutSecrets(uri)).toBe(address));
});

describe('isSupportedServer', () => {
  it.each([
    ['Neo4j/5.26.0', true],
    ['Neo4j/5.26.0-aura', true],
    ['Neo4j/2026.08.1', true],
    ['Neo4j/5.25.9', false],
    ['Neo4j/4.4.40', false],
    ['', false],
  ])('%s: %s', (agent, supported) => expect(isSupportedServer(agent)).toBe(supported));
});

describe('openNeo4jStore', () => {
  it('refuses an address of another kind at once, without its password', () => {
    const open = (): unknown =>
      openNeo4jStore({
        uri: 'http://a:hunter22@host',
        username: 'neo4j',
        password: 'hunter22',
        now: () => 0,
      });
    expect(open).toThrow('http://host is no address');
    expect(open).not.toThrow('hunter22');
  });
});

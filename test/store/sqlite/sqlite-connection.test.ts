import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src/core/errors.ts';
import { convertSqliteError, createSqliteConnection } from '../../../src/store/sqlite/sqlite-connection.ts';

describe('convertSqliteError', () => {
  const sqlite = (errcode: number): Error =>
    Object.assign(new Error('words'), { code: 'ERR_SQLITE_ERROR', errcode });

  it.each([
    [sqlite(5), 'store-unavailable', 'held by another process'],
    [sqlite(517), 'store-unavailable', 'held by another process'],
    [sqlite(8), 'store-unavailable', 'only be read'],
    [sqlite(778), 'store-failed', 'whether it is full'],
    [sqlite(11), 'store-failed', 'damaged'],
    [sqlite(13), 'store-failed', 'full'],
    [sqlite(14), 'store-unavailable', 'cannot be opened'],
    [sqlite(26), 'store-unsupported', 'no SQLite database'],
    [sqlite(1), 'store-failed', 'refused a statement: words'],
    [Object.assign(new Error('words'), { code: 'EACCES' }), 'store-unavailable', 'may not be written'],
    [
      Object.assign(new Error('words'), { code: 'ENOTDIR', syscall: 'mkdir' }),
      'store-unavailable',
      'cannot be opened',
    ],
  ])('gives %s its code', (error, code, words) => {
    const converted = convertSqliteError(error, '/data/graph.db');
    expect(converted).toMatchObject({ code, cause: error });
    expect((converted as Error).message).toContain('/data/graph.db');
    expect((converted as Error).message).toContain(words);
  });

  it('leaves errors of the engine and mistakes of ours as they are', () => {
    const ours = new EngineError('store-conflict', 'moved');
    expect(convertSqliteError(ours, 'x')).toBe(ours);
    const mistake = new TypeError('undefined is not a function');
    expect(convertSqliteError(mistake, 'x')).toBe(mistake);
  });
});

describe('a transaction', () => {
  it('is rolled back by an error and by its own result, and leaves the connection usable', () => {
    const connection = createSqliteConnection(':memory:');
    const count = (): unknown =>
      connection.database().prepare('SELECT count(*) AS rows FROM thing').get()?.['rows'];
    connection.database().exec('CREATE TABLE thing (id INTEGER)');
    const insert = (): number => {
      connection.database().exec('INSERT INTO thing VALUES (1)');
      return 1;
    };
    expect(() =>
      connection.transaction(() => {
        insert();
        throw new Error('broken');
      }),
    ).toThrow('broken');
    expect(connection.transaction(insert, () => false)).toBe(1);
    expect(count()).toBe(0);
    connection.transaction(insert);
    expect(count()).toBe(1);
    connection.close();
  });
});

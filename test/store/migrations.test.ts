import { describe, expect, it } from 'vitest';
import { listMigrations, pendingMigrations } from '../../src/store/migrations.ts';

describe('listMigrations', () => {
  it.each(['sql/migrations', 'cypher/migrations'])('numbers %s from 1 without a gap', (folder) => {
    const migrations = listMigrations(folder);
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    for (const { checksum, description } of migrations) {
      expect(checksum).toMatch(/^[0-9a-f]{64}$/);
      expect(description).toMatch(/^[A-Z][a-z]+ /);
    }
  });
});

describe('pendingMigrations', () => {
  const known = [1, 2, 3].map((version) => ({
    version,
    description: 'Create node',
    file: `V00${version}__Create_node.sql`,
    checksum: `sum${version}`,
    text: '',
  }));

  it('returns what was not applied', () => {
    expect(pendingMigrations(known, [], 'x')).toEqual(known);
    const applied = [
      { version: 1, checksum: 'sum1' },
      { version: 3, checksum: 'sum3' },
    ];
    expect(pendingMigrations(known, applied, 'x').map(({ version }) => version)).toEqual([2]);
  });

  it('names the file that was edited and the schema that is newer', () => {
    expect(() => pendingMigrations(known, [{ version: 2, checksum: 'other' }], '/data/graph.db')).toThrow(
      /V002__Create_node\.sql .*\/data\/graph\.db/,
    );
    expect(() => pendingMigrations(known, [{ version: 4, checksum: 'x' }], 'x')).toThrow(
      /version 4.*up to 3/,
    );
  });
});

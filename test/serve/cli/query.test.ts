import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryCommand } from '../../../src/serve/cli/query.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());
const run = (...args: string[]) => runCommand(queryCommand, engine, args);

describe('whypath query', () => {
  it('lists every query with its parameters', async () => {
    const { out, code } = await run('list');
    expect(code).toBeNull();
    expect(out).toMatch(
      /^co-liked-items +item=… \[ratingMin\] \[kindsNot\] \[peopleMin\] \[limit\] +Items liked by/m,
    );
    const { queries } = JSON.parse((await run('list', '--json')).out) as { queries: { name: string }[] };
    expect(queries.length).toBeGreaterThanOrEqual(14);
    expect(queries.map(({ name }) => name)).toContain('popular-items');
  });

  it('shows the header and both texts', async () => {
    const { out } = await run('show', 'popular-items');
    expect(out).toContain('popular-items: Items that most people like');
    expect(out).toMatch(/^limit +integer +20 +most rows$/m);
    expect(out).toContain('Columns: item, name, people, acts');
    expect(out).toContain('MATCH (u:User)-[r]->(i:Item)');
    expect(out).toContain('FROM interaction r');
    const shown = JSON.parse((await run('show', 'quotes', '--json')).out) as Record<string, unknown>;
    expect(shown).toMatchObject({
      name: 'quotes',
      returns: ['polarity', 'aspectPhrase', 'phrase', 'text', 'review', 'day'],
    });
    expect(shown['sql']).toContain('-- title: ');
  });

  it('runs a query in each format', async () => {
    const args = ['run', 'popular-items', '-P', 'limit=2'];
    expect((await run(...args)).out.split('\n')[2]).toMatch(
      /^lamplighters-of-quay-street +Lamplighters of Quay Street +32 +35$/,
    );
    expect((await run(...args)).err).toBe('2 rows\n');
    expect((await run(...args, '--format', 'csv')).out).toBe(
      'item,name,people,acts\nlamplighters-of-quay-street,Lamplighters of Quay Street,32,35\nhedgerow-post,Hedgerow Post,26,26\n',
    );
    expect((await run(...args, '--format', 'ndjson')).out.split('\n')[1]).toBe(
      '{"item":"hedgerow-post","name":"Hedgerow Post","people":26,"acts":26}',
    );
    expect(JSON.parse((await run(...args, '--json')).out)).toMatchObject({
      query: 'popular-items',
      truncated: false,
    });
  });

  it('says what is wrong with a name or a parameter', async () => {
    expect(await run('run', 'popular')).toMatchObject({
      code: 'query-unknown',
      message: expect.stringContaining('popular-items'),
    });
    expect(await run('show', '../facts/insert-node')).toMatchObject({ code: 'query-unknown' });
    expect(await run('run', 'popular-items', '-P', 'limit=x')).toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('limit is "x"; expected a whole number'),
    });
    expect(await run('run', 'popular-items', '-P', 'limit')).toMatchObject({
      code: 'commander.invalidArgument',
    });
    expect(await run('run', 'co-liked-items', '-P', 'item=acorn-ledger', '-P', 'peopleMin=1')).toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('expected at least 5'),
    });
  });

  it.each([[], ['list'], ['show'], ['run']])('%s --help has an example', async (...args) => {
    const { out, code } = await run(...args.flat(), '--help');
    expect(code).toBe('commander.helpDisplayed');
    expect(out).toMatch(/Examples?:\n {2}\$ whypath query/);
  });
});

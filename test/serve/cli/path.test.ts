import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathCommand } from '../../../src/serve/cli/path.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());
const path = (...args: string[]) => runCommand(pathCommand, engine, args);

describe('whypath path', () => {
  it('prints the cheapest paths with their cost, in words', async () => {
    const { out, code } = await path('User:mara', 'Item:moth-parliament', '--limit', '3');
    expect(code).toBeNull();
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    const costs = lines.map((line) => Number(/^ *(\d+\.\d\d) {2}\S/.exec(line)?.[1]));
    expect(costs).toEqual([...costs].sort((left, right) => left - right));
    expect(out).toContain('Moth Parliament');
  });

  it('prints JSON in the shape of the contract', async () => {
    const { out } = await path('acorn-ledger', 'alibi-picnic', '--json', '--length-max', '2');
    const result = JSON.parse(out) as { paths: { path: { relations: unknown[] } }[]; lengthMax: number };
    expect(result).toMatchObject({
      from: { id: 'acorn-ledger' },
      to: { id: 'alibi-picnic' },
      lengthMax: 2,
      limit: 5,
    });
    expect(result.paths.length).toBeGreaterThan(0);
    for (const { path: found } of result.paths) expect(found.relations.length).toBeLessThanOrEqual(2);
  });

  it('says that there is no path, and refuses limits out of range', async () => {
    expect((await path('User:mara', 'Item:moth-parliament', '--length-max', '1')).out).toBe(
      'No path of at most 1 step.\n',
    );
    expect(await path('a', 'b', '--limit', '51')).toMatchObject({ code: 'commander.invalidArgument' });
    expect(await path('a', 'b', '--length-max', '7')).toMatchObject({ code: 'commander.invalidArgument' });
    expect(await path('Item:acorn', 'Item:alibi-picnic')).toMatchObject({
      code: 'node-unknown',
      message: expect.stringContaining('Item:acorn-ledger (Acorn Ledger)'),
    });
  });

  it('names no other person between two games', async () => {
    const { out } = await path('acorn-ledger', 'hedgerow-post', '--limit', '50', '--json');
    expect(out).toContain('"label": "User"');
    expect(out).not.toMatch(/"label": "User",\s*"id": "/);
  });

  it('keeps to the form of a pattern', async () => {
    const pattern = 'User-BOUGHT>Item-ILLUSTRATED_BY>Attribute<ILLUSTRATED_BY-Item';
    const { out } = await path('mara', 'kestrel-hour', '--pattern', pattern);
    expect(out).toContain('was illustrated by Fenn Adderley');
    expect(out).toMatch(/\(7\.\d % of the score\)\n/);
    expect((await path('mara', 'kestrel-hour', '--pattern', 'User-RETURNED>Item-SEQUEL_TO>Item')).out).toBe(
      'No path of the form User-RETURNED>Item-SEQUEL_TO>Item.\n',
    );
    expect(await path('mara', 'kestrel-hour', '--pattern', 'User-BOUHGT>Item')).toMatchObject({
      code: 'relation-unknown',
      message: expect.stringContaining('BOUGHT'),
    });
  });

  it('can prefer paths that share few nodes', async () => {
    const { out } = await path('mara', 'kestrel-hour', '--diverse', '--json', '--limit', '4');
    expect(JSON.parse(out)).toMatchObject({ order: 'diverse', limit: 4 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricsCommand } from '../../../src/serve/cli/metrics.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());

describe('whypath metrics', () => {
  const metrics = (...args: string[]) => runCommand(metricsCommand, engine, args);

  it('lists metrics and projections', async () => {
    const { out } = await metrics();
    for (const name of ['degree', 'betweenness', 'items-by-attribute', 'whole']) expect(out).toContain(name);
  });

  it('takes whole for pagerank and items-by-attribute for the others', async () => {
    const { out } = await metrics('pagerank', '--restart', 'Item:acorn-ledger', '--limit', '3');
    expect(out.split('\n')[0]).toMatch(/^pagerank of whole: \d+ nodes, \d+ edges$/);
    expect(out.split('\n')[1]).toMatch(/^all values together are within \d\.\de-\d+ of the exact ones$/);
    expect(out.split('\n')[4]).toMatch(/^ *0\.\d+ +Item +acorn-ledger +Acorn Ledger$/);
    expect((await metrics('density')).out).toMatch(
      /^density of items-by-attribute: 80 nodes, \d+ edges\nvalue 0\.\d+\n$/,
    );
  });

  it('solves pagerank near several restart nodes, with the bound of each', async () => {
    const restarts = ['--restart', 'Item:acorn-ledger', '--restart', 'Item:tern-against-tide'];
    const { out } = await metrics('pagerank', ...restarts, '--local', '--limit', '3');
    expect(out.split('\n')[1]).toMatch(/, each within \d\.\de-\d+ times the weight of its edges$/);
    expect(await metrics('pagerank', '--local')).toMatchObject({ code: 'request-invalid' });
  });

  it('prints communities and JSON', async () => {
    expect((await metrics('modularity', '--projection', 'items-by-user')).out).toMatch(
      /^value \S+\nnodes +such as/m,
    );
    expect(JSON.parse((await metrics('degree', '--json', '--limit', '2')).out)).toMatchObject({
      metric: 'degree',
      top: [{}, {}],
    });
  });

  it('names what is wrong', async () => {
    expect(await metrics('degrees')).toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('degree'),
    });
    expect(await metrics('degree', '--limit', '0')).toMatchObject({ code: 'commander.invalidArgument' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearCommand } from '../../../src/serve/cli/near.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());
const near = (...args: string[]) => runCommand(nearCommand, engine, args);

describe('whypath near', () => {
  it('prints what lies near several nodes, with the bound', async () => {
    const { out } = await near('Item:acorn-ledger', 'Tern Against Tide*3', '--limit', '3');
    expect(out.split('\n')[0]).toMatch(
      /^near Acorn Ledger \(25 %\), Tern Against Tide \(75 %\); all scores together are within \d\.\de-\d of the exact ones after \d+ passes$/,
    );
    expect(out.trimEnd().split('\n')).toHaveLength(6);
    expect(out).not.toMatch(/^.*\d +acorn-ledger /m);
  });

  it('prints JSON and names what is wrong', async () => {
    const { out } = await near('acorn-ledger', '--label', 'Attribute', '--epsilon', '1e-6', '--json');
    expect(JSON.parse(out)).toMatchObject({ label: 'Attribute', relations: null, limit: 10 });
    expect(await near('acorn-ledger', '--label', 'User')).toMatchObject({ code: 'request-invalid' });
    expect(await near('acorn-ledger', '--epsilon', 'x')).toMatchObject({ code: 'request-invalid' });
    expect(await near('acorn-ledgr')).toMatchObject({ code: 'node-unknown' });
  });
});

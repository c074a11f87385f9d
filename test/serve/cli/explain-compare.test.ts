import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { explainCommand } from '../../../src/serve/cli/explain.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());
const pair = ['--user', 'mara', '--item', 'kestrel-hour'];

describe('whypath explain --compare', () => {
  it('prints the comparison and what it rests on', async () => {
    const { out } = await runCommand(explainCommand, engine, [...pair, '--compare', 'acorn-ledger']);
    expect(out).toMatch(/^What speaks for Kestrel Hour and not for Acorn Ledger: /);
    expect(out).toContain('\nWhat it rests on:\n  E1  ');
    expect(out).toContain('Acorn Ledger is 6th. (counted)\n');
  });

  it('prints JSON in the shape of the contract', async () => {
    const { out } = await runCommand(explainCommand, engine, [
      ...pair,
      '--compare',
      'acorn-ledger',
      '--json',
    ]);
    expect(check('comparison', JSON.parse(out))).toMatchObject({ ok: true });
  });

  it('takes one pair, no question and another item', async () => {
    const run = (...args: string[]) => runCommand(explainCommand, engine, args);
    const usage = { code: 'usage', message: expect.stringContaining('--user, --item and --compare') };
    expect(await run('--user', 'mara', '--compare', 'acorn-ledger')).toMatchObject(usage);
    expect(await run(...pair, '--compare', 'acorn-ledger', '--ask', 'why?')).toMatchObject(usage);
    expect(await run(...pair, '--compare', 'kestrel-hour')).toMatchObject({ code: 'request-invalid' });
    expect(await run(...pair, '--compare', '')).toMatchObject({ code: 'request-invalid' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StrikeList } from '../../../src/contract/types.ts';
import { strikeCommand } from '../../../src/serve/cli/strike.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());
const strike = (...args: string[]) => runCommand(strikeCommand, engine, args);

describe('whypath strike', () => {
  it('strikes, lists, says what was so already, and takes back', async () => {
    expect((await strike('mara')).out).toBe('Nothing is struck for mara.\n');
    expect((await strike('mara', 'Aspect:artwork')).out).toBe(
      'Aspect:artwork counts no longer.\nStruck for mara:\n  Aspect:artwork  since 1970-01-01\n',
    );
    expect((await strike('mara', 'Aspect:artwork')).out).toContain('was struck already');
    const listed = JSON.parse((await strike('mara', '--json')).out) as StrikeList;
    expect(listed).toMatchObject({ changed: false, strikes: [{ label: 'Aspect', id: 'artwork' }] });
    expect((await strike('mara', 'Aspect:artwork', '--undo')).out).toBe(
      'Aspect:artwork counts again.\nNothing is struck for mara.\n',
    );
    expect((await strike('mara', 'Aspect:artwork', '--undo')).out).toContain('was not struck');
  });

  it('names what it does not know, and shows an example', async () => {
    expect((await strike('mara', 'Aspect:artwrok')).code).toBe('node-unknown');
    expect((await strike('mara', '')).code).toBe('request-invalid');
    expect((await strike('--help')).out).toContain('$ whypath strike mara Aspect:');
  });
});

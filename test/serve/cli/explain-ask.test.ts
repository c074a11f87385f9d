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
const ask = (question: string, ...args: string[]) =>
  runCommand(explainCommand, engine, [
    '--user',
    'mara',
    '--item',
    'kestrel-hour',
    '--ask',
    question,
    ...args,
  ]);

describe('whypath explain --ask', () => {
  it('prints the answer, the path that was asked for, and what it rests on', async () => {
    const { out } = await ask('show me the path');
    expect(out).toMatch(/^Kestrel Hour was illustrated by Fenn Adderley, /);
    expect(out).toContain('\nMara T. ─BOUGHT→ Lamplighters of Quay Street ─ILLUSTRATED_BY→ Fenn Adderley');
    expect(out).toContain('\nWhat it rests on:\n  E1  ');
    const changed = await ask('what if I had not liked Tern Against Tide?');
    expect(changed.out).toContain('would be 5th. (ranked anew)\n');
    expect(changed.out).toContain('Kestrel Hour is 1st now. (counted)\n');
  });

  it('lists what can be asked where it does not understand', async () => {
    const { out } = await ask('what is the weather?');
    expect(out).toMatch(/^That question is not understood\. What can be asked:\n {2}Who said that\?\n/);
  });

  it('prints JSON in the shape of the contract', async () => {
    const { out } = await ask('who said that?', '--json');
    expect(check('follow-up', JSON.parse(out))).toMatchObject({ ok: true });
  });

  it('is about one pair, and not empty', async () => {
    expect(await runCommand(explainCommand, engine, ['--user', 'mara', '--ask', 'who?'])).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--user and --item'),
    });
    expect(await ask('')).toMatchObject({ code: 'request-invalid' });
    expect(await ask('x'.repeat(501))).toMatchObject({ code: 'request-invalid' });
  });
});

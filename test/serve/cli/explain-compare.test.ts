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
  it('prints the comparison, what it rests on and who wrote it', async () => {
    const { out } = await runCommand(explainCommand, engine, [...pair, '--compare', 'acorn-ledger']);
    expect(out).toMatch(/^What speaks for Kestrel Hour and not for Acorn Ledger: /);
    expect(out).toContain('\nSentences and what they rest on:\n');
    expect(out).toContain('Acorn Ledger is 6th. (counted)\n');
    expect(out).toMatch(/\nWritten by a template: no model could be asked: No model is chosen\.\n$/);
  });

  it('is short for a form, and prints the record of it', async () => {
    const asked = [...pair, '--compare', 'acorn-ledger', '--json'];
    const { out } = await runCommand(explainCommand, engine, asked);
    const answer = JSON.parse(out) as unknown;
    expect(check('explanation', answer)).toMatchObject({ ok: true });
    expect(answer).toMatchObject({ form: 'comparison', other: { id: 'acorn-ledger' }, rung: 'template' });
    const long = await runCommand(explainCommand, engine, [
      ...pair,
      ...['--form', 'comparison', '--other', 'acorn-ledger', '--json'],
    ]);
    expect(JSON.parse(long.out)).toEqual(answer);
  });

  it('comes sentence by sentence', async () => {
    const { out } = await runCommand(explainCommand, engine, [
      ...pair,
      ...['--compare', 'acorn-ledger', '--stream', '--json'],
    ]);
    const types = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual([...types.slice(0, -1).map(() => 'sentence'), 'end']);
    expect(types.length).toBeGreaterThan(2);
  });

  it('takes one pair, no question, no other form and another item', async () => {
    const run = (...args: string[]) => runCommand(explainCommand, engine, args);
    const usage = (part: string) => ({ code: 'usage', message: expect.stringContaining(part) });
    const other = ['--compare', 'acorn-ledger'];
    expect(await run('--user', 'mara', ...other)).toMatchObject(usage('--user and --item'));
    expect(await run(...pair, ...other, '--ask', 'why?')).toMatchObject(usage('Leave out --compare.'));
    expect(await run(...pair, ...other, '--form', 'bullets')).toMatchObject(
      usage('leave out --form bullets'),
    );
    expect(await run(...pair, ...other, '--other', 'kilo')).toMatchObject(usage('leave out --other'));
    expect(await run('--input', 'a', '--output', 'b', ...other)).toMatchObject(usage('Leave out --compare'));
    expect(await run(...pair, '--compare', 'kestrel-hour')).toMatchObject({ code: 'request-invalid' });
    expect(await run(...pair, '--compare', '')).toMatchObject({ code: 'request-invalid' });
  });
});

describe('whypath explain --form', () => {
  it('says why an item is not in the list, and what is known of a user', async () => {
    const whyNot = await runCommand(explainCommand, engine, [
      ...['--user', 'mara', '--item', 'salt-and-ledger', '--form', 'why-not'],
    ]);
    expect(whyNot.out).toMatch(/^Salt and Ledger is \d+\w\w for you\. The last one in the list is /);
    const profile = await runCommand(explainCommand, engine, ['--user', 'mara', '--form', 'profile']);
    expect(profile.out).toMatch(/^You value .*, which you praised /);
    expect(profile.out).not.toContain('% of the score');
  });

  it('refuses what a form does not have', async () => {
    const run = (...args: string[]) => runCommand(explainCommand, engine, args);
    expect(await run('--user', 'mara', '--form', 'why-not')).toMatchObject({ code: 'usage' });
    expect(await run(...pair, '--form', 'profile')).toMatchObject({ code: 'request-invalid' });
    expect(await run(...pair, '--form', 'comparison')).toMatchObject({ code: 'request-invalid' });
    expect(await run(...pair, '--other', 'kilo')).toMatchObject({ code: 'request-invalid' });
  });
});

describe('whypath explain --language', () => {
  it('writes by templates in a language of the data set', async () => {
    const { out } = await runCommand(explainCommand, engine, [...pair, '--language', 'de']);
    expect(out).toMatch(/Ein(?:e)? |Dieses Spiel|Du achtest/u);
    expect(out).toContain('does not know the language de');
    const { out: json } = await runCommand(explainCommand, engine, [...pair, '--language', 'de', '--json']);
    expect(JSON.parse(json)).toMatchObject({ language: 'de', rung: 'template', model: null, attempts: [] });
  });

  it('refuses others, naming those there are, and a question in them', async () => {
    expect(await runCommand(explainCommand, engine, [...pair, '--language', 'fr'])).toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('It has en, de;'),
    });
    const asked = [...pair, '--language', 'de', '--ask', 'who said that?'];
    expect(await runCommand(explainCommand, engine, asked)).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('Leave out --language.'),
    });
  });
});

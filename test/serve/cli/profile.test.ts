import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../../src/contract/types.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { profileCommand } from '../../../src/serve/cli/profile.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());
const profile = (...args: string[]): ReturnType<typeof runCommand> =>
  runCommand(profileCommand, engine, args);

describe('whypath profile', () => {
  it('prints words, and how to strike a line', async () => {
    const { out } = await profile('User:mara', '--limit', '2');
    expect(out).toMatch(/^Mara T\. values:\n- artwork, /);
    expect(out).toContain('such as: whypath strike mara Aspect:');
    expect((await profile('Item:kestrel-hour')).out).not.toContain('whypath strike');
  });

  it('prints one document with --json, and refuses what it does not know', async () => {
    const answer = JSON.parse((await profile('Item:kestrel-hour', '--json')).out) as Profile;
    expect(answer.node).toMatchObject({ label: 'Item', id: 'kestrel-hour' });
    expect((await profile('User:nobody')).code).toBe('node-unknown');
    expect((await profile('User:mara', '--limit', '0')).code).toBe('commander.invalidArgument');
    expect((await profile('--help')).out).toContain('$ whypath profile User:mara');
  });

  it('strikes what was deleted from a copy of the text, and nothing else', async () => {
    const before = (await profile('User:mara')).out;
    const edited = before
      .split('\n')
      .filter((line) => !line.startsWith('- rules,'))
      .join('\n')
      .replace('Pebble Treaty [pebble-treaty], ', '');
    const { out, err } = await profileOf(edited)('User:mara', '--edited', 'mara.txt');
    expect(err).toBe('struck Aspect:rules\nstruck Item:pebble-treaty\n');
    expect(out).not.toContain('- rules,');
    expect(out).toContain('Struck, and counted nowhere: rules, Pebble Treaty.');
    expect((await profileOf(out)('User:mara', '--edited', 'mara.txt')).err).toBe('');
    expect((await profileOf('Dear diary')('User:mara', '--edited', 'x')).code).toBe('request-invalid');
    expect((await profileOf(out)('Item:kestrel-hour', '--edited', 'x')).code).toBe('usage');
    for (const node of ['Aspect:rules', 'Item:pebble-treaty'])
      await engine.strike?.({ user: 'mara', node, undo: true });
  });
});

/** Runs the command with a file of that text. */
function profileOf(edited: string): typeof profile {
  const files = { readText: async () => edited } as unknown as CliContext['files'];
  return (...args) => runCommand((context) => profileCommand({ ...context, files }), engine, args);
}

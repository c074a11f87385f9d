import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../../src/contract/types.ts';
import { profileCommand } from '../../../src/serve/cli/profile.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());
const profile = (...args: string[]) => runCommand(profileCommand, engine, args);

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
});

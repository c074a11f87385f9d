import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandEnd, endOfCommand } from '../../scripts/run-command.ts';
import type { Recommendations } from '../../src/contract/types.ts';
import { check } from '../../src/contract/validate.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'whypath-e2e-'));
const seedStore = { WHYPATH_STORE: join(folder, 'seed.db') };

beforeAll(async () => {
  const end = await whypath(['import', 'seed', '--json'], seedStore);
  expect(end.code).toBe(0);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('whypath as a process', { timeout: 120_000 }, () => {
  it('imports a second time without a change', async () => {
    const report = JSON.parse((await whypath(['import', 'seed', '--json'], seedStore)).stdout);
    expect(report).toMatchObject({ changes: 0, rejected: 0, rejectsFile: null });
    expect(report.counts.items).toMatchObject({ read: 80, unchanged: 80 });
  });

  it('finds the seed of the package from any folder', async () => {
    const elsewhere = mkdtempSync(join(folder, 'elsewhere-'));
    const end = await whypath(['import', 'seed', '--dry-run', '--json'], seedStore, elsewhere);
    expect(JSON.parse(end.stdout)).toMatchObject({ changes: 0, counts: { items: { unchanged: 80 } } });
  });

  it('prints recommendations as one JSON document on stdout', async () => {
    const { code, stdout } = await whypath(['recommend', '--user', 'mara', '--json'], seedStore);
    const answer = JSON.parse(stdout) as Recommendations;
    expect(code).toBe(0);
    expect(check('recommendations', answer).ok).toBe(true);
    expect(answer.items.length).toBe(10);
  });

  it('takes its store before or after the command', async () => {
    const store = ['--store', seedStore.WHYPATH_STORE];
    const [before, after] = await Promise.all([
      whypath([...store, 'recommend', '--user', 'mara', '--json'], {}),
      whypath(['recommend', '--user', 'mara', '--json', ...store], {}),
    ]);
    expect(after.code).toBe(0);
    expect(after.stdout).toBe(before.stdout);
  });

  it('says why and what a reason was worth', async () => {
    const reason = 'shared-entity:ILLUSTRATED_BY:fenn-adderley';
    const args = ['why', '--user', 'mara', '--item', 'kestrel-hour', '--without', reason, '--json'];
    const answer = JSON.parse((await whypath(args, seedStore)).stdout);
    expect(check('why', answer).ok).toBe(true);
    expect(answer.without.rank).toBeGreaterThan(answer.item.rank);
  });

  it('ends with the exit code of what went wrong, and one line that says what to do', async () => {
    const [nobody, noUser, noItems, both, down] = await Promise.all([
      whypath(['recommend', '--user', 'mra'], seedStore),
      whypath(['recommend'], seedStore),
      whypath(['recommend', '--user', 'mara', '--limit', '0'], seedStore),
      whypath(['config'], { ...seedStore, NEO4J_URI: 'bolt://127.0.0.1:1' }),
      whypath(['recommend', '--user', 'mara'], {
        NEO4J_URI: 'bolt://u:secret@127.0.0.1:9',
        NEO4J_PASSWORD: 'hidden',
      }),
    ]);
    expect([nobody.code, nobody.output.trim()]).toEqual([
      1,
      expect.stringMatching(/^whypath: The graph has no User "mra"\. Nearest: User:mara, /),
    ]);
    expect([noUser.code, noItems.code]).toEqual([2, 2]);
    expect([both.code, both.output]).toEqual([
      3,
      expect.stringContaining('WHYPATH_STORE and NEO4J_URI are both set'),
    ]);
    expect(down.code).toBe(4);
    expect(down.output.trim().split('\n').length).toBe(1);
    expect(down.output).not.toMatch(/secret|hidden/);
  });

  it('names the import command for a fresh store', async () => {
    const fresh = await whypath(['recommend', '--user', 'mara'], { WHYPATH_STORE: join(folder, 'fresh.db') });
    expect([fresh.code, fresh.output]).toEqual([1, expect.stringContaining('whypath import seed')]);
  });

  it('imports the good rows of a partly bad data set and exits with 5', async () => {
    const bad = join(folder, 'bad');
    cpSync(join(root, 'seed'), bad, { recursive: true });
    writeFileSync(join(bad, 'users.jsonl'), '{"id":"mara"}\nnot json\n');
    const args = ['import', bad, '--rejects', join(folder, 'rejects.jsonl'), '--json'];
    const { code, stdout } = await whypath(args, { WHYPATH_STORE: join(folder, 'bad.db') });
    expect(code).toBe(5);
    expect(JSON.parse(stdout).counts.users).toMatchObject({ read: 2, created: 1, rejected: 1 });
  });

  it('lists its commands, and tells each with an example', async () => {
    const [all, one] = await Promise.all([whypath(['--help'], {}), whypath(['import', '--help'], {})]);
    expect(all.stdout.match(/^ {2}[a-z][a-z-]+(?= )/gm)?.length).toBeGreaterThanOrEqual(20);
    expect([one.code, one.stdout.includes('$ whypath import')]).toEqual([0, true]);
  });

  it('explains without a model and says so once', async () => {
    const environment = { ...seedStore, OLLAMA_HOST: 'http://127.0.0.1:9' };
    const { code, output } = await whypath(
      ['explain', '--user', 'mara', '--item', 'kestrel-hour'],
      environment,
    );
    expect(code).toBe(0);
    expect(output).toContain('Kestrel Hour was illustrated by Fenn Adderley');
    expect(output.match(/cannot be reached/g)?.length).toBe(1);
  });
});

describe('npm start -- --once', { timeout: 150_000 }, () => {
  it('imports, recommends and explains, whatever the environment says of stores', async () => {
    const environment = { NEO4J_URI: 'bolt://127.0.0.1:9', OLLAMA_HOST: 'http://127.0.0.1:9' };
    const end = await endOfCommand(process.execPath, [join(root, 'scripts', 'start.ts'), '--once'], {
      folder: root,
      environment,
      timeoutMs: 120_000,
    });
    expect(end.code).toBe(0);
    for (const part of [
      '$ whypath import seed',
      '$ whypath recommend --user mara',
      '$ whypath explain',
      ' 1. Kestrel Hour',
    ]) {
      expect(end.output).toContain(part);
    }
  });
});

function whypath(
  args: readonly string[],
  environment: Record<string, string>,
  workingFolder = root,
): Promise<CommandEnd> {
  return endOfCommand(process.execPath, [join(root, 'src', 'main.ts'), ...args], {
    folder: workingFolder,
    environment: { WHYPATH_STORE: '', NEO4J_URI: '', NEO4J_PASSWORD: '', ...environment },
    timeoutMs: 60_000,
  });
}

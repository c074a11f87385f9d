import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandEnd, endOfCommand } from '../../scripts/run-command.ts';
import type { Explanation, Recommendations } from '../../src/contract/types.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'whypath-full-disk-'));
const whole = join(folder, 'whole.db');

/** Limits of the size of a file, in blocks of 512 or 1024 bytes as the shell has them: each gets a little further. */
const limits = [20, 300];

beforeAll(async () => {
  expect((await whypath(['import', 'seed', '--store', whole], null)).code).toBe(0);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a disk that is full', { timeout: 120_000 }, () => {
  it('ends an import with one line, and the same command completes it later', async () => {
    const store = join(folder, 'part.db');
    for (const limit of limits)
      expectPlainFailure(await whypath(['import', 'seed', '--store', store], limit), store);
    expect((await whypath(['import', 'seed', '--store', store], null)).code).toBe(0);
    expect(await snapshotOf(store)).toBe(await snapshotOf(whole));
  });

  it('ends a batch of explanations with one line, and the same command completes it, each pair once', async () => {
    const pairs: { user: string; item: string }[] = [];
    for (const user of ['mara', 'abe', 'anouk', 'astrid'])
      for (const { id: item } of (await recommended(whole, user)).items) pairs.push({ user, item });
    const [input, output] = [join(folder, 'pairs.jsonl'), join(folder, 'texts.jsonl')];
    writeFileSync(input, pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
    const limit = 128;
    const asked = ['explain', '--input', input, '--store', whole, '--output'];
    expectPlainFailure(await whypath([...asked, output], limit), whole);
    expect((await whypath([...asked, output], null)).code).toBe(0);
    const texts = textsOf(output);
    expect(texts.map(({ user, item }) => `${user} ${item.id}`).sort()).toEqual(
      pairs.map(({ user, item }) => `${user} ${item}`).sort(),
    );

    // Now the store holds all of them, and only the other file meets the limit, in the middle of a line.
    const other = join(folder, 'other.jsonl');
    expectPlainFailure(await whypath([...asked, other], limit), other);
    expect((await whypath([...asked, other], null)).code).toBe(0);
    expect(textsOf(other)).toEqual(expect.arrayContaining(texts));
    expect(textsOf(other)).toHaveLength(texts.length);
  });
});

function textsOf(file: string): Explanation[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Explanation);
}

function expectPlainFailure({ code, output }: CommandEnd, path: string): void {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  expect([code, last]).toEqual([1, expect.stringMatching(/^whypath: .*(?:disk|full|written)/u)]);
  expect(last).toContain(path);
  expect(output).not.toMatch(/\n\s+at /u);
}

async function recommended(store: string, user = 'mara'): Promise<Recommendations> {
  const end = await whypath(['recommend', '--user', user, '--json', '--store', store], null);
  return JSON.parse(end.stdout) as Recommendations;
}

async function snapshotOf(store: string): Promise<string> {
  return (await recommended(store)).snapshot;
}

/** Runs a command; no file may grow beyond the limit, which to a program is much as a full disk. */
function whypath(args: readonly string[], blocksMax: number | null): Promise<CommandEnd> {
  const limit = blocksMax === null ? '' : `trap '' XFSZ; ulimit -f ${blocksMax}; `;
  const command = [process.execPath, join(root, 'src', 'main.ts'), ...args];
  return endOfCommand('sh', ['-c', `${limit}exec "$@"`, 'sh', ...command], {
    folder: root,
    environment: { WHYPATH_STORE: '', NEO4J_URI: '', NEO4J_PASSWORD: '', WHYPATH_MODEL: '' },
    timeoutMs: 60_000,
  });
}

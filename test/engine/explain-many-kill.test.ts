import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExplainReport, Explanation } from '../../src/contract/types.ts';
import { createRandom } from '../../src/core/random.ts';

const child = fileURLToPath(new URL('./explain-many-child.ts', import.meta.url));
const killsMax = 6;

describe('explaining a file of pairs in a process that is killed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whypath-kill-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('loses and doubles nothing', async () => {
    const pairs = Array.from({ length: 12 }, (_, user) =>
      Array.from({ length: 10 }, (_, item) => ({ user: `u${user * 2}`, item: `i${item}` })),
    ).flat();
    writeFileSync(join(folder, 'pairs.jsonl'), pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
    const output = join(folder, 'out.jsonl');
    const random = createRandom(7);

    let kills = 0;
    while (kills < killsMax && (await killedAfter(folder, random() * 60))) {
      kills++;
      // What a kill inside a write leaves behind.
      appendFileSync(output, '{"user":"u0","it');
    }
    const report = await finished(folder);

    const lines = readFileSync(output, 'utf8').split('\n');
    expect(lines.pop()).toBe('');
    const written = lines.map((line) => JSON.parse(line) as Explanation);
    expect(written.map(({ user, item }) => `${user} ${item.id}`).sort()).toEqual(
      pairs.map(({ user, item }) => `${user} ${item}`).sort(),
    );
    expect(new Set(written.map(({ key }) => key)).size).toBe(pairs.length);
    expect(kills).toBeGreaterThan(1);
    expect(report).toMatchObject({ pairs: pairs.length, failed: 0 });
    expect(report.present).toBeGreaterThan(0);
    expect(report.present + report.reused + report.made).toBe(pairs.length);
  }, 120_000);
});

/** Starts a run and kills it some time after its first pair; false when it was done before. */
async function killedAfter(folder: string, waitMs: number): Promise<boolean> {
  const running = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = exitOf(running);
  await new Promise<void>((resolve) => running.stdout.once('data', () => resolve()));
  await sleep(waitMs);
  running.kill('SIGKILL');
  return (await ended) === null;
}

async function finished(folder: string): Promise<ExplainReport> {
  const running = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  running.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  expect(await exitOf(running)).toBe(0);
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '') as ExplainReport;
}

function exitOf(running: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    running.on('error', reject);
    running.on('close', resolve);
  });
}

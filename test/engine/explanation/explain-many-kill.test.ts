import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExplainReport, Explanation } from '../../../src/contract/types.ts';
import { createRandom } from '../../../src/core/random.ts';
import { runUntilKilled } from '../../fixtures/run-until-killed.ts';

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
    let report: ExplainReport | null = null;
    while (report === null) {
      // Each run gets a little further, and the last one is left to end.
      const reportsMax = kills < killsMax ? 1 + 3 * kills : Number.POSITIVE_INFINITY;
      report = await runUntilKilled<ExplainReport>(child, [folder], { reportsMax, delayMs: random() * 60 });
      if (report !== null) break;
      kills++;
      // What a kill inside a write leaves behind.
      appendFileSync(output, '{"user":"u0","it');
    }

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

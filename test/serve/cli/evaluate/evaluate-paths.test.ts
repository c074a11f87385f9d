import { describe, expect, it } from 'vitest';
import { createInlineCompute } from '../../../../src/compute/inline-compute.ts';
import type { Histories } from '../../../../src/core/evaluation/ranking/histories.ts';
import type { FileAccess } from '../../../../src/files/port.ts';
import type { RankingData } from '../../../../src/files/ranking-port.ts';
import type { CliContext } from '../../../../src/serve/cli/context.ts';
import { pathsSuite } from '../../../../src/serve/cli/evaluate/evaluate-paths.ts';
import { sha256 } from '../../../fixtures/sha256.ts';
import { type CommandRun, runCommand } from '../run-command.ts';

/** Eight users of eight items in two tastes, one item of each user held out. */
const rows = Array.from({ length: 8 }, (_, user) =>
  Array.from({ length: 5 }, (_, place) => (2 * place + 2 * (user >> 1) + (user % 2)) % 8),
).map((items) => [...new Set(items)]);
const part = (from: number, to: number): Histories => {
  const cut = rows.map((items) => items.slice(from, to));
  const offsets = [0];
  for (const items of cut) offsets.push((offsets.at(-1) ?? 0) + items.length);
  return {
    users: Uint32Array.from(rows, (_, user) => user),
    offsets: Uint32Array.from(offsets),
    items: Uint32Array.from(cut.flat()),
    times: null,
  };
};
const data: RankingData = {
  name: 'invented',
  k: 3,
  itemCount: 8,
  train: part(0, 3),
  valid: null,
  test: part(3, 4),
  itemNames: new Map(),
  entityNames: new Map(),
  triples: Array.from({ length: 8 }, (_, item) => ({
    head: item,
    relation: 'made_by',
    tail: 8 + (item % 2),
  })),
};

const run = (...args: readonly string[]): Promise<CommandRun> => {
  const files: Pick<FileAccess, 'readRankingData'> = { readRankingData: () => Promise.resolve(data) };
  const suite = (context: CliContext) =>
    pathsSuite({
      ...context,
      files: files as FileAccess,
      pure: { hash: sha256, now: () => 0, compute: createInlineCompute() } as CliContext['pure'],
    });
  return runCommand(suite, {}, ['--data', 'folder', '--no-tune', ...args]);
};

describe('whypath evaluate paths', () => {
  it('prints the curves of all explainers with their errors, and our differences', async () => {
    const { out } = await run('--curves', '6');
    for (const explainer of ['reasons', 'random', 'shortest-path'])
      expect(out).toMatch(new RegExp(`${explainer} +deletion +\\d\\.\\d{4} ± \\d\\.\\d{4}`));
    expect(out).toMatch(/ours minus +random +shortest path/);
    expect(out).toMatch(/citedDeletion +-?\d\.\d{4} ± /);
    for (const name of ['pos@1', 'pos@5', 'pos@10', 'pos@20', 'neg@20', 'insertion', 'cdcg'])
      expect(out).toContain(name);
  });

  it('leaves the curves out where they are not asked for', async () => {
    const { out } = await run('--curves', '0', '--json');
    const answer = JSON.parse(out) as { metrics: object; curves?: unknown };
    expect(answer.curves).toBeUndefined();
    expect(Object.keys(answer.metrics)).not.toContain('deletion');
    expect(await run('--curves', '-1')).toMatchObject({ code: 'commander.invalidArgument' });
  });
});

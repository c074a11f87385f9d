import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TuneReport, Tuning } from '../../../src/contract/types.ts';
import { tuneCommand } from '../../../src/serve/cli/tune.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

describe('whypath tune', () => {
  let engine: Awaited<ReturnType<typeof seedEngine>>;
  beforeAll(async () => {
    engine = await seedEngine();
  });
  afterAll(() => engine.close());

  it('says on a dry run what it would choose and by which figures', async () => {
    const { out, code } = await runCommand(tuneCommand, engine, ['--dry-run']);
    expect(code).toBeNull();
    expect(out).toMatch(/: (dry run: better than|no better than) the settings that stand/);
    expect(out).toMatch(
      /ndcg@10 0\.\d{4} before, 0\.\d{4} after \(standard error of the difference 0\.\d{4}\), \d+ users/,
    );
    expect(out).toContain('alphaUsers');
    expect(out).toContain('DESIGNED_BY');
    expect(out).toMatch(/long histories +(as the others|from \d+ likes: alpha [\d.]+, beta [\d.]+)/);
  });

  it('prints exponents of long histories in words', async () => {
    const walk = {
      alpha: 0.5,
      alphaUsers: 0,
      beta: 0.3,
      recency: 4,
      regression: { weight: 0, neighbours: 9, ridge: 9 },
    };
    const tuning: Tuning = {
      walk: { ...walk, long: { from: 50, alpha: 0.3, beta: 0.1 } },
      relations: [],
      ...{
        metric: 'ndcg@10',
        value: 0.2,
        before: 0.1,
        standardError: 0.01,
        users: 40,
        carve: 'c',
        at: '2026-01-31T00:00:00Z',
      },
    };
    const report = { tuning, written: true, reason: 'r', tried: 2, steps: [], seconds: 1, revision: 3 };
    const { out } = await runCommand(
      tuneCommand,
      { storeAddress: 's', tune: () => Promise.resolve(report) },
      [],
    );
    expect(out).toMatch(/long histories +from 50 likes: alpha 0\.3, beta 0\.1/);
    expect(out).toMatch(/regression +none/);
  });

  it('prints one document for programs', async () => {
    const { out } = await runCommand(tuneCommand, engine, ['--forget', '--json']);
    const report = JSON.parse(out) as TuneReport;
    expect(report).toMatchObject({
      tuning: null,
      written: false,
      reason: 'the manifest holds no tuned settings',
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TuneReport } from '../../../src/contract/types.ts';
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

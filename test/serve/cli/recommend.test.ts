import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recommendations } from '../../../src/contract/types.ts';
import { recommendCommand } from '../../../src/serve/cli/recommend.ts';
import { type CommandRun, runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

describe('whypath recommend', () => {
  let engine: Awaited<ReturnType<typeof seedEngine>>;
  beforeAll(async () => {
    engine = await seedEngine();
  });
  afterAll(() => engine.close());
  const run = (...args: string[]): Promise<CommandRun> =>
    runCommand(recommendCommand, engine, ['--user', 'mara', ...args]);
  const document = async (...args: string[]): Promise<Recommendations> =>
    JSON.parse((await run('--json', ...args)).out) as Recommendations;

  it('keeps to a condition on attributes and numbers', async () => {
    const filter = 'category:cooperative and price < 30';
    const { items, parameters } = await document('--filter', filter, '--limit', '100');
    expect(parameters).toMatchObject({ filter, candidates: expect.any(Number) });
    const all = await document('--limit', '100');
    expect(items.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThan(all.items.length);
    expect(parameters.candidates).toBeGreaterThanOrEqual(items.length);
  });

  it('says which part of a condition is wrong, with the nearest names', async () => {
    expect(await run('--filter', 'categry:cooperative')).toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('Nearest: category'),
    });
    expect((await run('--filter', 'price > 100000')).out).toBe(
      'Nothing to recommend to mara: no item that she has not seen meets the filter.\n',
    );
  });

  it('takes controls and settings, and states them', async () => {
    const args = ['--popularity', '-0.5', '--diversity', '0.3', '--diversity-by', 'category'];
    const { parameters, items } = await document(
      ...args,
      ...['--quota', 'linking-item=1', '--reasons-by', 'telling', '--include-seen'],
      ...[
        '--set',
        'alpha=0.4',
        '--set',
        'recency=none',
        '--set',
        'DESIGNED_BY.weight=0.3',
        '--set',
        'DESIGNED_BY.hubMax=50',
      ],
    );
    expect(parameters).toMatchObject({
      popularity: -0.5,
      diversity: 0.3,
      diversityBy: 'category',
      quotas: { 'linking-item': 1 },
      reasonsBy: 'telling',
      includeSeen: true,
      alpha: 0.4,
      recency: null,
      relations: { DESIGNED_BY: 0.3 },
      hubMax: { DESIGNED_BY: 50 },
    });
    expect(items[0]).toMatchObject({ popularityFactor: expect.any(Number), likeness: null });
  });

  it('draws one path an item when asked to', async () => {
    const { out } = await run('--paths', '--reasons', '1', '--limit', '1');
    expect(out.split('\n')[1]).toMatch(/^ {4}Mara T\. ─.*→ /);
  });

  it.each([
    [['--set', 'alpha'], 'expected a name, = and a number'],
    [['--set', 'alpha=high'], 'expected a name, = and a number'],
    [['--set', 'gamma=1'], 'gamma'],
    [['--set', 'DESIGNED_BY.weight=-1'], 'weight'],
    [['--quota', 'trivia=1'], 'trivia'],
    [['--limit', '0'], 'from 1 to 1000'],
    [['--diversity', '2'], 'from 0 to 1'],
    [['--popularity', 'NaN'], 'from -2 to 2'],
  ])('refuses %j', async (args, message) => {
    const { code, message: said } = await run(...args);
    expect(code).not.toBeNull();
    expect(said).toContain(message);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recommendations, Why } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { recommendCommand } from '../../../src/serve/cli/recommend.ts';
import { whyCommand } from '../../../src/serve/cli/why.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());
const why = (...args: string[]) =>
  runCommand(whyCommand, engine, ['--user', 'mara', '--item', 'kestrel-hour', ...args]);
const json = async (...args: string[]): Promise<Why> => JSON.parse((await why('--json', ...args)).out) as Why;

describe('whypath why --counterfactual', () => {
  it('names the fewest things without which the item leaves the first places', async () => {
    const answer = await json('--counterfactual', '3');
    expect(check('why', answer)).toMatchObject({ ok: true });
    const { counterfactual } = answer;
    expect(counterfactual).toMatchObject({ limit: 3, rank: 1, isSmallest: true });
    expect(counterfactual?.facts.length).toBe(counterfactual?.sizeMin);
    expect(counterfactual?.after?.rank ?? 99).toBeGreaterThan(3);
    const { out } = await why('--counterfactual', '3');
    expect(out).toMatch(
      /Without your (liking of|care about) .*, Kestrel Hour would be \d+(st|nd|rd|th)\. \(It is 1st now; nothing less does it\.\)\n$/,
    );
  });

  it('takes ten places where no number is given, and asks for nothing unasked', async () => {
    expect((await json('--counterfactual')).counterfactual?.limit).toBe(10);
    expect((await json()).counterfactual).toBeNull();
    expect((await why('--counterfactual', '0')).code).toBe('commander.invalidArgument');
  });

  it('says that an item below the list is not in it', async () => {
    const { items } = (await engine.recommend?.({ user: 'mara', limit: 12 })) ?? { items: [] };
    const low = items.at(-1)?.id ?? '';
    const { out } = await runCommand(whyCommand, engine, [
      '--user',
      'mara',
      '--item',
      low,
      '--counterfactual',
      '3',
    ]);
    expect(out).toContain('is at rank 12, not among the first 3.');
  });
});

describe('whypath why --paths', () => {
  it('lists single ways with their shares, nobody named', async () => {
    const { paths } = await json('--paths', '6');
    expect(paths).toHaveLength(6);
    for (const path of paths ?? []) expect(path.share).toBeGreaterThan(0);
    const { out } = await why('--paths', '3');
    expect(out).toContain('The ways that carry most:\n');
    expect(out.split('The ways that carry most:\n')[1]?.trimEnd().split('\n')).toHaveLength(3);
  });
});

describe('whypath why by the settings of a list', () => {
  const settings = [
    '--filter',
    'price < 60',
    '--popularity',
    '-0.4',
    '--set',
    'alpha=0.9',
    '--dislike',
    'acorn-ledger',
  ];

  it('gives the rank and the shares that recommend prints with the same options', async () => {
    const all = [...settings, '--set', 'DESIGNED_BY.weight=0.9', '--json'];
    const run = await runCommand(recommendCommand, engine, ['--user', 'mara', '--reasons', 'all', ...all]);
    const { items, overlayHash } = JSON.parse(run.out) as Recommendations;
    const listed = items.find(({ id }) => id === 'kestrel-hour');
    const answer = await json(...all.slice(0, -1));
    expect({ ...answer.item, popularityFactor: listed?.popularityFactor }).toEqual(listed);
    expect(answer.overlayHash).toBe(overlayHash);
    expect(answer.item.score).not.toBe((await json()).item.score);
  });

  it('names what is wrong with a setting, and asks for a user or a like', async () => {
    expect((await why('--set', 'alpha=high')).message).toContain('expected a name, = and a number');
    expect((await why('--set', 'alpha=-1')).message).toContain('alpha');
    expect((await runCommand(whyCommand, engine, ['--item', 'kestrel-hour'])).message).toContain(
      'Give --user',
    );
    expect((await why('--filter', 'price > 100000')).message).toContain('does not meet the filter');
  });
});

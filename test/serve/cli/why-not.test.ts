import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhyNot } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { whyNotCommand } from '../../../src/serve/cli/why-not.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());
const whyNot = async (item: string, ...args: string[]): Promise<{ out: string; answer: WhyNot }> => {
  const asked = ['--user', 'mara', '--item', item, ...args];
  const { out } = await runCommand(whyNotCommand, engine, asked);
  const json = await runCommand(whyNotCommand, engine, [...asked, '--json']);
  return { out, answer: JSON.parse(json.out) as WhyNot };
};

describe('whypath why-not', () => {
  it('compares with the last item shown, reason by reason, and says which like would help', async () => {
    const { out, answer } = await whyNot('acorn-ledger', '--limit', '3');
    expect(check('why-not', answer)).toMatchObject({ ok: true });
    expect(answer.status).toBe('ranked-below');
    expect(answer.missing?.length).toBeGreaterThan(0);
    const gaps = (answer.missing ?? []).map(({ last, own }) => last - own);
    expect(gaps).toEqual([...gaps].sort((left, right) => right - left));
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    const [like] = answer.likes ?? [];
    expect(like?.text).toMatch(/^With a liking of .+, Acorn Ledger would be \d+(st|nd|rd|th)\.$/);
    expect(like?.rank ?? 99).toBeLessThan(answer.rank ?? 0);
    expect(answer.text.endsWith(like?.text ?? '')).toBe(true);
    expect(out).toContain('has more of, in parts of its score:\n');
    expect(out).toContain(`What would change it:\n  ${like?.text}\n`);
  });

  it('has nothing to compare for an item that is shown or seen', async () => {
    for (const item of ['kestrel-hour', 'tern-against-tide']) {
      const { answer } = await whyNot(item);
      expect(answer).toMatchObject({ missing: [], likes: [] });
    }
  });

  it('names nobody', async () => {
    const { answer } = await whyNot('acorn-ledger', '--limit', '3');
    expect(JSON.stringify(answer)).not.toMatch(/"label":"User","id":"(?!mara)/);
  });

  it('asks about the list of the same options', async () => {
    const { answer } = await whyNot('acorn-ledger', '--filter', 'price < 5');
    expect(answer).toMatchObject({ status: 'filtered', text: 'Acorn Ledger does not meet the filter.' });
    const { answer: popular } = await whyNot('acorn-ledger', '--limit', '3', '--popularity', '2');
    expect(popular.rank).not.toBe((await whyNot('acorn-ledger', '--limit', '3')).answer.rank);
  });
});

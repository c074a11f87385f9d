import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/contract/validate.ts';
import { evaluateConversation } from '../../../../src/engine/evaluate/conversation/conversation.ts';
import { inventedConversations, pure, requestOf, steady } from './conversation-world.ts';

const { signal } = new AbortController();
const single = inventedConversations('single-target');

describe('evaluateConversation', () => {
  it.each(['single-target', 'two-target', 'user-dependent'] as const)(
    'finds what %s users want sooner than showing popular items does',
    async (protocol) => {
      const data = inventedConversations(protocol);
      const answer = await evaluateConversation(pure, requestOf(data), signal);
      const popular = await evaluateConversation(pure, requestOf(data, { policy: 'popularity' }), signal);
      const greedy = await evaluateConversation(pure, requestOf(data, { policy: 'greedy-entropy' }), signal);
      expect(check('evaluation', answer)).toMatchObject({ ok: true });
      expect(answer).toMatchObject({
        suite: 'conversation',
        data: 'invented',
        split: 'test',
        n: data.test.length,
      });
      expect(answer.metrics['at']!).toBeLessThan(popular.metrics['at']!);
      expect(answer.metrics['at']!).toBeLessThanOrEqual(greedy.metrics['at']!);
      expect(answer.metrics['sr@8']!).toBeGreaterThan(0.9);
      expect(Object.keys(answer.standardError)).toEqual(Object.keys(answer.metrics));
    },
  );

  it('gives the same figures again, and others for other openings', async () => {
    const first = await evaluateConversation(pure, requestOf(single), signal);
    expect(await evaluateConversation(pure, requestOf(single), signal)).toEqual(first);
    const other = await evaluateConversation(pure, requestOf(single, { seed: 2 }), signal);
    expect(other.metrics).not.toEqual(first.metrics);
  });

  it('plays the first sessions only where asked', async () => {
    expect(await evaluateConversation(pure, requestOf(single, { sessionsMax: 3 }), signal)).toMatchObject({
      n: 3,
    });
  });

  it('lets nothing of the test sessions into graph or settings', async () => {
    const settings = async (data: typeof single) => {
      const { actionMs: _, ...rest } = (await evaluateConversation(pure, requestOf(data), signal))
        .parameters as Record<string, unknown>;
      return rest;
    };
    const other = { ...single, test: single.test.map((row) => ({ user: row.user, targets: [0] })) };
    expect(await settings(other)).toEqual(await settings(single));
    const train = { ...single.train, items: single.train.items.map((item) => (item === 5 ? 6 : item)) };
    expect(await settings({ ...single, train })).not.toEqual(await settings(single));
  });

  it('keeps the hidden lists of users out of the graph', async () => {
    const data = inventedConversations('user-dependent');
    const snapshotOf = async (of: typeof data) =>
      (await evaluateConversation(pure, requestOf(of, { sessionsMax: 1 }), signal)).parameters as {
        snapshot: string;
      };
    const blank = { ...data, users: data.users.map((user) => ({ ...user, attributes: [] })) };
    expect((await snapshotOf(blank)).snapshot).toBe((await snapshotOf(data)).snapshot);
  });

  it('carves sessions out of train where there are none to choose settings on', async () => {
    const data = { ...single, valid: null };
    const answer = await evaluateConversation(pure, requestOf(data), signal);
    expect(answer.parameters).toMatchObject({ carve: { share: 0.1 } });
    expect(answer.metrics['sr@8']!).toBeGreaterThan(0.9);
    const valid = await evaluateConversation(pure, requestOf(data, { split: 'valid' }), signal);
    expect(valid.n).toBeGreaterThan(5);
    expect(valid.notes).toEqual(['settings were chosen on sessions of the split that was scored']);
  });

  it('loses little to wrong answers', async () => {
    const unsteadiness = { ...steady, noise: 0.1 };
    const noisy = await evaluateConversation(pure, requestOf(single, { unsteadiness }), signal);
    expect(noisy.metrics['sr@8']!).toBeGreaterThan(0.8);
    expect(noisy.parameters).toMatchObject({ noise: 0.1, changes: 0, indifference: 0 });
  });

  it('finds what users want who change their minds and do not care about everything', async () => {
    const unsteadiness = { noise: 0.05, changes: 0.05, indifference: 0.2 };
    const answer = await evaluateConversation(pure, requestOf(single, { unsteadiness }), signal);
    expect(answer.metrics['sr@8']!).toBeGreaterThan(0.6);
    const calm = await evaluateConversation(pure, requestOf(single), signal);
    expect(answer.metrics['at']!).toBeGreaterThan(calm.metrics['at']!);
  });

  it('says how sessions stand at each action', async () => {
    const answer = await evaluateConversation(pure, requestOf(single), signal);
    const curve = answer.curve ?? [];
    expect(curve.map(({ action }) => action)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(curve[0]).toMatchObject({ going: 1 });
    curve.forEach(({ action, going, found }) => {
      expect(found).toBeCloseTo(answer.metrics[`sr@${action}`]!, 3);
      expect(going).toBeCloseTo(1 - (curve[action - 2]?.found ?? 0), 3);
    });
  });

  it('plays without any session to choose settings on, and without any to play', async () => {
    const answer = await evaluateConversation(pure, requestOf({ ...single, valid: [], test: [] }), signal);
    expect(answer).toMatchObject({ n: 0, metrics: { at: null } });
    const some = await evaluateConversation(pure, requestOf({ ...single, valid: [] }), signal);
    expect(some.metrics['sr@8']!).toBeGreaterThan(0.5);
  });

  it('ends when it is told to', async () => {
    const stop = AbortSignal.abort();
    await expect(evaluateConversation(pure, requestOf(single), stop)).rejects.toThrow();
  });

  it('hears an interruption that comes while it computes', async () => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 0);
    await expect(evaluateConversation(pure, requestOf(single), stop.signal)).rejects.toThrow();
    clearTimeout(timer);
  });
});

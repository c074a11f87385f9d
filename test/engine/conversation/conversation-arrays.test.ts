import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewArrays, withArrays } from '../../../src/engine/conversation/conversation-arrays.ts';
import { type SeedTalk, type SeedTalks, seedTalks } from './seed-talk.ts';

const signal = new AbortController().signal;
let talks: SeedTalks;

beforeAll(async () => {
  talks = await seedTalks();
});

afterAll(() => talks.store.close());

describe('withArrays', () => {
  it('hands the arrays of one turn to the next, and never the same ones to two at once', async () => {
    const talk = await talks.begin();
    const graph = await talk.deps.graph.current(signal);
    const [first, second] = await Promise.all([
      withArrays(graph, async (arrays) => {
        await Promise.resolve();
        return arrays;
      }),
      withArrays(graph, (arrays) => arrays),
    ]);
    expect(first).not.toBe(second);
    expect([first, second]).toContain(await withArrays(graph, (arrays) => arrays));
    await expect(withArrays(graph, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(viewArrays(graph)).not.toBe(first);
  });

  it('lets turns of several conversations run at once as one after the other', async () => {
    const acts = [
      'what do you know about me?',
      'any',
      'why not Acorn Ledger?',
      'cooperative please',
      'under 30 euros',
    ];
    const play = (talk: SeedTalk, from: number): (() => Promise<unknown>)[] =>
      acts.map((_, place) => async () => {
        const { answer, reply } = await talk.hear(acts[(place + from) % acts.length] ?? '');
        return { answer, say: reply?.say, top: reply?.top, candidates: reply?.candidates };
      });
    const alone: unknown[] = [];
    for (let from = 0; from < acts.length; from++)
      for (const take of play(await talks.begin(), from)) alone.push(await take());
    const together = await Promise.all(
      acts.map(async (_, from) => {
        const replies: unknown[] = [];
        for (const take of play(await talks.begin(), from)) replies.push(await take());
        return replies;
      }),
    );
    expect(together.flat()).toEqual(alone);
  });
});

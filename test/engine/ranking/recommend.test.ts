import { describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { why } from '../../../src/engine/reasons/why.ts';
import { whyNot } from '../../../src/engine/reasons/why-not.ts';
import { users } from '../../../src/engine/users.ts';
import { graphDeps } from '../../fixtures/graph-deps.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const { signal } = new AbortController();
const deps = graphDeps(randomCatalogue(8), 1);

describe('recommend', () => {
  it('answers as its schema says, by rank, with shares that sum to 1', async () => {
    const answer = await recommend(deps, { user: 'u1', reasonsMax: null }, signal);
    expect(check('recommendations', answer)).toEqual({ ok: true, value: answer });
    expect(answer.items.length).toBeGreaterThan(2);
    expect(answer.items.map((item) => item.rank)).toEqual(answer.items.map((_, index) => index + 1));
    for (const item of answer.items) {
      expect(item.reasons.reduce((sum, reason) => sum + reason.share, item.withheld.share)).toBeCloseTo(1, 9);
    }
  });

  it('shows three reasons and ten items when not asked otherwise', async () => {
    const answer = await recommend(deps, { user: 'u1' }, signal);
    expect(answer.parameters).toMatchObject({ limit: 10, reasonsMax: 3, method: 'walk', peopleMin: 1 });
    expect(Math.max(...answer.items.map((item) => item.reasons.length))).toBe(3);
  });

  it('names the nearest users for one that is unknown', async () => {
    await expect(recommend(deps, { user: 'u99' }, signal)).rejects.toMatchObject({
      code: 'node-unknown',
      exitCode: 1,
      message: expect.stringContaining('User:u'),
    });
  });

  it('follows the manifest where configuration sets no threshold', async () => {
    const { snapshot, manifest } = randomCatalogue(8);
    const strict = graphDeps({ snapshot, manifest: { ...manifest, peopleMin: 4 } });
    const answer = await recommend(strict, { user: 'u1', reasonsMax: null }, signal);
    expect(answer.parameters.peopleMin).toBe(4);
    expect(answer.items.some((item) => item.withheld.count > 0)).toBe(true);
  });
});

describe('why', () => {
  it('gives the rank without a reason: never better for a reason that speaks for the item', async () => {
    const list = await recommend(deps, { user: 'u1', reasonsMax: null }, signal);
    let fell = 0;
    for (const item of list.items) {
      const reason = item.reasons[0];
      if (reason === undefined) continue;
      const answer = await why(deps, { user: 'u1', item: item.id, without: [reason.id] }, signal);
      expect(check('why', answer).ok).toBe(true);
      expect(answer.item.rank).toBe(item.rank);
      expect(answer.without?.score).toBeCloseTo(item.score - reason.contribution, 9);
      if ((answer.without?.rank ?? 99) > item.rank) fell++;
    }
    expect(fell).toBeGreaterThan(0);
  });

  it('refuses a reason that the item does not have, and names those it has', async () => {
    const [item] = (await recommend(deps, { user: 'u1' }, signal)).items;
    const request = { user: 'u1', item: item?.id ?? '', without: ['aspect:none'] };
    await expect(why(deps, request, signal)).rejects.toMatchObject({
      code: 'reason-unknown',
      message: expect.stringContaining(item?.reasons[0]?.id ?? 'nothing'),
    });
  });

  it('treats a withheld reason as one that does not exist', async () => {
    const strict = graphDeps(randomCatalogue(8), 100);
    const open = await recommend(deps, { user: 'u1', reasonsMax: null }, signal);
    const item = open.items.find((candidate) =>
      candidate.reasons.some((reason) => reason.id.startsWith('linking-item:')),
    );
    const id = item?.reasons.find((reason) => reason.id.startsWith('linking-item:'))?.id ?? '';
    await expect(
      why(strict, { user: 'u1', item: item?.id ?? '', without: [id] }, signal),
    ).rejects.toMatchObject({ code: 'reason-unknown' });
  });
});

describe('why-not', () => {
  const snapshot = smallSnapshot({
    nodes: ['Item:alone'],
    relations: {
      BOUGHT: {
        role: 'interaction',
        edges: [
          ...(['a', 'b'].flatMap((item) => [
            ['User:u', `Item:${item}`],
            ['User:v', `Item:${item}`],
          ]) as [string, string][]),
          ['User:v', 'Item:near'],
          ['User:v', 'Item:next'],
          ['User:w', 'Item:next'],
        ],
      },
    },
  });
  const small = graphDeps({ snapshot, manifest: smallManifest() }, 1);
  const statusOf = async (item: string, limit: number): Promise<string> => {
    const answer = await whyNot(small, { user: 'u', item, limit }, signal);
    expect(check('why-not', answer).ok).toBe(true);
    return `${answer.status}: ${answer.text}`;
  };

  it('tells the four cases apart', async () => {
    expect(await statusOf('a', 1)).toBe('seen: A is left out because you have already acted on it.');
    expect(await statusOf('near', 1)).toBe('shown: NEAR is in the list, at rank 1.');
    expect(await statusOf('next', 1)).toMatch(
      /^ranked-below: NEXT is at rank 2\. Its score is 81 % of that of NEAR, the last one shown\./,
    );
    expect(await statusOf('alone', 1)).toBe('unreachable: Nothing that you like leads to ALONE.');
  });

  it('sends why for a seen item here', async () => {
    await expect(why(small, { user: 'u', item: 'a' }, signal)).rejects.toThrow(
      'whypath why-not --user u --item a',
    );
  });
});

describe('users', () => {
  it('finds by part of id or name, in id order, up to the limit', async () => {
    expect((await users(deps, { text: 'U', limit: 3 }, signal)).map((user) => user.id)).toEqual([
      'u0',
      'u1',
      'u2',
    ]);
    expect(await users(deps, { text: 'nobody', limit: 3 }, signal)).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExplainRequest, Explanation } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { judge } from '../../../src/core/explanation/gate/gate.ts';
import { formRules } from '../../../src/core/explanation/text-form.ts';
import type { Deps } from '../../../src/engine/deps.ts';
import { explain, explainStream } from '../../../src/engine/explanation/explain.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { users } from '../../../src/engine/users.ts';
import { createScriptedModel, type ScriptedModel } from '../../../src/llm/scripted-model.ts';
import { seedDeps } from '../seed-deps.ts';

const { signal } = new AbortController();
const goldenStep = 8;

let deps: Deps;
beforeAll(async () => {
  deps = await seedDeps();
});
afterAll(() => deps.store.close());
const depsWith = (model: ScriptedModel): Deps => ({ ...deps, model });

async function told(request: ExplainRequest): Promise<Explanation> {
  const explanation = await explain(deps, request, signal);
  expect(check('explanation', explanation)).toEqual({ ok: true, value: explanation });
  return explanation;
}

/** For each user: her best item beside the second, the item 15 places down, and herself. */
async function requestsOf(user: string): Promise<ExplainRequest[]> {
  const { items } = await recommend(deps, { user, limit: 15, reasonsMax: 1 }, signal);
  const [first, second] = items;
  const last = items.at(-1);
  return [
    ...(first === undefined || second === undefined
      ? []
      : [{ user, item: first.id, other: second.id, form: 'comparison' as const }]),
    ...(last === undefined ? [] : [{ user, item: last.id, form: 'why-not' as const }]),
    { user, form: 'profile' },
  ];
}

describe('comparison, why-not and profile', () => {
  it('read like this without a model, follow their plan and pass the gate', async () => {
    const everybody = await users(deps, { text: '', limit: 1000 }, signal);
    const { manifest } = await deps.graph.current(signal);
    const lines: string[] = [];
    for (const [index, { id }] of everybody.entries()) {
      for (const request of await requestsOf(id)) {
        const { form, text, sentences, evidence, plan, item } = await told(request);
        expect(sentences.map(({ cites }) => cites)).toEqual(plan?.steps.map(({ cites }) => cites));
        if (index % goldenStep === 0) lines.push(`${id} ${item.name} (${form})\n${text}\n`);
        if (sentences.length === 0) continue;
        const itemName = form === 'profile' ? '' : (item.name ?? '');
        const { sentencesMax } = formRules[request.form ?? 'paragraph'];
        const verdict = judge({ sentences, evidence, itemName, noun: manifest.item, sentencesMax });
        expect(verdict.accepted ? [] : [text, ...verdict.problems]).toEqual([]);
      }
    }
    await expect(lines.join('\n')).toMatchFileSnapshot('../../golden/explanation/forms.txt');
  }, 60_000);

  it('take the ladder: what a model writes by the plan is shown, what the gate refuses is not', async () => {
    const request: ExplainRequest = { user: 'mara', item: 'kestrel-hour', form: 'why-not' };
    const { sentences } = await told(request);
    const answer = JSON.stringify({ sentences });
    const model = createScriptedModel([answer]);
    const written = await explain(depsWith(model), request, signal);
    expect(written).toMatchObject({ rung: 'model', form: 'why-not', sentences });
    expect(model.calls[0]?.messages[0]?.content).toContain(formRules['why-not'].aim);
    const lie = JSON.stringify({ sentences: sentences.map((one) => ({ ...one, text: 'Zorro made it.' })) });
    const other: ExplainRequest = { user: 'mara', form: 'profile' };
    const refused = await explain(depsWith(createScriptedModel([lie, lie])), other, signal);
    expect(refused).toMatchObject({ rung: 'template', item: { label: 'User', id: 'mara' }, rank: null });
    expect(refused.attempts.map(({ verdict }) => verdict)).toEqual(['refused', 'refused']);
    expect(JSON.stringify(refused)).not.toContain('Zorro');
  });

  it('count only what carries the item that is compared', async () => {
    const pair = { user: 'mara', form: 'comparison' as const };
    for (const [item, other] of [
      ['kestrel-hour', 'acorn-ledger'],
      ['acorn-ledger', 'kestrel-hour'],
    ] as const) {
      const { scoreCovered, evidence, other: compared } = await told({ ...pair, item, other });
      expect(compared?.id).toBe(other);
      const own = evidence.filter((one) => one.kind === 'reason' && one.path?.nodes.at(-1)?.id === item);
      expect(scoreCovered).toBeCloseTo(
        own.reduce((sum, one) => sum + one.share, 0),
        12,
      );
    }
    expect(await told({ user: 'mara', form: 'profile' })).toMatchObject({ scoreCovered: 0 });
  });

  it('are kept under keys of their own and come in parts', async () => {
    const pair = { user: 'mara', item: 'kestrel-hour' };
    const requests: ExplainRequest[] = [
      pair,
      { ...pair, form: 'comparison', other: 'acorn-ledger' },
      { ...pair, form: 'comparison', other: 'quiet-machines' },
      { ...pair, form: 'why-not' },
      { user: 'mara', form: 'profile' },
    ];
    const keys = await Promise.all(requests.map(async (request) => (await told(request)).key));
    expect(new Set(keys).size).toBe(requests.length);
    for (const request of requests) {
      const types: string[] = [];
      for await (const { type } of explainStream(deps, request, signal)) types.push(type);
      expect(types.at(-1)).toBe('end');
      expect(types.filter((type) => type === 'sentence').length).toBeGreaterThan(1);
    }
  });

  it.each([
    [{ user: 'mara', form: 'comparison', item: 'kestrel-hour' }, /needs "other"/],
    [{ user: 'mara', form: 'comparison', item: 'kestrel-hour', other: 'kestrel-hour' }, /with itself/],
    [{ user: 'mara', item: 'kestrel-hour', other: 'acorn-ledger' }, /for a comparison only/],
    [{ user: 'mara', form: 'profile', item: 'kestrel-hour' }, /leave out "item"/],
    [{ user: 'mara' }, /is about an item/],
    [{ user: 'mara', form: 'why-not' }, /is about an item/],
    [{ user: 'mara', form: 'profile', language: 'de' }, /English only, not in de/],
    [{ user: 'mara', item: 'kestrel-hour', language: 'fr' }, /It has en, de;/],
  ] as [ExplainRequest, RegExp][])('refuse %j', async (request, message) => {
    await expect(explain(deps, request, signal)).rejects.toMatchObject({
      code: 'request-invalid',
      message: expect.stringMatching(message),
    });
  });
});

import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/contract/validate.ts';
import { evaluateGrounding } from '../../../../src/engine/evaluate/explanation/grounding.ts';
import type { GroundingText } from '../../../../src/files/grounding-port.ts';

const { signal } = new AbortController();
const deps = { now: () => 0 };

/** A film with one true text and one that adds a year. */
function textsOn(entity: string, peer: GroundingText['peers'][string]): GroundingText[] {
  const properties = [
    ['director', 'Ada Byrne'],
    ['instance of', 'film'],
  ] as const;
  const good = `${entity} is a film directed by Ada Byrne.`;
  const bad = `${entity} is a film from 1998.`;
  const start = bad.indexOf('1998');
  return [
    { id: `${entity}-a`, entity, properties, text: good, human: [], peers: { other: peer, absent: null } },
    {
      id: `${entity}-b`,
      entity,
      properties,
      text: bad,
      human: [{ start, end: start + 4 }],
      peers: { other: null, absent: null },
    },
  ];
}

describe('evaluate grounding', () => {
  const entities = Array.from({ length: 27 }, (_, index) => `Film ${'abcdefghijklmnopqrstuvwxyzå'[index]}`);
  const texts = entities.flatMap((entity) => textsOn(entity, [{ start: 0, end: 4 }]));

  it('scores ours, the peers of the file and both parts', async () => {
    const answer = await evaluateGrounding(deps, { data: { name: 'films', texts } }, signal);
    expect(check('evaluation', answer).ok).toBe(true);
    expect(answer).toMatchObject({
      suite: 'grounding',
      n: 54,
      metrics: { wordF1: 1, exampleAccuracy: 1, accepted: 0.5, wrongAmongAccepted: 0 },
      parts: { developed: { n: 50 }, heldOut: { n: 4 }, strict: { n: 54 } },
    });
    expect(Object.keys(answer.standardError)).toEqual(Object.keys(answer.metrics));
    expect(Object.keys(answer.peers)).toEqual(['other']);
    expect(answer.peers['other']).toMatchObject({ wordF1: 0, exampleAccuracy: 0 });
  });

  it('gives the same figures again', async () => {
    const once = await evaluateGrounding(deps, { data: { name: 'films', texts } }, signal);
    expect(await evaluateGrounding(deps, { data: { name: 'films', texts } }, signal)).toEqual(once);
  });

  it('answers for a file of few texts', async () => {
    const few = await evaluateGrounding(deps, { data: { name: 'films', texts: texts.slice(0, 1) } }, signal);
    expect(few.metrics).toMatchObject({ wordF1: null, exampleAccuracy: 1 });
    expect(few.parts.heldOut.n).toBe(0);
  });
});

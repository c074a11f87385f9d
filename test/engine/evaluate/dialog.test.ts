import { describe, expect, it } from 'vitest';
import { evaluateDialog } from '../../../src/engine/evaluate/dialog.ts';
import type { DialogCase, DialogData } from '../../../src/files/dialog-port.ts';

const { signal } = new AbortController();
const deps = { now: () => 0 };
const onProgress = () => undefined;

const first: DialogCase = { context: ['ghosts?'], mentioned: [{ entity: 0, age: 0 }], named: [0, 1] };
const second: DialogCase = { context: ['a western'], mentioned: [], named: [2, 9] };

/** Movies 0 to 2; training dialogs name 0 and 1 together. */
const data: DialogData = {
  name: 'tiny',
  split: 'valid',
  entityCount: 10,
  entityNames: ['Dawn', 'Dusk', 'Noon', '', '', '', '', '', '', ''],
  movies: [0, 1, 2],
  triples: [],
  mentions: [[0, 1]],
  passages: [],
  descriptions: new Map([[2, 'western']]),
  cases: [first, second],
};

function evaluate(changes: Partial<DialogData>, protocol: 'A' | 'B' | null = null) {
  return evaluateDialog(deps, { data: { ...data, ...changes }, protocol, onProgress }, signal);
}

describe('evaluateDialog', () => {
  it('misses a mentioned label under A, leaves it out under B, and misses what is no movie of the data', async () => {
    const [all, fresh] = await evaluate({});
    expect([all?.set, all?.n, all?.metrics['recall@1']]).toEqual(['A', 4, 0.5]);
    expect([fresh?.set, fresh?.n, fresh?.metrics['recall@1']]).toEqual(['B', 3, 2 / 3]);
    expect(all?.metrics['recall@50']).toBe(0.5);
  });

  it('scores a turn the same whatever the other turns say and name', async () => {
    const alone = await evaluate({ cases: [first] }, 'B');
    const other: DialogCase = { context: ['ghosts ghosts'], mentioned: [{ entity: 2, age: 0 }], named: [] };
    const among = await evaluate({ cases: [other, first, { ...other, context: ['Dusk'] }] }, 'B');
    expect(among.map(({ n, metrics }) => ({ n, metrics }))).toEqual(
      alone.map(({ n, metrics }) => ({ n, metrics })),
    );
  });

  it('has no figures without turns', async () => {
    const [only] = await evaluate({ cases: [] }, 'A');
    expect(only).toMatchObject({ n: 0, metrics: { 'recall@1': null, 'ndcg@10': null } });
  });

  it('ends when it is interrupted', async () => {
    const stopped = AbortSignal.abort(new Error('stop'));
    await expect(evaluateDialog(deps, { data, protocol: null, onProgress }, stopped)).rejects.toThrow('stop');
  });
});

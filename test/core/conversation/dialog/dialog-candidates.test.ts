import { describe, expect, it } from 'vitest';
import {
  buildDialogModel,
  type DialogContext,
  dialogScores,
} from '../../../../src/core/conversation/dialog/dialog-candidates.ts';
import { dialogDefaults } from '../../../../src/core/conversation/dialog/dialog-settings.ts';

/** Movies 0 to 3, an actor 4 of movie 3; 0 and 1 are named together, 2 is the popular one. */
const source = {
  entityCount: 5,
  entityNames: ['Dawn', 'Dusk', 'Noon', 'Eve', 'Ada Lake'],
  movies: [0, 1, 2, 3],
  triples: [{ head: 3, relation: 'starring', tail: 4 }],
  mentions: [[0, 1], [2], [2]],
  passages: [{ text: 'something scary with ghosts', movies: [1] }],
  descriptions: new Map([[2, 'a quiet western']]),
};

function order(dialog: DialogContext, settings = dialogDefaults): number[] {
  const scores = dialogScores(buildDialogModel(source, settings), dialog, settings);
  return [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0));
}

function first(context: readonly string[], mentioned: DialogContext['mentioned'] = []): number | undefined {
  return order({ context, mentioned }).find((movie) => mentioned.every(({ entity }) => entity !== movie));
}

describe('dialogScores', () => {
  it('follows co-mentions and facts from what was mentioned', () => {
    expect(first([''], [{ entity: 0, age: 0 }])).toBe(1);
    expect(first([''], [{ entity: 4, age: 0 }])).toBe(3);
  });

  it('follows the words where nothing is linked: of earlier dialogs, descriptions and facts', () => {
    expect(first(['I want ghosts'])).toBe(1);
    expect(first(['a western please'])).toBe(2);
    expect(first(['anything with Ada'])).toBe(3);
  });

  it('falls back to what is popular', () => {
    expect(first(['hello'])).toBe(2);
  });

  it('trusts the later mention and the later word more', () => {
    const settings = {
      ...dialogDefaults,
      popularityWeight: 0,
      otherWeight: 1,
      companionWeight: 0,
      wordRecency: 0.5,
    };
    const later = (movieAge: number, actorAge: number): number | undefined => {
      const mentioned = [
        { entity: 0, age: movieAge },
        { entity: 4, age: actorAge },
      ];
      return order({ context: [''], mentioned }, settings).find((movie) => movie !== 0);
    };
    expect(later(3, 0)).toBe(3);
    expect(later(0, 3)).toBe(1);
    expect(order({ context: ['quiet', 'ghosts'], mentioned: [] }, settings)[0]).toBe(1);
    expect(order({ context: ['ghosts', 'quiet'], mentioned: [] }, settings)[0]).toBe(2);
  });

  it('weighs a mentioned movie above another entity', () => {
    const mentioned = [
      { entity: 0, age: 0 },
      { entity: 4, age: 0 },
    ];
    expect(first([''], mentioned)).toBe(1);
  });

  it('prefers what the same dialogs name to what is near for being popular', () => {
    const named = [
      [0, 1],
      ...Array.from({ length: 20 }, () => [0, 2]),
      ...Array.from({ length: 900 }, () => [2, 3]),
    ];
    const settings = { ...dialogDefaults, popularityWeight: 0, textWeight: 0, floor: 1 };
    const score = (companionWeight: number): Float64Array => {
      const changed = { ...settings, companionWeight };
      const model = buildDialogModel({ ...source, triples: [], mentions: named }, changed);
      return dialogScores(model, { context: [''], mentioned: [{ entity: 0, age: 0 }] }, changed);
    };
    const [, rare = 0, common = 0, stranger = 0] = score(dialogDefaults.companionWeight);
    const [, , commonByWalk = 0, strangerByWalk = 0] = score(0);
    expect(common / stranger).toBeGreaterThan(2 * (commonByWalk / strangerByWalk));
    expect(rare).toBeGreaterThan(stranger);
  });
});

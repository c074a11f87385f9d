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
  passages: [
    { before: ['something scary'], turn: 'with ghosts', movies: [1] },
    { before: ['something'], turn: 'yes', movies: [0, 2, 3] },
  ],
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
    expect(first(['anything by Ada'])).toBe(3);
  });

  it('falls back to what earlier dialogs name most', () => {
    const named = [2, 1, 2].map((movie) => ({ before: ['hm'], turn: 'ok', movies: [movie] }));
    const model = buildDialogModel({ ...source, passages: named }, dialogDefaults);
    const scores = dialogScores(model, { context: ['hello'], mentioned: [] }, dialogDefaults);
    expect(scores.indexOf(Math.max(...scores))).toBe(2);
  });

  it('trusts the later mention and the later word more', () => {
    const settings = { ...dialogDefaults, otherWeight: 1, companionWeight: 0 };
    const later = (movieAge: number, actorAge: number): number | undefined => {
      const mentioned = [
        { entity: 0, age: movieAge },
        { entity: 4, age: actorAge },
      ];
      return order({ context: [''], mentioned }, settings).find((movie) => movie !== 0);
    };
    expect(later(3, 0)).toBe(3);
    expect(later(0, 3)).toBe(1);
    const mentioned = [{ entity: 0, age: 0 }];
    const byWord = { ...settings, wordRecency: 0.3 };
    const places = (context: readonly string[]) => order({ context, mentioned }, byWord);
    expect(places(['Noon western', 'quiet Eve Ada Lake']).indexOf(3)).toBeLessThan(
      places(['Noon western', 'quiet Eve Ada Lake']).indexOf(2),
    );
    expect(places(['Eve Ada Lake', 'quiet Noon western']).indexOf(2)).toBeLessThan(
      places(['Eve Ada Lake', 'quiet Noon western']).indexOf(3),
    );
  });

  it('weighs a mentioned movie above another entity', () => {
    const mentioned = [
      { entity: 0, age: 0 },
      { entity: 4, age: 0 },
    ];
    const settings = { ...dialogDefaults, sharedFactsWeight: 0 };
    expect(order({ context: [''], mentioned }, settings).find((movie) => movie !== 0)).toBe(1);
  });

  it('prefers what the same dialogs name to what is near for being popular', () => {
    const named = [
      [0, 1],
      ...Array.from({ length: 20 }, () => [0, 2]),
      ...Array.from({ length: 900 }, () => [2, 3]),
    ];
    const score = (companionWeight: number): Float64Array => {
      const changed = { ...dialogDefaults, companionWeight };
      const model = buildDialogModel({ ...source, triples: [], mentions: named }, changed);
      return dialogScores(model, { context: [''], mentioned: [{ entity: 0, age: 0 }] }, changed);
    };
    const [, rare = 0, common = 0, stranger = 0] = score(1);
    const [, rareByWalk = 0, commonByWalk = 0, strangerByWalk = 0] = score(0);
    expect(common - stranger).toBeGreaterThan(commonByWalk - strangerByWalk);
    expect(rare - stranger).toBeGreaterThan(rareByWalk - strangerByWalk);
  });

  it('prefers what shares facts with what was mentioned, a title that was said, and what like dialogs named', () => {
    const triples = [0, 3].map((head) => ({ head, relation: 'starring', tail: 4 }));
    const passages = [
      { before: ['one with robots'], turn: 'ok', movies: [1] },
      { before: ['one for children'], turn: 'robots', movies: [2] },
    ];
    const plain = {
      ...dialogDefaults,
      companionWeight: 0,
      factTextWeight: 0,
      passageTextWeight: 0,
      titleWeight: 0,
      sharedFactsWeight: 0,
      likeDialogsWeight: 0,
    };
    const best = (settings: typeof plain, dialog: DialogContext): number | undefined => {
      const names = ['Dawn', 'Old Dusk', 'New Noon', 'Eve', 'Ada Lake'];
      const changed = { ...source, entityNames: names, triples, passages, mentions: [[1, 2]] };
      const scores = dialogScores(buildDialogModel(changed, settings), dialog, settings);
      return scores.indexOf(Math.max(...scores.slice(1)));
    };
    const dawn = { context: [''], mentioned: [{ entity: 0, age: 0 }] };
    expect(best({ ...plain, factShare: 0, sharedFactsWeight: 1 }, dawn)).toBe(3);
    expect(best({ ...plain, titleWeight: 1 }, { context: ['new noon?'], mentioned: [] })).toBe(2);
    expect(best({ ...plain, likeDialogsWeight: 1 }, { context: ['robots'], mentioned: [] })).toBe(1);
  });
});

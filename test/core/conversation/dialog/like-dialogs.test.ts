import { describe, expect, it } from 'vitest';
import { buildLikeDialogs, likeDialogScores } from '../../../../src/core/conversation/dialog/like-dialogs.ts';

const passages = [
  { before: ['ghosts please'], turn: 'see Dawn', movies: [10, 10] },
  { before: ['ghosts and horses'], turn: 'see Dusk', movies: [11, 99] },
  { before: [], turn: 'ghosts in Noon', movies: [12] },
];
const places = new Map([
  [10, 0],
  [11, 1],
  [12, 2],
]);

describe('likeDialogScores', () => {
  const like = buildLikeDialogs(passages, places, 0.5);

  it('shares the cube of the likeness among what like turns name', () => {
    const scores = likeDialogScores(like, new Map([['ghosts', 1]]), 3);
    // Both turns have "ghosts" (idf ln 5/3); the other words (idf ln 2) make the vectors longer.
    const [common, rare] = [Math.log(1 + 2 / 3), Math.log(2)];
    const first = (common / Math.hypot(common, rare)) ** 3;
    const second = (common / Math.hypot(common, rare, rare)) ** 3;
    expect(scores[0]).toBeCloseTo(Math.log(1e-3 + (2 * first) / (2 * first + second)), 12);
    expect(scores[1]).toBeCloseTo(Math.log(1e-3 + second / (2 * first + second)), 12);
    expect(scores[2]).toBeCloseTo(Math.log(1e-3), 12);
  });

  it('falls back to what earlier dialogs name most, and says the same of all movies without any', () => {
    const scores = likeDialogScores(like, new Map([['zebra', 1]]), 3);
    expect(scores[0]).toBeCloseTo(Math.log(1e-3 + 2 / 3), 12);
    expect(scores[1]).toBeCloseTo(Math.log(1e-3 + 1 / 3), 12);
    expect(new Set(likeDialogScores(buildLikeDialogs([], places, 0.5), new Map(), 3)).size).toBe(1);
  });
});

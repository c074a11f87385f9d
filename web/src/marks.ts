import type { ShownOpinion } from '../../src/contract/types.ts';

/** A piece of a review and what it is. */
export interface Piece {
  readonly text: string;
  readonly isAspect: boolean;
  readonly isOpinion: boolean;
}

/**
 * Returns the text of a review in pieces, so that both phrases of an opinion can be marked; joined, the pieces are the
 * text again. Phrases may overlap. Offsets outside the text are cut to it.
 */
export function markedPieces(opinion: ShownOpinion): Piece[] {
  const { text, aspectStart, aspectEnd, start, end } = opinion;
  const cuts = [0, aspectStart, aspectEnd, start, end, text.length]
    .map((cut) => Math.min(Math.max(cut, 0), text.length))
    .sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let index = 1; index < cuts.length; index += 1) {
    const from = cuts[index - 1] ?? 0;
    const to = cuts[index] ?? 0;
    if (from === to) continue;
    pieces.push({
      text: text.slice(from, to),
      isAspect: from >= aspectStart && to <= aspectEnd,
      isOpinion: from >= start && to <= end,
    });
  }
  return pieces;
}

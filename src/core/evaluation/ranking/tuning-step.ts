import type { RankingChoice } from './ranking-choice.ts';

/** Choices that differ from the given one in one respect. */
export interface TuningStep {
  readonly name: string;
  readonly options: (choice: RankingChoice) => readonly RankingChoice[];
  /**
   * How far an option must be ahead to be taken, in standard errors of the difference: 0 for an exponent, which has to
   * have some value, more for a part that could stay away.
   */
  readonly errorsAhead: number;
}

/** A part that could stay away has to be so many standard errors ahead. */
export const partErrorsAhead = 0.5;

import { type WalkSettings, walkDefaults } from '../ranking/walk-settings.ts';
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

/** Recency looks good by chance where the truth follows the history at once, so it has to be clearly ahead. */
export const recencyErrorsAhead = 3;

const partErrorsAhead = 0.5;
const longBegins = [
  [-0.3, -0.1],
  [0, -0.1],
  [0.2, 0.1],
] as const;
const recencies = [2.5, 5, 12];
const recencyFactors = [0.5, 0.7, 1.4];
const regressionWeights = [0.03, 0.05, 0.1, 0.2, 0.3];
const regressionWeightFirst = 0.1;
const ridges = [10, 30, 100, 300, 1000];
const neighboursMore = 200;
const relationWeights = [0.01, 0.03];
const popularityExponents = [0.2, 0.3, 0.5, 0.65, 0.8];
const allRelationFactors = [0.5, 2, 4];
const firstPopularityExponent = 0.4;

/**
 * Returns the choices a search begins at: the defaults without relations, and with times the same at several decays by
 * age. What suits a decay (exponents, the regression) is sought for each before they are compared, as the best decay of
 * the defaults is not that of the best settings.
 */
export function tuningStarts(hasTimes: boolean): RankingChoice[] {
  const start = { walk: walkDefaults, relations: new Map() };
  return [start, ...(hasTimes ? recencies.map((recency) => changed(start, { recency })) : [])];
}

/** Returns the steps of the first, coarse pass from one start: the three exponents and the regression. */
export function firstSteps(): TuningStep[] {
  return [
    exponent('alphaUsers', [-0.4, 0, 0.5, 0.75], (alphaUsers) => ({ alphaUsers })),
    exponent('alpha', [0.3, 0.5, 0.7, 0.9], (alpha) => ({ alpha })),
    exponent('beta', [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], (beta) => ({ beta })),
    regressionStep('regression ridge', [30, 300], ridgeOption),
  ];
}

/**
 * Returns the steps of the second pass, from the best of the starts: recency and exponents finer, other exponents for
 * histories of at least `longFrom` likes (several may be given), the regression between items, each relation, all relations together, and the exponents finer once more. `hasPairs` says that a table
 * of pairs makes more neighbours cheap. An option that equals the choice is left out by the search.
 */
export function finerSteps(
  relationTypes: readonly string[],
  hasPairs: boolean,
  longFrom: readonly number[],
): TuningStep[] {
  const fine = [
    around('alphaUsers', 0.12, -1, ({ alphaUsers }) => alphaUsers, changedBy('alphaUsers')),
    around('alpha', 0.1, 0, ({ alpha }) => alpha, changedBy('alpha')),
    around('beta', 0.05, 0, ({ beta }) => beta, changedBy('beta')),
  ];
  return [
    recencyStep(),
    ...fine,
    ...longSteps(longFrom),
    ...(hasPairs ? [regressionStep('regression neighbours', [neighboursMore], neighboursOption)] : []),
    regressionStep('regression ridge', ridges, ridgeOption),
    regressionStep('regression weight', regressionWeights, weightOption),
    ...relationTypes.map(relationStep),
    ...(relationTypes.length === 0 ? [] : [popularityStep(), allRelationsStep()]),
    recencyStep(),
    ...fine,
    ...longSteps([]),
  ];
}

function changedBy(name: 'alpha' | 'alphaUsers' | 'beta'): (value: number) => Partial<WalkSettings> {
  return (value) => ({ [name]: value });
}

function exponent<T>(
  name: string,
  values: readonly T[],
  part: (value: T) => Partial<WalkSettings>,
): TuningStep {
  return { name, errorsAhead: 0, options: (choice) => values.map((value) => changed(choice, part(value))) };
}

function around(
  name: string,
  step: number,
  min: number,
  read: (walk: WalkSettings) => number,
  part: (value: number) => Partial<WalkSettings>,
): TuningStep {
  return {
    name,
    errorsAhead: 0,
    options: (choice) =>
      [read(choice.walk) - step, read(choice.walk) + step]
        .filter((value) => value >= min)
        .map((value) => changed(choice, part(Math.round(value * 100) / 100))),
  };
}

/**
 * Exponents of their own for long histories: who has seen what everybody likes is sought among the rest. They begin
 * below or above those of all, then each is moved while that helps.
 */
function longSteps(froms: readonly number[]): TuningStep[] {
  const moved = (name: 'alpha' | 'beta', by: number): TuningStep => ({
    name: `long ${name}`,
    errorsAhead: 0,
    options: (choice) => {
      const { long } = choice.walk;
      if (long === null) return [];
      return [-1, 1].flatMap((sign) => {
        const value = Math.round((long[name] + sign * by) * 100) / 100;
        return value < 0 ? [] : [changed(choice, { long: { ...long, [name]: value } })];
      });
    },
  });
  const begin: TuningStep = {
    name: 'long histories',
    errorsAhead: partErrorsAhead,
    options: (choice) => {
      const { alpha, beta } = choice.walk;
      return froms.flatMap((from) =>
        longBegins.map(([alphaBy, betaBy]) =>
          changed(choice, {
            long: {
              from,
              alpha: Math.max(0, Math.round((alpha + alphaBy) * 100) / 100),
              beta: Math.max(0, Math.round((beta + betaBy) * 100) / 100),
            },
          }),
        ),
      );
    },
  };
  return [
    ...(froms.length === 0 ? [] : [begin]),
    moved('alpha', 0.2),
    moved('beta', 0.1),
    moved('alpha', 0.1),
    moved('beta', 0.05),
    ...(froms.length === 0 ? [] : [shortStep('beta', 0.1), shortStep('alpha', 0.1), shortStep('beta', 0.05)]),
  ];
}

/** The exponents of the others, once those of long histories stand apart. */
function shortStep(name: 'alpha' | 'beta', by: number): TuningStep {
  const { options, ...step } = around(name, by, 0, (walk) => walk[name], changedBy(name));
  return { ...step, options: (choice) => (choice.walk.long === null ? [] : options(choice)) };
}

type Regression = WalkSettings['regression'];

/** The regression is tried with a weight where it has none yet. */
function regressionStep(
  name: string,
  values: readonly number[],
  option: (regression: Regression, value: number) => Regression,
): TuningStep {
  return {
    name,
    errorsAhead: partErrorsAhead,
    options: (choice) => {
      const { regression } = choice.walk;
      const begun = { ...regression, weight: regression.weight || regressionWeightFirst };
      return values.map((value) => changed(choice, { regression: option(begun, value) }));
    },
  };
}

function ridgeOption(regression: Regression, ridge: number): Regression {
  return { ...regression, ridge };
}

function weightOption(regression: Regression, weight: number): Regression {
  return { ...regression, weight };
}

function neighboursOption(regression: Regression, neighbours: number): Regression {
  return { ...regression, neighbours };
}

function relationStep(type: string): TuningStep {
  return {
    name: type,
    errorsAhead: partErrorsAhead,
    options: (choice) => {
      const popularityExponent = firstPopularityExponent;
      return relationWeights.map((weight) => ({
        ...choice,
        relations: new Map([...choice.relations, [type, { weight, popularityExponent }]]),
      }));
    },
  };
}

function popularityStep(): TuningStep {
  return {
    name: 'popularity exponent',
    errorsAhead: 0,
    options: (choice) =>
      choice.relations.size === 0
        ? []
        : popularityExponents.map((popularityExponent) => ({
            ...choice,
            relations: new Map(
              [...choice.relations].map(([type, own]) => [type, { ...own, popularityExponent }]),
            ),
          })),
  };
}

function recencyStep(): TuningStep {
  return {
    name: 'recency',
    errorsAhead: 0,
    options: (choice) => {
      const { recency } = choice.walk;
      if (recency === null) return [];
      return recencyFactors.map((factor) =>
        changed(choice, { recency: Math.round(recency * factor * 100) / 100 }),
      );
    },
  };
}

function allRelationsStep(): TuningStep {
  return {
    name: 'all relations',
    errorsAhead: 0,
    options: (choice) =>
      choice.relations.size === 0
        ? []
        : allRelationFactors.map((factor) => ({
            ...choice,
            relations: new Map(
              [...choice.relations].map(([type, own]) => [type, { ...own, weight: own.weight * factor }]),
            ),
          })),
  };
}

function changed(choice: RankingChoice, part: Partial<WalkSettings>): RankingChoice {
  return { ...choice, walk: { ...choice.walk, ...part } };
}

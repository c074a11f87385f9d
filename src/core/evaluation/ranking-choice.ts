import type { GraphManifest } from '../../contract/types.ts';
import { type RankingIndex, withWalk } from '../ranking/ranking-index.ts';
import type { WalkSettings } from '../ranking/walk-settings.ts';

/** What tuning chooses. */
export interface RankingChoice {
  readonly walk: WalkSettings;
  /** By relationship type; a type that is not there takes no part. */
  readonly relations: ReadonlyMap<string, RelationChoice>;
}

/** What tuning chooses for one relation. */
export interface RelationChoice {
  readonly weight: number;
  readonly popularityExponent: number;
}

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

const partErrorsAhead = 0.5;
/** Recency looks good by chance where the truth follows the history at once, so it has to be clearly ahead. */
const recencyErrorsAhead = 3;
const recencies = [30, 10, 6, 4, 2.5, 1.5];
const regressionWeights = [0.05, 0.1, 0.2, 0.3, 0.5];
const ridges = [10, 100, 300];
const relationWeights = [0.01, 0.03];
const popularityExponents = [0.2, 0.3, 0.5, 0.65, 0.8];
const allRelationFactors = [0.5, 2, 4];
const firstPopularityExponent = 0.4;

/**
 * Returns the steps of a coordinate search in order: recency (only with times), the three exponents, recency again, the
 * exponents finer, the regression between items, each relation, all relations together, and the exponents finer once
 * more. An option that equals the choice is left out by the search.
 */
export function tuningSteps(relationTypes: readonly string[], hasTimes: boolean): TuningStep[] {
  const fine = [
    around(
      'alphaUsers',
      0.12,
      (walk) => walk.alphaUsers,
      (alphaUsers) => ({ alphaUsers }),
    ),
    around(
      'alpha',
      0.1,
      (walk) => walk.alpha,
      (alpha) => ({ alpha }),
    ),
    around(
      'beta',
      0.05,
      (walk) => walk.beta,
      (beta) => ({ beta }),
    ),
  ];
  return [
    ...(hasTimes ? [recencyStep()] : []),
    exponent('alphaUsers', [0, 0.25, 0.5, 0.75], (alphaUsers) => ({ alphaUsers })),
    exponent('alpha', [0.3, 0.5, 0.7, 0.9, 1.1], (alpha) => ({ alpha })),
    exponent('beta', [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], (beta) => ({ beta })),
    ...(hasTimes ? [recencyAgain()] : []),
    ...fine,
    regressionStep('weight', regressionWeights),
    regressionStep('ridge', ridges),
    ...relationTypes.map(relationStep),
    ...(relationTypes.length === 0 ? [] : [popularityStep(), allRelationsStep()]),
    ...fine,
  ];
}

/** Returns the index with the settings of a choice. `index` must hold a term for every relation chosen. */
export function withChoice(index: RankingIndex, all: RankingIndex, choice: RankingChoice): RankingIndex {
  const relationTerms = all.relationTerms.flatMap((term) => {
    const chosen = choice.relations.get(term.type);
    return chosen === undefined ? [] : [{ ...term, ...chosen }];
  });
  return { ...(index.walk.settings === choice.walk ? index : withWalk(index, choice.walk)), relationTerms };
}

/** Weight of a relation that was not chosen: it gives reasons and does not steer. */
const unchosenWeight = 0.0005;

/** Returns a choice as settings of a manifest for a graph whose relations have the given types. */
export function choiceSettings(
  choice: RankingChoice,
  relationTypes: readonly string[],
): Pick<GraphManifest, 'walk' | 'relations'> {
  const { recency, ...walk } = choice.walk;
  return {
    walk: recency === null ? walk : { ...walk, recency },
    relations: relationTypes.map((type) => ({
      type,
      ends: [['Item', 'Attribute']],
      ...(choice.relations.get(type) ?? { weight: unchosenWeight }),
    })),
  };
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
  read: (walk: WalkSettings) => number,
  part: (value: number) => Partial<WalkSettings>,
): TuningStep {
  return {
    name,
    errorsAhead: 0,
    options: (choice) =>
      [read(choice.walk) - step, read(choice.walk) + step]
        .filter((value) => value >= 0)
        .map((value) => changed(choice, part(Math.round(value * 100) / 100))),
  };
}

/** The ridge matters only where the regression has a weight. */
function regressionStep(name: 'weight' | 'ridge', values: readonly number[]): TuningStep {
  return {
    name: `regression ${name}`,
    errorsAhead: partErrorsAhead,
    options: (choice) =>
      name === 'ridge' && choice.walk.regression.weight === 0
        ? []
        : values.map((value) =>
            changed(choice, { regression: { ...choice.walk.regression, [name]: value } }),
          ),
  };
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
    errorsAhead: recencyErrorsAhead,
    options: (choice) => recencies.map((recency) => changed(choice, { recency })),
  };
}

function recencyAgain(): TuningStep {
  return {
    name: 'recency',
    errorsAhead: 0,
    options: (choice) => {
      const { recency } = choice.walk;
      const values = recency === null ? [] : [recency * 0.75, recency * 1.4, recency * 2];
      return values.map((value) => changed(choice, { recency: value }));
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

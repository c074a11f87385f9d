import { type WalkSettings, walkDefaults } from '../../ranking/walk/walk-settings.ts';
import type { RankingChoice } from './ranking-choice.ts';
import { relationSteps } from './relation-tuning-steps.ts';
import { partErrorsAhead, type TuningStep } from './tuning-step.ts';

/** Recency looks good by chance where the truth follows the history at once, so it has to be clearly ahead. */
const recencyErrorsAhead = 3;

/** Fading by the place in a history is a milder form of the same. */
const fadeErrorsAhead = 2;
const leads = [1.5, 3];
const fades = [2, 5];
const firstFade = 4;
/** Three lengths with three pairs each are tried, of which one is ahead by chance. */
const longErrorsAhead = 2;
const longBegins = [
  [-0.3, -0.1],
  [0, -0.1],
  [0.2, 0.1],
] as const;
const recencies = [3, 8];
const recencyFactors = [0.5, 0.7, 1.4];
const regressionWeights = [0.03, 0.05, 0.1, 0.2, 0.3];
const regressionWeightFirst = 0.1;
const ridges = [10, 30, 100, 300, 1000];
/** Beside a decay by age a light regression with a strong ridge helps where a heavier one does not. */
const regressionLight = { weight: 0.05, ridges: [300, 1000] };
const regressionFirst = { weight: 0.05, ridge: 1000 };
const neighboursMore = 200;

/**
 * Returns the choices a search begins at: the defaults without relations, and with times the same at several decays by
 * age, by the share of later acts and by their number, the latter also with a light regression,
 * whose exponents are others. What suits a decay (exponents, the regression) is sought for each before they are compared, as the best decay of
 * the defaults is not that of the best settings.
 */
export function tuningStarts(hasTimes: boolean, hasPairs: boolean): RankingChoice[] {
  const start = { walk: walkDefaults, relations: new Map() };
  if (!hasTimes) return [start];
  return [
    start,
    changed(start, { fade: firstFade }),
    ...recencies.map((recency) => changed(start, { recency })),
    changed(start, {
      recency: recencies[0] ?? null,
      regression: {
        ...regressionFirst,
        neighbours: hasPairs ? neighboursMore : walkDefaults.regression.neighbours,
      },
    }),
  ];
}

/**
 * Returns how many standard errors a choice has to be ahead of another: with a decay by age some against one without,
 * none among those that have one.
 */
export function ageErrorsAhead({ walk }: RankingChoice, other: RankingChoice): number {
  if (other.walk.recency !== null || other.walk.fade > 0) return 0;
  if (walk.recency !== null) return recencyErrorsAhead;
  return walk.fade > 0 ? fadeErrorsAhead : 0;
}

/**
 * Returns the steps of the first, coarse pass from one start: the three exponents, with times the order of acts and what
 * suits it, and the regression.
 */
export function firstSteps(hasTimes: boolean): TuningStep[] {
  const steps = [alphaStep(), betaStep()];
  return [
    exponent('alphaUsers', [-0.4, 0, 0.5], (alphaUsers) => ({ alphaUsers })),
    ...steps,
    ...(hasTimes ? [leadBegins(), ...steps] : []),
    regressionStep('regression ridge', [30, 300], ridgeOption),
  ];
}

/**
 * Returns the steps of the second pass, from the best of the starts: recency and exponents finer, other exponents for
 * histories of at least `longFrom` likes (several may be given), the regression between items, each relation, all
 * relations together, and the exponents finer once more; with times the order of acts too. `hasPairs` says that a table
 * of pairs makes more neighbours cheap. An option that equals the choice is left out by the search.
 */
export function finerSteps(
  relationTypes: readonly string[],
  {
    hasTimes,
    hasPairs,
    longFrom,
  }: { readonly hasTimes: boolean; readonly hasPairs: boolean; readonly longFrom: readonly number[] },
): TuningStep[] {
  const fine = [
    around('alphaUsers', 0.12, -1, ({ alphaUsers }) => alphaUsers, changedBy('alphaUsers')),
    around('alpha', 0.1, 0, ({ alpha }) => alpha, changedBy('alpha')),
    around('beta', 0.05, 0, ({ beta }) => beta, changedBy('beta')),
  ];
  const order = [
    around('lead', 0.7, 0, ({ lead }) => lead, changedBy('lead')),
    around(
      'fade',
      1.5,
      0,
      ({ fade }) => fade,
      changedBy('fade'),
      ({ fade }) => fade > 0,
    ),
  ];
  return [
    recencyStep(),
    ...(hasTimes ? [leadBegins(), fadeBegins(), ...order] : []),
    ...fine,
    ...longSteps(longFrom),
    regressionBegins(),
    ...(hasPairs ? [regressionStep('regression neighbours', [neighboursMore], neighboursOption)] : []),
    regressionStep('regression ridge', ridges, ridgeOption),
    regressionStep('regression weight', regressionWeights, weightOption),
    ...relationSteps(relationTypes),
    recencyStep(),
    ...(hasTimes ? order : []),
    ...fine,
    ...longSteps([]),
  ];
}

function changedBy(
  name: 'alpha' | 'alphaUsers' | 'beta' | 'lead' | 'fade',
): (value: number) => Partial<WalkSettings> {
  return (value) => ({ [name]: value });
}

function alphaStep(): TuningStep {
  return exponent('alpha', [0.3, 0.6, 0.9], (alpha) => ({ alpha }));
}

function betaStep(): TuningStep {
  return exponent('beta', [0, 0.15, 0.3, 0.45, 0.6], (beta) => ({ beta }));
}

/** The order of acts of others, where it does not count yet. */
function leadBegins(): TuningStep {
  return {
    name: 'lead',
    errorsAhead: partErrorsAhead,
    options: (choice) => (choice.walk.lead > 0 ? [] : leads.map((lead) => changed(choice, { lead }))),
  };
}

/** A decay by age, where there is none: more users may show what fewer did not. */
function fadeBegins(): TuningStep {
  return {
    name: 'fade',
    errorsAhead: fadeErrorsAhead,
    options: (choice) =>
      choice.walk.fade > 0 || choice.walk.recency !== null
        ? []
        : fades.map((fade) => changed(choice, { fade })),
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
  min: number,
  read: (walk: WalkSettings) => number,
  part: (value: number) => Partial<WalkSettings>,
  holds: (walk: WalkSettings) => boolean = () => true,
): TuningStep {
  return {
    name,
    errorsAhead: 0,
    options: (choice) =>
      (holds(choice.walk) ? [-step, step] : [])
        .map((by) => read(choice.walk) + by)
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
    errorsAhead: longErrorsAhead,
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

/** A light regression, where there is none. */
function regressionBegins(): TuningStep {
  return {
    name: 'regression',
    errorsAhead: partErrorsAhead,
    options: (choice) => {
      const { regression } = choice.walk;
      if (regression.weight > 0) return [];
      const { weight, ridges } = regressionLight;
      return ridges.map((ridge) => changed(choice, { regression: { ...regression, weight, ridge } }));
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

function changed(choice: RankingChoice, part: Partial<WalkSettings>): RankingChoice {
  return { ...choice, walk: { ...choice.walk, ...part } };
}

import { partErrorsAhead, type TuningStep } from './tuning-step.ts';

const relationWeights = [0.01, 0.03];
const popularityExponents = [0.2, 0.3, 0.5, 0.65, 0.8];
const allRelationFactors = [0.5, 2, 4];
const firstPopularityExponent = 0.4;

/** Returns the steps that choose relations: each of them, then the exponent and the weight of all that were taken. */
export function relationSteps(types: readonly string[]): TuningStep[] {
  return [...types.map(relationStep), ...(types.length === 0 ? [] : [popularityStep(), allRelationsStep()])];
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

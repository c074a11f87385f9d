import { RunningMean } from '../../../core/evaluation/ranking/ranking-metrics.ts';
import type { CurveStep } from '../../../core/evaluation/removal-curves.ts';

/** Who explains: our reasons, facts of the user by chance, and the shortest paths. */
export type Explainer = 'reasons' | 'random' | 'shortest-path';

/** A mean and its standard error, null where they are undefined. */
export type Figure = readonly [mean: number | null, standardError: number | null];

/** Figures by name. */
export type Figures = Readonly<Record<string, Figure>>;

/** What the curves of some users come to. */
export interface ExplanationCurves {
  readonly n: number;
  /** Means over steps and users, by explainer. */
  readonly means: Readonly<Record<Explainer, Figures>>;
  /** Means over users, one entry a step, by explainer. */
  readonly steps: Readonly<Record<Explainer, readonly Figures[]>>;
  /** Our figure minus theirs, user by user. */
  readonly differences: Readonly<Record<Exclude<Explainer, 'reasons'>, Figures>>;
}

/** What one explainer gets for one user. */
export interface UserCurve {
  readonly steps: readonly CurveStep[];
  /** Figures of a text, which has no steps. */
  readonly cited: CurveStep;
}

/** Sums of curves over users. */
export class CurveSums {
  #count = 0;
  readonly #whole = new Map<string, Map<string, RunningMean>>();
  readonly #steps = new Map<string, Map<string, RunningMean>[]>();

  /** Takes what each explainer gets for one user. */
  add(curveOf: (explainer: Explainer) => UserCurve): void {
    this.#count++;
    const own = this.#addUser('reasons', curveOf('reasons'));
    for (const other of ['random', 'shortest-path'] as const) {
      const theirs = this.#addUser(other, curveOf(other));
      for (const [name, value] of own)
        addTo(listed(this.#whole, `minus ${other}`), name, value - (theirs.get(name) ?? 0));
    }
  }

  /** Returns the means so far. */
  result(): ExplanationCurves {
    const means = (key: string): Figures => figuresOf(this.#whole.get(key));
    const steps = (explainer: Explainer): Figures[] => (this.#steps.get(explainer) ?? []).map(figuresOf);
    return {
      n: this.#count,
      means: {
        reasons: means('reasons'),
        random: means('random'),
        'shortest-path': means('shortest-path'),
      },
      steps: {
        reasons: steps('reasons'),
        random: steps('random'),
        'shortest-path': steps('shortest-path'),
      },
      differences: { random: means('minus random'), 'shortest-path': means('minus shortest-path') },
    };
  }

  /** Adds the curve of one explainer, and returns its figures with steps averaged. */
  #addUser(explainer: Explainer, { steps, cited }: UserCurve): Map<string, number> {
    const own = new Map(Object.entries(cited));
    const kept = this.#steps.get(explainer) ?? steps.map(() => new Map<string, RunningMean>());
    this.#steps.set(explainer, kept);
    for (const [step, figures] of steps.entries()) {
      for (const [name, value] of Object.entries(figures)) {
        own.set(name, (own.get(name) ?? 0) + value / steps.length);
        addTo(kept[step] ?? new Map(), name, value);
      }
    }
    const whole = listed(this.#whole, explainer);
    for (const [name, value] of own) addTo(whole, name, value);
    return own;
  }
}

function listed(sums: Map<string, Map<string, RunningMean>>, key: string): Map<string, RunningMean> {
  const known = sums.get(key) ?? new Map<string, RunningMean>();
  sums.set(key, known);
  return known;
}

function addTo(means: Map<string, RunningMean>, name: string, value: number): void {
  const mean = means.get(name) ?? new RunningMean();
  mean.add(value);
  means.set(name, mean);
}

function figuresOf(means: ReadonlyMap<string, RunningMean> = new Map()): Figures {
  return Object.fromEntries(
    [...means].map(([name, { mean, standardError }]) => [name, [mean, standardError]]),
  );
}

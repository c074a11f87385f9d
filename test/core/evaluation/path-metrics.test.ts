import { describe, expect, it } from 'vitest';
import {
  emaByKey,
  type MeasuredPath,
  normalizedEma,
  pathFigures,
} from '../../../src/core/evaluation/path-metrics.ts';

const path = (linkingItem: number, shared: number, type: string): MeasuredPath => ({
  linkingItem,
  shared,
  type,
  pattern: `RATED>${type}>${type}`,
});

const context = {
  k: 5,
  typeCount: 3,
  patternCount: 12,
  recencyOf: (linkingItem: number): number => linkingItem / 10,
  popularityOf: ({ shared }: MeasuredPath): number => shared / 100,
};

describe('figures of paths', () => {
  it('have the values worked by hand', () => {
    const paths = [path(1, 50, 'A'), path(1, 60, 'A'), path(4, 60, 'B'), path(10, 70, 'A')];
    const figures = pathFigures(paths, context);
    expect(figures.lir).toBeCloseTo((0.1 + 0.1 + 0.4 + 1) / 4, 12);
    expect(figures.sep).toBeCloseTo((0.5 + 0.6 + 0.6 + 0.7) / 4, 12);
    expect(figures.lid).toBe(3 / 4);
    expect(figures.sed).toBe(3 / 4);
    // two types, at most three
    expect(figures.ptd).toBeCloseTo(2 / 3, 12);
    // three of A, one of B: 1 - 3·2 / (4·3)
    expect(figures.ptc).toBeCloseTo(0.5, 12);
    // two patterns, at most four
    expect(figures.ppt).toBe(0.5);
    expect(figures.fidelity).toBe(0.8);
  });

  it('of a single path are one type out of one and no concentration', () => {
    const figures = pathFigures([path(1, 2, 'A')], context);
    expect(figures.ptd).toBe(1);
    expect(figures.ptc).toBe(0);
    expect(figures.fidelity).toBe(0.2);
  });

  it('are undefined without paths or times, but fidelity', () => {
    expect(pathFigures([], context)).toEqual({
      lir: null,
      sep: null,
      lid: null,
      sed: null,
      ptd: null,
      ptc: null,
      ppt: null,
      fidelity: 0,
    });
    expect(pathFigures([path(1, 2, 'A')], { ...context, recencyOf: null }).lir).toBeNull();
  });
});

describe('the normalised moving mean', () => {
  it('has the values worked by hand', () => {
    // n = 3, decay 1/2: 0; (0/2 + 2) / (3/2) = 4/3; (0/4 + 2/2 + 4) / (7/4) = 20/7
    const means = normalizedEma([0, 2, 4]);
    expect(means[0]).toBe(0);
    expect(means[1]).toBeCloseTo(4 / 3 / (20 / 7), 12);
    expect(means[2]).toBe(1);
  });

  it('takes places where all values are equal, and 1 for a single value', () => {
    expect(normalizedEma([7, 7, 7])).toEqual(normalizedEma([0, 1, 2]));
    expect(normalizedEma([7])).toEqual([1]);
  });

  it('goes by key', () => {
    const means = emaByKey(
      new Map([
        [5, 4],
        [6, 0],
        [7, 2],
      ]),
    );
    expect(means.get(6)).toBe(0);
    expect(means.get(5)).toBe(1);
  });
});

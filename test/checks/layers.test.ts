import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanTree, type Plant, packageFiles, plants } from './layer-plants.ts';
import { plantTree, root, tool } from './planted-tree.ts';

type Violation = { rule: { name: string }; from: string; to: string };
type Report = { summary: { totalCruised: number; violations: Violation[] } };

const configuration = '.dependency-cruiser.cjs';

describe('layer rules', () => {
  it('let a tree pass that uses all they allow', () => {
    const report = cruise(plantTree({ ...packageFiles, ...cleanTree, ...copiedConfiguration() }));
    expect(report.summary.violations.map(worded)).toEqual([]);
    expect(report.summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(cleanTree).length);
  });

  it('go red on one planted violation each', () => {
    const planted = Object.assign({}, ...plants.map(({ files }) => files)) as Record<string, string>;
    const report = cruise(plantTree({ ...packageFiles, ...cleanTree, ...planted, ...copiedConfiguration() }));
    const found = new Set(report.summary.violations.map(worded));
    expect(plants.map(expectation).filter((line) => !found.has(line))).toEqual([]);
  });

  it('are all planted', () => {
    const { forbidden } = createRequire(import.meta.url)(join(root, configuration)) as {
      forbidden: { name: string; severity: string }[];
    };
    expect(plants.map(({ rule }) => rule).sort()).toEqual(forbidden.map(({ name }) => name).sort());
    expect(forbidden.every(({ severity }) => severity === 'error')).toBe(true);
  });

  it('see the modules of the real tree', () => {
    expect(cruise(root, ['src']).summary.totalCruised).toBeGreaterThan(0);
  });
});

function cruise(folder: string, roots: string[] = ['src', 'web']): Report {
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { stdout, stderr } = spawnSync(tool('depcruise'), [...roots, '--output-type', 'json'], options);
  if (stdout === '') throw new Error(`dependency-cruiser wrote no report: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

function copiedConfiguration(): Record<string, string> {
  return { [configuration]: readFileSync(join(root, configuration), 'utf8') };
}

function worded({ rule, from, to }: Violation): string {
  return `${rule.name}: ${from} -> ${to}`;
}

function expectation({ rule, from, to }: Plant): string {
  return `${rule}: ${from} -> ${to}`;
}

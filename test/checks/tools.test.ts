import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../scripts/checks/check.ts';
import {
  exitCodeCheck,
  layersCheck,
  lintCheck,
  packageCheck,
  typesCheck,
} from '../../scripts/checks/static-checks.ts';
import { plantTree, root, tool } from './planted-tree.ts';

const typescript = ['tsconfig.base.json', 'tsconfig.json'];
const rules = ['.dependency-cruiser.cjs'];
const cleanFile = "export const answer = 'yes';\n";

describe('types check', () => {
  it('passes a clean file', async () => {
    expect(outcome(await typesCheck(tree(typescript, { 'src/a.ts': cleanFile })))).toBe('passed: 1 files');
  });

  it('finds an access that may be undefined', async () => {
    const source = 'export function first(list: string[]): string {\n  return list[0];\n}\n';
    const result = await typesCheck(tree(typescript, { 'src/a.ts': source }));
    expect(result.failed).toBe(1);
    expect(result.details.join()).toContain('src/a.ts(2,3)');
  });

  it('fails when there is nothing to look at', async () => {
    expect((await typesCheck(tree(typescript, {}))).failed).toBe(1);
    expect((await typesCheck(plantTree({}))).failed).toBe(1);
  });
});

describe('lint check', () => {
  it('passes a clean file', async () => {
    expect(outcome(await lintCheck(tree(['biome.json'], { 'src/a.ts': cleanFile })))).toMatch(
      /^passed: \d+ files/,
    );
  });

  it.each([
    ['any', 'export const value: any = 1;\n', 'noExplicitAny'],
    [
      'a promise nobody waits for',
      'async function wait(): Promise<void> {}\nexport function begin(): void {\n  wait();\n}\n',
      'noFloatingPromises',
    ],
    [
      'a non-null assertion',
      'export const name = (value: string | null): string => value!;\n',
      'noNonNullAssertion',
    ],
    ['a default export', 'export default 1;\n', 'noDefaultExport'],
    ['a skipped test', "import { it } from 'vitest';\n\nit.skip('x', () => {});\n", 'noSkippedTests'],
    ['a warning', 'export const f = (a: number): number => {\n  return a;\n  a;\n};\n', 'noUnreachable'],
    ['double quotes', 'export const quote = "double";\n', 'Formatter would have printed'],
  ])('finds %s', async (_, source, expected) => {
    const result = await lintCheck(tree(['biome.json'], { 'src/a.ts': source }));
    expect(result.failed).toBe(1);
    expect(result.details.join()).toContain(expected);
  });

  it('fails when there is nothing to look at', async () => {
    const folder = plantTree({ 'biome.json': '{ "files": { "includes": ["src/**"] } }' });
    linkPackages(folder);
    expect((await lintCheck(folder)).failed).toBe(1);
  });
});

describe('layers check', () => {
  const store = { 'src/store/port.ts': "import '../core/errors.ts';\n", 'src/core/errors.ts': cleanFile };

  it('passes a clean tree', async () => {
    expect(outcome(await layersCheck(tree(rules, store)))).toBe('passed: 2 modules, 1 dependencies');
  });

  it('finds a broken rule', async () => {
    const result = await layersCheck(
      tree(rules, { ...store, 'src/core/up.ts': "import '../store/port.ts';\n" }),
    );
    expect(result.details).toContain('core-knows-core-only: src/core/up.ts -> src/store/port.ts');
    expect(result.failed).toBe(1);
  });

  it('fails when there is nothing to look at', async () => {
    expect((await layersCheck(tree(rules, { 'src/read.me': '' }))).failed).toBe(1);
    expect((await layersCheck(tree(rules, {}))).failed).toBe(1);
  });
});

describe('unused code check', () => {
  const knip = (folder: string): Promise<CheckResult> =>
    exitCodeCheck(folder, tool('knip'), ['--no-config-hints']);

  it('passes a clean tree', async () => {
    const files = {
      'src/main.ts': "import { answer } from './a.ts';\n\nconsole.log(answer);\n",
      'src/a.ts': cleanFile,
    };
    expect(outcome(await knip(tree(['knip.json'], files)))).toBe('passed: ');
  });

  it.each([
    [
      'a file that nothing imports',
      { 'src/main.ts': 'console.log(1);\n', 'src/a.ts': cleanFile },
      'src/a.ts',
    ],
    [
      'an export that nothing imports',
      { 'src/main.ts': "import './a.ts';\n", 'src/a.ts': 'export const unused = 1;\n' },
      'unused',
    ],
    ['a package that is not declared', { 'src/main.ts': "import 'csv-parse';\n" }, 'csv-parse'],
  ])('finds %s', async (_, files, expected) => {
    const result = await knip(tree(['knip.json'], files));
    expect(result.failed).toBe(1);
    expect(result.details.join()).toContain(expected);
  });
});

describe('package check', () => {
  const manifest = (types: string): string =>
    JSON.stringify({
      name: 'planted',
      version: '1.0.0',
      type: 'module',
      files: ['dist'],
      exports: { '.': { types, default: './dist/a.js' } },
    });
  const built = { 'dist/a.js': 'export const a = 1;\n', 'dist/a.d.ts': 'export declare const a = 1;\n' };

  it('passes a package whose files are there', async () => {
    const folder = plantTree({ ...built, 'package.json': manifest('./dist/a.d.ts') });
    expect(outcome(await packageCheck(folder))).toBe('passed: 1 entry points');
  });

  it('finds an entry point without its file', async () => {
    const result = await packageCheck(plantTree({ ...built, 'package.json': manifest('./dist/b.d.ts') }));
    expect(result.failed).toBe(1);
    expect(result.details.join()).toContain('does not exist');
  });

  it('fails a package that exports nothing', async () => {
    const folder = plantTree({
      'package.json': '{ "name": "planted", "version": "1.0.0", "type": "module" }',
    });
    expect((await packageCheck(folder)).failed).toBe(1);
  });
});

/** A planted tree with these settings of the project, and its packages. */
function tree(settings: readonly string[], files: Record<string, string>): string {
  const copies = Object.fromEntries(settings.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
  const folder = plantTree({
    'package.json': '{\n  "name": "planted",\n  "type": "module"\n}\n',
    ...copies,
    ...files,
  });
  linkPackages(folder);
  return folder;
}

function linkPackages(folder: string): void {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

function outcome({ passed, failed, skipped, summary, details }: CheckResult): string {
  if (passed === 1 && failed === 0 && skipped === 0) return `passed: ${summary}`;
  return [`failed: ${summary}`, ...details].join('\n');
}

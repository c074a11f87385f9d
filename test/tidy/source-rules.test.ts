import { describe, expect, it } from 'vitest';
import { type Finding, impurities, longFunctions, parseSource, undocumentedExports } from './source-rules.ts';

describe('longFunctions', () => {
  const body = (lines: number): string => '  x();\n'.repeat(lines);

  it('counts signature and braces, in functions, methods and arrows alike', () => {
    const exact = `function f() {\n${body(68)}}\n`;
    expect(longFunctions(parse(exact), 70)).toEqual([]);
    for (const source of [
      `function f() {\n${body(69)}}\n`,
      `const f = () => {\n${body(69)}};\n`,
      `class C {\n m() {\n${body(69)}}\n}\n`,
    ]) {
      expect(longFunctions(parse(source), 70).map(({ what }) => what)).toEqual(['a function of 71 lines']);
    }
  });
});

describe('undocumentedExports', () => {
  it('finds each kind of declaration, and no re-export', () => {
    const source = `
/** Returns one. */
export function one(): number { return 1; }
export function two(): number { return 2; }
export const three = 3;
export type Four = 4;
export interface Five { five: 5 }
export class Six {}
export { seven } from './seven.ts';
function eight(): number { return 8; }
`;
    expect(lines(undocumentedExports(parse(source)))).toEqual([4, 5, 6, 7, 8]);
  });
});

describe('impurities', () => {
  it.each([
    'Date.now();',
    'new Date();',
    'Math.random();',
    'performance.now();',
    "process.env['A'];",
    "console.log('a');",
    "fetch('a');",
    'setTimeout(f, 1);',
    'AbortSignal.timeout(1);',
    "'a'.localeCompare('b');",
    '(1).toLocaleString();',
    'crypto.randomUUID();',
  ])('finds %s', (source) => {
    expect(impurities(parse(source)).length).toBeGreaterThan(0);
  });

  it.each([
    'new Date(at);',
    'Date.UTC(2026, 1);',
    'Math.floor(1.5);',
    'job.process();',
    'const row = { process: 1 };',
    'function f(performance: number) { return performance; }',
  ])('lets %s pass', (source) => {
    expect(impurities(parse(source))).toEqual([]);
  });
});

function parse(text: string): ReturnType<typeof parseSource> {
  return parseSource('planted.ts', text);
}

function lines(findings: readonly Finding[]): number[] {
  return findings.map(({ line }) => line);
}

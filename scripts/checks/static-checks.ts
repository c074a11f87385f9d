import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { type CommandEnd, endOfCommand } from '../run-command.ts';
import { type Check, type CheckResult, fail, pass } from './check.ts';

const toolLimitMs = 10 * 60 * 1000;

type CruiseReport = {
  summary: {
    totalCruised: number;
    totalDependenciesCruised: number;
    violations: { rule: { name: string }; from: string; to: string }[];
  };
};

/**
 * The checks that read the tree in `root` without running it. Each fails when it looked at nothing: a tool that was
 * pointed at an empty place reports success as readily as one that found all well.
 */
export function staticChecks(root: string): Check[] {
  return [
    {
      name: 'generated types',
      run: () => exitCodeCheck(root, process.execPath, ['scripts/generate-types.ts', '--check']),
    },
    { name: 'build', run: () => exitCodeCheck(root, process.execPath, ['scripts/build.ts']) },
    { name: 'types', run: () => typesCheck(root) },
    { name: 'lint and format', run: () => lintCheck(root) },
    { name: 'layers', run: () => layersCheck(root) },
    { name: 'unused code', run: () => exitCodeCheck(root, tool(root, 'knip'), ['--no-config-hints']) },
    { name: 'package', run: () => packageCheck(root) },
  ];
}

/** TypeScript over src, test, scripts and bench, and over the page with its own settings. */
export async function typesCheck(root: string): Promise<CheckResult> {
  const projects = ['tsconfig.json', 'web/tsconfig.json'].filter((project) =>
    existsSync(join(root, project)),
  );
  if (projects.length === 0) return fail('no tsconfig.json');
  let fileCount = 0;
  const details: string[] = [];
  for (const project of projects) {
    const { code, output } = await run(root, tool(root, 'tsc'), ['-p', project, '--noEmit', '--listFiles']);
    const [files, messages] = partition(output.split('\n'), (line) =>
      /^\/.*\.(ts|json|js)$/.test(line.trim()),
    );
    fileCount += files.filter((file) => !file.includes('/node_modules/')).length;
    if (code !== 0) details.push(messages.join('\n').trim());
  }
  if (details.length > 0) return fail('TypeScript finds errors', ...details);
  return fileCount > 0 ? pass(`${fileCount} files`) : fail('TypeScript saw no file');
}

/** Biome's rules and format; a warning fails as an error does. */
export async function lintCheck(root: string): Promise<CheckResult> {
  const end = await run(root, tool(root, 'biome'), [
    'check',
    '--error-on-warnings',
    '--max-diagnostics=20',
    '.',
  ]);
  const fileCount = Number(/Checked (\d+) files?/.exec(end.output)?.[1] ?? 0);
  if (end.code !== 0) return fail('Biome finds errors', end.output.trim());
  return fileCount > 0 ? pass(`${fileCount} files`) : fail('Biome saw no file', end.output.trim());
}

/** The layer rules of .dependency-cruiser.cjs over src and the page. */
export async function layersCheck(root: string): Promise<CheckResult> {
  const folders = ['src', 'web'].filter((folder) => existsSync(join(root, folder)));
  const { stdout, output } = await run(root, tool(root, 'depcruise'), [...folders, '--output-type', 'json']);
  const report = parsed<CruiseReport>(stdout);
  if (report === null) return fail('dependency-cruiser wrote no report', output.trim());
  const { violations, totalCruised, totalDependenciesCruised } = report.summary;
  if (violations.length > 0) {
    return fail(
      'layer rules are broken',
      ...violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    );
  }
  if (totalCruised === 0 || totalDependenciesCruised === 0) return fail('dependency-cruiser saw no module');
  return pass(`${totalCruised} modules, ${totalDependenciesCruised} dependencies`);
}

/** What publint says of the package as npm would pack it; the build must have run. */
export async function packageCheck(root: string): Promise<CheckResult> {
  const { messages, pkg } = await publint({ pkgDir: root, pack: 'npm', strict: true, level: 'warning' });
  if (messages.length > 0) {
    const words = messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
    return fail('publint finds errors', ...words);
  }
  const entries = Object.keys((pkg['exports'] ?? {}) as object).length;
  return entries > 0 ? pass(`${entries} entry points`) : fail('the package exports nothing');
}

/** A check that a command makes by its exit code. */
export async function exitCodeCheck(
  root: string,
  program: string,
  args: readonly string[],
): Promise<CheckResult> {
  const end = await run(root, program, args);
  return end.code === 0 ? pass('') : fail(end.problem, end.output.trim());
}

function run(root: string, program: string, args: readonly string[]): Promise<CommandEnd> {
  return endOfCommand(program, args, { folder: root, timeoutMs: toolLimitMs });
}

function tool(root: string, name: string): string {
  return join(root, 'node_modules', '.bin', name);
}

function parsed<Value>(text: string): Value | null {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}

function partition(lines: string[], matches: (line: string) => boolean): [string[], string[]] {
  return [lines.filter(matches), lines.filter((line) => !matches(line))];
}

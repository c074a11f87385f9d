import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type CommandEnd, endOfCommand } from '../run-command.ts';
import { type CheckResult, fail } from './check.ts';

const testLimitMs = 60 * 60 * 1000;
/** A title of skipped tests is shown once, with at most this many of their names. */
const skippedNamesMax = 200;

/** The part of vitest's JSON report that is read here. */
export type VitestReport = {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
};

/** All tests with their real servers. With `forbidSkips` (CI) a skipped test counts as failed. */
export async function testCheck(root: string, forbidSkips: boolean): Promise<CheckResult> {
  const folder = mkdtempSync(join(tmpdir(), 'whypath-report-'));
  const reportFile = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const end = await endOfCommand(join(root, 'node_modules', '.bin', 'vitest'), ['run', ...reporters], {
    folder: root,
    timeoutMs: testLimitMs,
    show: true,
  });
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport;
    return judgeTests(report, end, testFiles(root), root, forbidSkips);
  } catch (error) {
    return fail(`vitest wrote no report: ${error instanceof Error ? error.message : error}`, end.problem);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What a report of vitest amounts to. Beyond its failed tests these fail: a file without a test or missing from the
 * report (`expectedFiles`, relative to `root`), no test at all, and an end with an error that no test accounts for.
 */
export function judgeTests(
  report: VitestReport,
  end: Pick<CommandEnd, 'code' | 'problem'>,
  expectedFiles: readonly string[],
  root: string,
  forbidSkips: boolean,
): CheckResult {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: relative(root, file.name) })),
  );
  const failedTests = tests.filter(({ status }) => status === 'failed');
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');

  const problems = failedTests.map(({ file, fullName }) => `failed: ${file}: ${fullName}`);
  const filesWithTests = new Set(tests.map(({ file }) => file));
  for (const file of expectedFiles) {
    if (!filesWithTests.has(file)) problems.push(`no test ran: ${file}`);
  }
  if (tests.length === 0) problems.push('no test ran at all');
  if (end.code !== 0 && problems.length === 0)
    problems.push(`vitest ${end.problem}, though no test failed; see above`);

  const skippedNames = skipped.map(({ file, fullName }) => `skipped: ${file}: ${fullName}`);
  const details = [...problems, ...skippedNames.slice(0, skippedNamesMax)];
  const summary = `${tests.length} tests in ${filesWithTests.size} files`;
  const failed = problems.length + (forbidSkips ? skipped.length : 0);
  return { passed, failed, skipped: forbidSkips ? 0 : skipped.length, summary, details };
}

/** Every test file in the checkout, relative to its root. */
function testFiles(root: string): string[] {
  const files = globSync(['test/**/*.test.ts', 'web/**/*.test.ts'], {
    cwd: root,
    exclude: ['**/node_modules/**', 'web/dist/**'],
  });
  return files.sort();
}

/**
 * `npm test`: every check of the project, one after the other, each with its time. All run even when one fails, so that
 * one run shows all that is wrong. Ends with `N passed, M failed, K skipped`, where N counts checks and tests, and with
 * exit code 1 when anything failed.
 *
 * With CI=true nothing may be skipped: a missing server or a skipped test is a failure.
 */
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Check, type CheckResult, fail } from './checks/check.ts';
import { serverCheck } from './checks/server-check.ts';
import { staticChecks } from './checks/static-checks.ts';
import { testCheck } from './checks/test-check.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
// The tools run on the project's own Node also when this file is started by hand.
process.env['PATH'] = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);

const isCi = process.env['CI'] === 'true';
const checks: Check[] = [
  ...staticChecks(root),
  { name: 'servers', run: () => serverCheck(isCi) },
  { name: 'tests', run: () => testCheck(root, isCi) },
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const check of checks) {
  const result = await timed(check);
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
if (total.failed > 0) process.exitCode = 1;

async function timed({ name, run }: Check): Promise<CheckResult> {
  const begin = Date.now();
  const result = await run().catch((error: unknown) =>
    fail('it broke', error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  const word = result.failed > 0 ? 'FAIL' : result.skipped > 0 ? 'part' : 'ok  ';
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  console.log(`${word} ${name} (${seconds} s)${result.summary === '' ? '' : `: ${result.summary}`}`);
  for (const detail of result.details) console.log(detail.replace(/^/gm, '     '));
  return result;
}

import { describe, expect, it } from 'vitest';
import { judgeTests, type VitestReport } from '../../../scripts/checks/test-check.ts';

const good = { code: 0, problem: 'ended with 0' };
const bad = { code: 1, problem: 'ended with 1' };

describe('judgeTests', () => {
  it('counts what passed, failed and was skipped', () => {
    const report = reportOf({
      'test/a.test.ts': ['passed', 'failed', 'skipped'],
      'test/b.test.ts': ['passed'],
    });
    const result = judgeTests(report, bad, ['test/a.test.ts', 'test/b.test.ts'], '/project', false);
    expect(result).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
      summary: '4 tests in 2 files',
      details: ['failed: test/a.test.ts: test 1', 'skipped: test/a.test.ts: test 2'],
    });
  });

  it('counts a skipped test as failed where skips are forbidden', () => {
    const report = reportOf({ 'test/a.test.ts': ['passed', 'skipped', 'todo'] });
    const result = judgeTests(report, good, ['test/a.test.ts'], '/project', true);
    expect(result).toMatchObject({ passed: 1, failed: 2, skipped: 0 });
  });

  it('fails when no test ran at all', () => {
    expect(judgeTests(reportOf({}), good, [], '/project', false).failed).toBe(1);
  });

  it('fails for a file without tests and for one that is missing', () => {
    const report = reportOf({ 'test/a.test.ts': ['passed'], 'test/empty.test.ts': [] });
    const expected = ['test/a.test.ts', 'test/empty.test.ts', 'test/lost.test.ts'];
    const result = judgeTests(report, good, expected, '/project', false);
    expect(result.failed).toBe(2);
    expect(result.details).toEqual(['no test ran: test/empty.test.ts', 'no test ran: test/lost.test.ts']);
  });

  it('fails when vitest ended badly for a reason that is no test', () => {
    const report = reportOf({ 'test/a.test.ts': ['passed'] });
    expect(judgeTests(report, bad, ['test/a.test.ts'], '/project', false).failed).toBe(1);
  });
});

function reportOf(files: Record<string, string[]>): VitestReport {
  return {
    testResults: Object.entries(files).map(([name, statuses]) => ({
      name: `/project/${name}`,
      status: 'passed',
      message: '',
      assertionResults: statuses.map((status, index) => ({ fullName: `test ${index}`, status })),
    })),
  };
}

import { describe, expect, it } from 'vitest';
import type { TextSink } from '../../../../src/serve/cli/context.ts';
import { progressReporter } from '../../../../src/serve/cli/text/progress.ts';

function sinkOf(isTerminal: boolean): TextSink & { written: string[] } {
  const written: string[] = [];
  return { written, isTerminal, columns: 60, write: (text) => void written.push(text) };
}

function reporterAt(sink: TextSink): {
  clock: { ms: number };
  reporter: ReturnType<typeof progressReporter>;
} {
  const clock = { ms: 0 };
  return { clock, reporter: progressReporter(sink, () => clock.ms) };
}

const event = { phase: 'items', total: 10_000_000, unit: 'bytes' as const };

describe('progressReporter on a terminal', () => {
  it('redraws one line with share, rate and time left', () => {
    const sink = sinkOf(true);
    const { clock, reporter } = reporterAt(sink);
    reporter.report({ ...event, done: 0 });
    clock.ms = 50;
    reporter.report({ ...event, done: 1 });
    clock.ms = 2000;
    reporter.report({ ...event, done: 2_500_000 });
    reporter.end();
    expect(sink.written).toEqual([
      '\ritems 0 %: 0 kB of 10.0 MB\u001b[K',
      '\ritems 25 %: 2.5 MB of 10.0 MB, 1.3 MB/s, 6 s left\u001b[K',
      '\r\u001b[K',
    ]);
  });

  it('fits the width and works without a total', () => {
    const sink = { ...sinkOf(true), columns: 20 };
    const { clock, reporter } = reporterAt(sink);
    reporter.report({ phase: 'a very long name of a phase\u001b[2J', done: 3, total: null, unit: 'rows' });
    clock.ms = 1000;
    reporter.report({ phase: 'users', done: 1003, total: null, unit: 'rows' });
    expect(sink.written).toEqual(['\ra very long name of\u001b[K', '\rusers: 1,003 rows, \u001b[K']);
  });

  it('says hours and minutes', () => {
    const sink = sinkOf(true);
    const { clock, reporter } = reporterAt(sink);
    for (const done of [0, 1000]) {
      reporter.report({ ...event, done });
      clock.ms += 1000;
    }
    reporter.report({ ...event, done: 2000 });
    expect(sink.written.at(-1)).toContain('2 h 46 min left');
  });

  it('writes nothing where there was nothing to report', () => {
    const sink = sinkOf(true);
    reporterAt(sink).reporter.end();
    expect(sink.written).toEqual([]);
  });
});

describe('progressReporter elsewhere', () => {
  it('writes events as NDJSON, one a second and one a phase', () => {
    const sink = sinkOf(false);
    const { clock, reporter } = reporterAt(sink);
    reporter.report({ ...event, done: 0 });
    clock.ms = 500;
    reporter.report({ ...event, done: 1 });
    reporter.report({ ...event, phase: 'users', done: 5_000_000 });
    clock.ms = 1600;
    reporter.report({ ...event, phase: 'users', done: 8_000_000 });
    reporter.end();
    expect(sink.written.map((line) => JSON.parse(line) as unknown)).toEqual([
      { event: 'progress', ...event, done: 0, ratePerSecond: null, secondsLeft: null },
      {
        event: 'progress',
        ...event,
        phase: 'users',
        done: 5_000_000,
        ratePerSecond: 10_000_000,
        secondsLeft: 0.5,
      },
      {
        event: 'progress',
        ...event,
        phase: 'users',
        done: 8_000_000,
        ratePerSecond: 5_000_000,
        secondsLeft: 0.4,
      },
    ]);
    expect(sink.written.every((line) => line.endsWith('}\n'))).toBe(true);
  });

  it('measures anew when the unit changes', () => {
    const sink = sinkOf(false);
    const { clock, reporter } = reporterAt(sink);
    reporter.report({ ...event, done: 9_000_000 });
    clock.ms = 1000;
    reporter.report({ phase: 'users', done: 0, total: 10, unit: 'users' });
    clock.ms = 2000;
    reporter.report({ phase: 'users', done: 5, total: 10, unit: 'users' });
    expect(JSON.parse(sink.written.at(-1) ?? '')).toMatchObject({ ratePerSecond: 5, secondsLeft: 1 });
  });
});

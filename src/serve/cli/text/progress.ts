import type { Progress } from '../../../engine/engine.ts';
import type { TextSink } from '../context.ts';
import { plain } from './terminal.ts';

/** Milliseconds between two lines: on a terminal, which redraws one line, and elsewhere, where lines pile up. */
const redrawMs = 100;
const eventMs = 1000;

/** Shows how far a long command has come. */
export interface ProgressReporter {
  readonly report: (progress: Progress) => void;
  /** Clears the line on a terminal; to be called before anything else is printed. */
  readonly end: () => void;
}

/**
 * Returns a reporter that writes to `sink`: on a terminal one line that is redrawn, with rate and expected time left;
 * elsewhere NDJSON events `{"event":"progress",phase,done,total,unit,ratePerSecond,secondsLeft}`, at most one a second.
 * `now` is a clock in milliseconds. Rates are averages since the unit or the direction of the count changed.
 */
export function progressReporter(
  sink: TextSink,
  now: () => number = () => performance.now(),
): ProgressReporter {
  let start: { readonly at: number; readonly done: number; readonly unit: string } | null = null;
  let last: { readonly at: number; readonly phase: string; readonly done: number } | null = null;
  return {
    report(progress) {
      const at = now();
      const isNewCount = start === null || start.unit !== progress.unit || progress.done < (last?.done ?? 0);
      if (isNewCount) start = { at, done: progress.done, unit: progress.unit };
      const pauseMs = sink.isTerminal ? redrawMs : eventMs;
      const isDue = last === null || progress.phase !== last.phase || at - last.at >= pauseMs;
      if (!isDue) return;
      last = { at, phase: progress.phase, done: progress.done };
      const elapsed = start === null ? 0 : (at - start.at) / 1000;
      const rate = elapsed > 0 && start !== null ? (progress.done - start.done) / elapsed : null;
      sink.write(sink.isTerminal ? redrawn(progress, rate, sink.columns) : event(progress, rate));
    },
    end() {
      if (sink.isTerminal && last !== null) sink.write('\r\u001b[K');
      start = null;
      last = null;
    },
  };
}

function redrawn(progress: Progress, rate: number | null, columns: number): string {
  const { phase, done, total, unit } = progress;
  const share = total === null || total === 0 ? '' : ` ${Math.floor((100 * done) / total)} %`;
  const count = total === null ? amount(done, unit) : `${amount(done, unit)} of ${amount(total, unit)}`;
  const left = secondsLeft(progress, rate);
  const speed = rate === null ? '' : `, ${amount(rate, unit)}/s`;
  const rungs = Object.entries(progress.rungs ?? {}).map(([rung, texts]) => `, ${rung} ${texts}`);
  const line = `${plain(phase)}${share}: ${count}${speed}${left === null ? '' : `, ${duration(left)} left`}${rungs.join('')}`;
  return `\r${line.slice(0, Math.max(1, columns - 1))}\u001b[K`;
}

function event(progress: Progress, rate: number | null): string {
  const left = secondsLeft(progress, rate);
  const row = { event: 'progress', ...progress, ratePerSecond: rounded(rate), secondsLeft: rounded(left) };
  return `${JSON.stringify(row)}\n`;
}

function secondsLeft(progress: Progress, rate: number | null): number | null {
  if (progress.total === null || rate === null || rate <= 0) return null;
  return Math.max(0, progress.total - progress.done) / rate;
}

function amount(count: number, unit: Progress['unit']): string {
  if (unit !== 'bytes') return `${Math.round(count).toLocaleString('en')} ${unit}`;
  return count < 1e6 ? `${(count / 1e3).toFixed(0)} kB` : `${(count / 1e6).toFixed(1)} MB`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

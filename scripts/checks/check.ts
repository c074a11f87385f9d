/** Outcome of one check: how many things passed, failed and were skipped, a summary for its line, and what to read. */
export type CheckResult = {
  passed: number;
  failed: number;
  skipped: number;
  /** What was looked at, for the line of the check: "43 files". */
  summary: string;
  /** What a reader needs to see; printed below the line. */
  details: string[];
};

/** One step of `npm test`. */
export type Check = { name: string; run: () => Promise<CheckResult> };

/** A check that passed as a whole. */
export function pass(summary: string): CheckResult {
  return { passed: 1, failed: 0, skipped: 0, summary, details: [] };
}

/** A check that failed as a whole. */
export function fail(summary: string, ...details: string[]): CheckResult {
  return { passed: 0, failed: 1, skipped: 0, summary, details };
}

import { availableServers, type ServerName } from '../servers/available-servers.ts';
import { neo4jJars } from '../servers/neo4j-files.ts';
import { ollamaBinary } from '../servers/ollama-binary.ts';
import type { CheckResult } from './check.ts';

/**
 * Gets the files of the real servers into the cache, so that their first fetch or build (up to 5 minutes) has a line of
 * its own and no test waits for it. What cannot be had is listed with the reason and the way to get it: as skipped, or
 * with `forbidSkips` (CI) as failed.
 */
export async function serverCheck(forbidSkips: boolean): Promise<CheckResult> {
  const found = availableServers();
  const details: string[] = [];
  const there: string[] = [];
  const fetches: Record<ServerName, () => Promise<string>> = {
    neo4j: neo4jJars,
    ollama: ollamaBinary,
    chromium: async () => '',
  };
  for (const name of ['neo4j', 'ollama', 'chromium'] as const) {
    const status = found[name];
    if (!status.available) {
      details.push(`${name}: ${status.reason}; ${status.howToGet}`);
      continue;
    }
    try {
      await fetches[name]();
      there.push(name);
    } catch (error) {
      details.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const missing = details.length;
  return {
    passed: missing === 0 ? 1 : 0,
    failed: forbidSkips ? missing : 0,
    skipped: forbidSkips ? 0 : missing,
    summary: there.length === 0 ? 'none' : there.join(', '),
    details,
  };
}

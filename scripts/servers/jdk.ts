import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { findProgram, isExecutableFile } from './find-program.ts';

/** Neo4j 2026 runs on this Java and later. */
export const javaVersionMin = 21;

/** A Java installation: its home folder and the first number of its version. */
export type Jdk = { home: string; version: number };

/**
 * The oldest Java installation that is new enough, or null. Looked for in JAVA_HOME, behind `java` on PATH, and in the
 * folders where systems keep several side by side, because the default one is often older.
 */
export function findJdk(): Jdk | null {
  return oldestSuitable(candidateHomes());
}

/** Of these folders the Java home with the lowest version that is new enough, or null. */
export function oldestSuitable(homes: readonly string[]): Jdk | null {
  const found = homes.flatMap((home) => {
    const version = javaVersion(home);
    return version !== null && version >= javaVersionMin ? [{ home, version }] : [];
  });
  found.sort((left, right) => left.version - right.version || (left.home < right.home ? -1 : 1));
  return found[0] ?? null;
}

function candidateHomes(): string[] {
  const homes: string[] = [];
  const javaHome = process.env['JAVA_HOME'];
  if (javaHome !== undefined && javaHome !== '') homes.push(javaHome);
  const java = findProgram(['java']);
  if (java !== null) homes.push(dirname(dirname(realpathSync(java))));
  for (const folder of [
    '/usr/lib/jvm',
    '/usr/java',
    '/opt',
    '/opt/java',
    join(homedir(), '.sdkman/candidates/java'),
  ]) {
    homes.push(...entries(folder));
  }
  homes.push(...entries('/Library/Java/JavaVirtualMachines').map((entry) => join(entry, 'Contents/Home')));
  return homes;
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((entry) => join(folder, entry)) : [];
}

/** The first number in JAVA_VERSION of the file `release` that every Java home since 9 has; null when it is no Java home. */
function javaVersion(home: string): number | null {
  const release = join(home, 'release');
  if (!existsSync(release) || !isExecutableFile(join(home, 'bin', 'java'))) return null;
  const match = /^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'));
  return match?.[1] === undefined ? null : Number(match[1]);
}

import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import type { Availability } from './availability.ts';
import { cachedFolder, cacheFolder } from './cache-folder.ts';
import { findProgram } from './find-program.ts';
import { findJdk, javaVersionMin } from './jdk.ts';

/** The Neo4j Community server that tests and development run; docker-compose.yml names the same. */
export const neo4jVersion = '2026.08.1';

/** The Graph Data Science plugin that belongs to it: for benchmarks only, never a dependency of the package. */
export const gdsVersion = '2.26.0';

const dependencyPluginVersion = '3.8.1';
const fetchLimitMs = 20 * 60 * 1000;
const serverFolder = `neo4j-${neo4jVersion}`;
const gdsFolder = `neo4j-${neo4jVersion}-gds-${gdsVersion}`;

/** Whether the server's files are cached or could be fetched here, and a Java is there to run them. */
export function neo4jAvailability(): Availability {
  if (findJdk() === null) {
    return {
      available: false,
      reason: `no Java ${javaVersionMin} or later was found`,
      howToGet: `install a JDK (Debian: apt-get install openjdk-${javaVersionMin}-jre-headless) or set JAVA_HOME`,
    };
  }
  if (existsSync(join(cacheFolder(), serverFolder)) || findProgram(['mvn']) !== null)
    return { available: true };
  return {
    available: false,
    reason: "Neo4j's files are not cached and Maven, which fetches them, was not found",
    howToGet: 'install Maven (Debian: apt-get install maven)',
  };
}

/**
 * The folder with the server's jars, about 150 MB, fetched by Maven on the first call (some 10 s with a warm Maven
 * cache). Without Maven and without a cached copy it is an error.
 */
export function neo4jJars(signal?: AbortSignal): Promise<string> {
  // The server's entry point is in org.neo4j:neo4j, its HTTP part in neo4j-server: both are needed.
  const artifacts = [`org.neo4j:neo4j:${neo4jVersion}`, `org.neo4j.app:neo4j-server:${neo4jVersion}`];
  return cachedFolder(serverFolder, (folder) => fetchJars(artifacts, folder, signal));
}

/** The folder with the jars of Graph Data Science that go into the server's `plugins`, fetched on the first call. */
export async function gdsJars(signal?: AbortSignal): Promise<string> {
  const serverJars = new Set((await readdir(await neo4jJars(signal))).map(nameWithoutVersion));
  const artifacts = [`org.neo4j.gds:proc:${gdsVersion}`, `org.neo4j.gds:opengds-extension:${gdsVersion}`];
  return cachedFolder(gdsFolder, async (folder) => {
    const all = join(folder, 'all');
    await mkdir(all);
    await fetchJars(artifacts, all, signal);
    for (const jar of await readdir(all)) {
      // The plugin's own jars always belong to it, even where the server has one of that name; of the libraries only
      // those that the server lacks, since a second version of one beside its own breaks the server.
      const own = jar.endsWith(`-${gdsVersion}.jar`);
      if (own || !serverJars.has(nameWithoutVersion(jar))) await copyFile(join(all, jar), join(folder, jar));
    }
    await rm(all, { recursive: true });
  });
}

function nameWithoutVersion(jar: string): string {
  return jar.replace(/-\d[^/]*\.jar$/, '');
}

async function fetchJars(artifacts: readonly string[], folder: string, signal?: AbortSignal): Promise<void> {
  const maven = findProgram(['mvn']);
  const jdk = findJdk();
  if (maven === null || jdk === null) throw new Error('Fetching Neo4j needs Maven and a Java to run it.');
  const pom = join(folder, 'pom.xml');
  await writeFile(pom, pomOf(artifacts));
  const goal = `org.apache.maven.plugins:maven-dependency-plugin:${dependencyPluginVersion}:copy-dependencies`;
  await runCommand(
    maven,
    ['-q', '-B', '-f', pom, goal, `-DoutputDirectory=${folder}`, '-DincludeScope=runtime'],
    {
      environment: { JAVA_HOME: jdk.home },
      timeoutMs: fetchLimitMs,
      ...(signal === undefined ? {} : { signal }),
    },
  );
  await rm(pom);
  const jars = (await readdir(folder)).filter((name) => name.endsWith('.jar'));
  if (jars.length === 0) throw new Error(`Maven ended well but fetched no jar for ${artifacts.join(', ')}.`);
}

function pomOf(artifacts: readonly string[]): string {
  const dependencies = artifacts.map((artifact) => {
    const [group, name, version] = artifact.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>whypath</groupId><artifactId>servers</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join('')}</dependencies></project>
`;
}

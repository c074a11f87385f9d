import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { runCommand } from '../run-command.ts';
import { freePorts } from './free-port.ts';
import { findJdk, type Jdk, javaVersionMin } from './jdk.ts';
import { keepProcess } from './kept-process.ts';
import { gdsJars, neo4jJars } from './neo4j-files.ts';

/** How long a start may take; 10 to 15 s is usual on two cores. */
const startLimitMs = 180_000;
const passwordLimitMs = 60_000;

/** Address and account of a Neo4j server. `http` is its browser page. */
export type Neo4jAddress = { uri: string; username: string; password: string; http: string };

/** A server of our own; `stop` ends it and removes its data. It also ends when this process does. */
export type RunningNeo4j = Neo4jAddress & { stop(): Promise<void> };

/**
 * What a server is started with: `gds` adds Graph Data Science, `heapMegabytes` (default 1024) bounds its heap. `signal`
 * stops the fetch of files, not a server that runs.
 */
export type Neo4jOptions = { gds?: boolean; heapMegabytes?: number; signal?: AbortSignal };

/**
 * A fresh, empty Neo4j Community server on free loopback ports, ready for queries. Its data are in a temporary folder,
 * its password is random. Files are fetched first when they are not cached.
 *
 * It is an error when there is no suitable Java, when files cannot be fetched, or when the server does not answer in
 * time; the error carries the end of the server's log.
 */
export async function startNeo4j(options: Neo4jOptions = {}): Promise<RunningNeo4j> {
  const jdk = findJdk();
  if (jdk === null) throw new Error(`Neo4j needs Java ${javaVersionMin} or later; set JAVA_HOME to one.`);
  const jars = await neo4jJars(options.signal);
  const plugins = options.gds === true ? await gdsJars(options.signal) : null;
  const [boltPort, httpPort] = await freePorts(2);
  const password = randomBytes(12).toString('hex');
  const home = await mkdtemp(join(tmpdir(), 'whypath-neo4j-'));
  const address: Neo4jAddress = {
    uri: `bolt://127.0.0.1:${boltPort}`,
    username: 'neo4j',
    password,
    http: `http://127.0.0.1:${httpPort}`,
  };
  try {
    await layOut(home, { boltPort: boltPort ?? 0, httpPort: httpPort ?? 0, jars, plugins });
    await setPassword(jdk, home, password, options.signal);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
  const process = keepProcess(
    {
      program: join(jdk.home, 'bin', 'java'),
      args: serverArguments(home, options.heapMegabytes ?? 1024),
      log: join(home, 'logs', 'console.log'),
      folder: home,
    },
    environmentOf(jdk, home),
  );
  await process.untilReady(() => answers(address), startLimitMs);
  return { ...address, stop: () => process.stop() };
}

type Layout = { boltPort: number; httpPort: number; jars: string; plugins: string | null };

async function layOut(home: string, { boltPort, httpPort, jars, plugins }: Layout): Promise<void> {
  for (const folder of ['conf', 'data', 'logs', 'run', 'import', 'labs', 'certificates', 'plugins']) {
    await mkdir(join(home, folder));
  }
  await symlink(jars, join(home, 'lib'));
  if (plugins !== null) {
    for (const jar of await readdir(plugins)) await copyFile(join(plugins, jar), join(home, 'plugins', jar));
  }
  await writeFile(
    join(home, 'conf', 'neo4j.conf'),
    settings(boltPort, httpPort, plugins !== null).join('\n'),
  );
}

function settings(boltPort: number, httpPort: number, gds: boolean): string[] {
  return [
    `server.bolt.listen_address=127.0.0.1:${boltPort}`,
    `server.bolt.advertised_address=127.0.0.1:${boltPort}`,
    `server.http.listen_address=127.0.0.1:${httpPort}`,
    `server.http.advertised_address=127.0.0.1:${httpPort}`,
    'server.https.enabled=false',
    'dbms.usage_report.enabled=false',
    'server.memory.pagecache.size=256m',
    ...(gds ? ['dbms.security.procedures.unrestricted=gds.*'] : []),
    '',
  ];
}

async function setPassword(jdk: Jdk, home: string, password: string, signal?: AbortSignal): Promise<void> {
  const command = 'org.neo4j.server.startup.Neo4jAdminCommand';
  const args = ['-cp', join(home, 'lib', '*'), command, 'dbms', 'set-initial-password', password];
  await runCommand(join(jdk.home, 'bin', 'java'), args, {
    environment: environmentOf(jdk, home),
    timeoutMs: passwordLimitMs,
    ...(signal === undefined ? {} : { signal }),
  });
}

function environmentOf(jdk: Jdk, home: string): Record<string, string> {
  return { JAVA_HOME: jdk.home, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
}

function serverArguments(home: string, heapMegabytes: number): string[] {
  return [
    `-Xmx${heapMegabytes}m`,
    '--add-opens=java.base/java.nio=ALL-UNNAMED',
    '--add-opens=java.base/java.lang=ALL-UNNAMED',
    '--enable-native-access=ALL-UNNAMED',
    '--add-modules=jdk.incubator.vector',
    '-cp',
    `${join(home, 'plugins', '*')}:${join(home, 'lib', '*')}`,
    'org.neo4j.server.Neo4jCommunity',
    `--home-dir=${home}`,
    `--config-dir=${join(home, 'conf')}`,
  ];
}

async function answers({ uri, username, password }: Neo4jAddress): Promise<boolean> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { connectionTimeout: 2000 });
  try {
    await driver.verifyConnectivity();
    return true;
  } finally {
    await driver.close();
  }
}

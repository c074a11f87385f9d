import type { TestProject } from 'vitest/node';
import type { Availability } from '../../scripts/servers/availability.ts';
import { availableServers } from '../../scripts/servers/available-servers.ts';
import type { Neo4jAddress } from '../../scripts/servers/neo4j.ts';
import { startNeo4j } from '../../scripts/servers/neo4j.ts';
import type { OllamaAddress } from '../../scripts/servers/ollama.ts';
import { startOllama } from '../../scripts/servers/ollama.ts';

/** A server that tests may use, or why there is none. */
export type Provided<Address> = { address: Address } | { reason: string; howToGet: string };

declare module 'vitest' {
  export interface ProvidedContext {
    neo4j: Provided<Neo4jAddress>;
    ollama: Provided<OllamaAddress>;
    chromium: Availability;
  }
}

type Stoppable = { stop(): Promise<void> };

/**
 * Starts the real servers once for a run of vitest, one after the other, and provides their addresses to the tests
 * (real.ts). A server that cannot be had is provided as the reason why. Returns the function that stops them.
 */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const wanted = wantedServers(process.env['WHYPATH_TEST_SERVERS']);
  const found = availableServers();
  const running: Stoppable[] = [];

  const provideServer = async <Address extends object>(
    name: 'neo4j' | 'ollama',
    start: () => Promise<Address & Stoppable>,
  ): Promise<Provided<Address>> => {
    const status = found[name];
    if (!wanted.has(name)) {
      return { reason: 'WHYPATH_TEST_SERVERS leaves it out', howToGet: `unset it or add ${name} to it` };
    }
    if (!status.available) return status;
    const begin = Date.now();
    try {
      const { stop, ...address } = await start();
      running.push({ stop });
      console.error(`${name} is up after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
      return { address: address as unknown as Address };
    } catch (error) {
      console.error(`${name} did not start:`, error);
      const message = error instanceof Error ? error.message : String(error);
      return {
        reason: `it did not start: ${firstLine(message)}`,
        howToGet: `see node scripts/servers/run.ts ${name}`,
      };
    }
  };

  project.provide('neo4j', await provideServer<Neo4jAddress>('neo4j', startNeo4j));
  project.provide('ollama', await provideServer<OllamaAddress>('ollama', startOllama));
  project.provide('chromium', found.chromium);
  return async () => {
    for (const server of running) await server.stop();
  };
}

function wantedServers(setting: string | undefined): Set<string> {
  if (setting === undefined || setting === '') return new Set(['neo4j', 'ollama']);
  const names = setting.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !['neo4j', 'ollama', 'none'].includes(name));
  if (unknown.length > 0)
    throw new Error(`WHYPATH_TEST_SERVERS names ${unknown}; known are neo4j, ollama and none.`);
  return new Set(names);
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 200) ?? '';
}

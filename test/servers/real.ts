import { describe, expect, inject, it } from 'vitest';
import type { Neo4jAddress } from '../../scripts/servers/neo4j.ts';
import type { OllamaAddress } from '../../scripts/servers/ollama.ts';
import type { Provided } from './global-setup.ts';

/**
 * A suite against the real Neo4j server of this run. Where there is none, its tests are skipped by name with the
 * reason in the title; with CI=true the suite fails instead. Only for files named `*.real.test.ts`.
 */
export function describeWithNeo4j(name: string, suite: (server: Neo4jAddress) => void): void {
  describeWith('Neo4j', name, inject('neo4j'), noNeo4j, suite);
}

/** A suite against the real Ollama server of this run and its tiny model; as describeWithNeo4j. */
export function describeWithOllama(name: string, suite: (server: OllamaAddress) => void): void {
  describeWith('Ollama', name, inject('ollama'), noOllama, suite);
}

/** A suite that drives the installed Chromium (scripts/servers/chromium.ts launches it); as describeWithNeo4j. */
export function describeWithChromium(name: string, suite: () => void): void {
  const found: { available: boolean; reason?: string; howToGet?: string } | undefined = inject('chromium');
  const provided =
    found === undefined || found.available
      ? found && { address: {} }
      : { reason: found.reason ?? '', howToGet: found.howToGet ?? '' };
  describeWith('Chromium', name, provided, {}, suite);
}

// Suites that are skipped are still collected, to be skipped by name; they see these instead of an address.
const noNeo4j: Neo4jAddress = {
  uri: 'bolt://none.invalid',
  username: '',
  password: '',
  http: 'http://none.invalid',
};
const noOllama: OllamaAddress = { host: 'http://none.invalid', model: 'none' };

function describeWith<Address>(
  server: string,
  name: string,
  provided: Provided<Address> | undefined,
  none: Address,
  suite: (address: Address) => void,
): void {
  if (provided === undefined) {
    throw new Error(
      `A file that uses ${server} must be named *.real.test.ts, or no server is started for it.`,
    );
  }
  if ('address' in provided) {
    describe(name, () => suite(provided.address));
    return;
  }
  const title = `${name} (skipped, ${server}: ${provided.reason}; ${provided.howToGet})`;
  if (process.env['CI'] !== 'true') {
    describe(title, { skip: true }, () => suite(none));
    return;
  }
  describe(name, () => {
    it(`has ${server}`, () => {
      expect.fail(`With CI=true nothing may be skipped. ${server}: ${provided.reason}; ${provided.howToGet}`);
    });
  });
}

import type { Availability } from './availability.ts';
import { findChromium } from './chromium.ts';
import { neo4jAvailability } from './neo4j-files.ts';
import { ollamaAvailability } from './ollama-binary.ts';

/** The outside programs that the tests know. */
export type ServerName = 'neo4j' | 'ollama' | 'chromium';

/**
 * What can be had on this machine, by name. It looks at the disk only: whether a first fetch over the network works is
 * known when it is tried.
 */
export function availableServers(): Record<ServerName, Availability> {
  return { neo4j: neo4jAvailability(), ollama: ollamaAvailability(), chromium: chromiumAvailability() };
}

function chromiumAvailability(): Availability {
  if (findChromium() !== null) return { available: true };
  return {
    available: false,
    reason: 'no Chromium or Chrome was found',
    howToGet: 'install it (Debian: apt-get install chromium) or set CHROME_PATH to its executable',
  };
}

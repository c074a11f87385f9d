import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { endOfCommand } from '../../scripts/run-command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const secrets = /hunter2|swordfish|opensesame/;
const neo4j = { NEO4J_URI: 'bolt://neo4j:hunter2@127.0.0.1:9', NEO4J_PASSWORD: 'swordfish' };
const slashed = { NEO4J_URI: 'bolt://neo4j:hun/ter2hunter2@127.0.0.1:9', NEO4J_PASSWORD: 'swordfish' };
const settings = [['config'], ['config', '--json'], ['doctor', '--json']];
const work = [
  ['recommend', '--user', 'mara'],
  ['import', 'seed', '--json'],
];

describe('passwords', { timeout: 120_000 }, () => {
  it.each([
    { store: neo4j, host: 'http://user:opensesame@127.0.0.1:9', commands: [...settings, ...work] },
    { store: slashed, host: 'user:opensesame@127.0.0.1:9', commands: settings },
    { store: slashed, host: '', commands: [['doctor']] },
  ])('of $store and the model at $host stand in no output', async ({ store, host, commands }) => {
    for (const args of commands) {
      const { output } = await endOfCommand(process.execPath, [join(root, 'src', 'main.ts'), ...args], {
        folder: root,
        environment: { WHYPATH_STORE: '', ...store, OLLAMA_HOST: host },
        timeoutMs: 60_000,
      });
      expect(output, args.join(' ')).not.toBe('');
      expect(output, args.join(' ')).not.toMatch(secrets);
    }
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import { cypherCommand } from '../../../src/serve/cli/cypher.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whypath-cypher-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command against an engine that notes what it was asked. */
const run = async (...args: string[]) => {
  const asked: unknown[] = [];
  const engine: Partial<Engine> = {
    runCypher: (statement, params) => {
      asked.push({ statement, params });
      return Promise.resolve({ query: 'cypher', columns: ['n'], rows: [[1]], truncated: false });
    },
  };
  return { ...(await runCommand(cypherCommand, engine, args)), asked };
};

describe('whypath cypher', () => {
  it('runs a statement with parameters as JSON, or else as text', async () => {
    const params = ['a=1', 'b=true', 'c="42"', 'd=kilo', 'e=["x"]', 'f=null'].flatMap((text) => ['-P', text]);
    const { out, asked } = await run('RETURN $a AS n', ...params, '--format', 'csv');
    expect(asked).toEqual([
      { statement: 'RETURN $a AS n', params: { a: 1, b: true, c: '42', d: 'kilo', e: ['x'], f: null } },
    ]);
    expect(out).toBe('n\n1\n');
  });

  it('reads a statement from a file', async () => {
    const path = join(folder, 'one.cypher');
    await writeFile(path, 'RETURN 1 AS n');
    expect((await run('-f', path)).asked).toEqual([{ statement: 'RETURN 1 AS n', params: {} }]);
    expect(await run('--file', join(folder, 'none'))).toMatchObject({ code: 'data-missing', asked: [] });
    await writeFile(path, 'x'.repeat(1_000_001));
    expect(await run('-f', path)).toMatchObject({ code: 'request-invalid', asked: [] });
  });

  it('takes a statement or a file, not both and not neither', async () => {
    expect(await run()).toMatchObject({ code: 'usage', message: expect.stringContaining('neither') });
    expect(await run('RETURN 1', '-f', 'x')).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('both'),
    });
  });

  it('tells users of the embedded store how to start Neo4j', async () => {
    const engine = await seedEngine();
    const { code, message } = await runCommand(cypherCommand, engine, ['RETURN 1']);
    expect(code).toBe('capability-missing');
    expect(message).toContain('docker compose up -d neo4j');
    expect(message).toContain('NEO4J_URI');
    await engine.close();
  });
});

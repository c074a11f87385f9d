/**
 * Starts one real server for development, in the foreground, without Docker:
 *   node scripts/servers/run.ts neo4j [--gds]
 *   node scripts/servers/run.ts ollama
 * It prints the environment variables that make whypath use it. Ctrl-C stops it; its data go with it.
 */
import { startNeo4j } from './neo4j.ts';
import { startOllama } from './ollama.ts';

const usage = 'usage: node scripts/servers/run.ts neo4j [--gds] | ollama';

type Started = { variables: Record<string, string>; note: string; stop(): Promise<void> };

await main(process.argv.slice(2));

async function main([name, ...flags]: string[]): Promise<void> {
  const known = name === 'neo4j' || name === 'ollama';
  const unknownFlag = flags.find((flag) => !(name === 'neo4j' && flag === '--gds'));
  if (!known || unknownFlag !== undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  console.error(`Starting ${name}; the first start fetches or builds it, which can take minutes.`);
  const started = name === 'neo4j' ? await runNeo4j(flags.includes('--gds')) : await runOllama();
  for (const [variable, value] of Object.entries(started.variables))
    console.log(`export ${variable}=${value}`);
  console.error(`${started.note} Ctrl-C stops it and removes its data.`);
  await untilInterrupted();
  await started.stop();
}

async function runNeo4j(gds: boolean): Promise<Started> {
  const server = await startNeo4j({ gds });
  const variables = {
    NEO4J_URI: server.uri,
    NEO4J_USERNAME: server.username,
    NEO4J_PASSWORD: server.password,
  };
  return { variables, note: `Neo4j runs; its browser page is ${server.http}.`, stop: server.stop };
}

async function runOllama(): Promise<Started> {
  const server = await startOllama();
  const variables = { OLLAMA_HOST: server.host, WHYPATH_MODEL: server.model };
  const note =
    'Ollama runs with a tiny model of random weights; ollama pull NAME with this OLLAMA_HOST adds a real one.';
  return { variables, note, stop: server.stop };
}

/** Resolves at the first SIGINT or SIGTERM, and keeps the process alive until then. */
function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    const alive = setInterval(() => undefined, 60_000);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        clearInterval(alive);
        resolve();
      });
    }
  });
}

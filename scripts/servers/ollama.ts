import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import { freePort } from './free-port.ts';
import { keepProcess } from './kept-process.ts';
import { ollamaBinary } from './ollama-binary.ts';
import { tinyGguf } from './tiny-gguf.ts';

/** Name of the tiny model with random weights in the started server. */
export const tinyModel = 'whypath-tiny';

const tinyModelSeed = 1;
/** One thread: the steps of so small a model are shorter than what threads wait for each other (20 times, where others work). */
const tinyModelfile = 'FROM ./tiny.gguf\nTEMPLATE "{{ .System }} {{ .Prompt }}"\nPARAMETER num_thread 1\n';
const startLimitMs = 60_000;
const createLimitMs = 60_000;

/** Address of an Ollama server and the name of a model that it holds. */
export type OllamaAddress = { host: string; model: string };

/** A server of our own; `stop` ends it and removes its models. It also ends when this process does. */
export type RunningOllama = OllamaAddress & { stop(): Promise<void> };

/**
 * A fresh Ollama server on a free loopback port that holds one tiny model with random weights (tiny-gguf.ts). Its
 * replies obey a JSON schema and mean nothing. The program is built first when it is neither installed nor cached.
 *
 * It is an error when the program cannot be had, or when the server does not answer in time or refuses the model.
 */
export async function startOllama(options: { signal?: AbortSignal } = {}): Promise<RunningOllama> {
  const program = await ollamaBinary(options.signal);
  const port = await freePort();
  const host = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'whypath-ollama-'));
  // HOME too: the server writes a key pair there, and the user's own folder is none of its business.
  const environment = {
    OLLAMA_HOST: host,
    OLLAMA_MODELS: join(folder, 'models'),
    HOME: folder,
    OLLAMA_KEEP_ALIVE: '10m',
    // On a processor a prompt is read three times faster over keys and values of eight bits.
    OLLAMA_FLASH_ATTENTION: '1',
    OLLAMA_KV_CACHE_TYPE: 'q8_0',
  };
  const order = { program, args: ['serve'], log: join(folder, 'serve.log'), folder };
  const process = keepProcess(order, environment);
  await process.untilReady(() => answers(host), startLimitMs);
  try {
    await createTinyModel(program, folder, environment, options.signal);
  } catch (error) {
    await process.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { host, model: tinyModel, stop: () => process.stop() };
}

async function answers(host: string): Promise<boolean> {
  const response = await fetch(`${host}/api/version`, { signal: AbortSignal.timeout(2000) });
  return response.ok;
}

async function createTinyModel(
  program: string,
  folder: string,
  environment: Record<string, string>,
  signal?: AbortSignal,
): Promise<void> {
  await writeFile(join(folder, 'tiny.gguf'), tinyGguf(tinyModelSeed));
  await writeFile(join(folder, 'Modelfile'), tinyModelfile);
  await runCommand(program, ['create', tinyModel, '-f', 'Modelfile'], {
    folder,
    environment,
    timeoutMs: createLimitMs,
    ...(signal === undefined ? {} : { signal }),
  });
}

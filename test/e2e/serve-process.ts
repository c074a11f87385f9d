import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const startLimitMs = 30_000;

/** A running `whypath serve`. */
export interface ServeProcess {
  readonly url: string;
  /** Sends SIGINT and returns the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts `whypath serve` from the source on a free port, with additions to the environment, and waits for its URL. */
export async function startServe(environment: Readonly<Record<string, string>>): Promise<ServeProcess> {
  const child = spawn(process.execPath, ['src/main.ts', 'serve', '--port', '0', '--json'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    const url = await firstUrl(child);
    return {
      url,
      stop: () => {
        child.kill('SIGINT');
        return ended;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function firstUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    let all = '';
    const limit = setTimeout(() => reject(new Error(`serve printed no URL in time:\n${all}`)), startLimitMs);
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      all += chunk.toString();
      if (!out.trimEnd().endsWith('}')) return;
      clearTimeout(limit);
      resolve((JSON.parse(out) as { url: string }).url);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      all += chunk.toString();
    });
    child.once('close', (code) => {
      clearTimeout(limit);
      reject(new Error(`serve ended with ${code} before it printed its URL:\n${all}`));
    });
  });
}

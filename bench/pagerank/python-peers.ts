import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../scripts/servers/cache-folder.ts';
import type { PeerQuestion, PeerRound, Peers } from './peers.ts';
import type { BipartiteProblem } from './problem.ts';

/** Returns the interpreter with the libraries: `WHYPATH_PEERS_PYTHON`, else the environment in the cache folder, else null. */
export function peersPython(): string | null {
  const own = process.env['WHYPATH_PEERS_PYTHON'];
  const path = own ?? join(cacheFolder(), 'peers', 'bin', 'python');
  return existsSync(path) ? path : null;
}

/** Writes the problem to `folder` and starts the libraries over it. */
export async function startPeers(
  python: string,
  problem: BipartiteProblem,
  question: PeerQuestion,
  folder: string,
): Promise<Peers> {
  await writeFile(join(folder, 'edges.bin'), edgesOf(problem));
  const { nodeCount: nodes, itemStart, itemEnd } = problem;
  await writeFile(join(folder, 'problem.json'), JSON.stringify({ nodes, itemStart, itemEnd, ...question }));
  const script = fileURLToPath(new URL('../peers/pagerank.py', import.meta.url));
  const child = spawn(python, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (command: string): Promise<unknown> => {
    child.stdin.write(`${command}\n`);
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`The peers ended at ${command}; what they wrote stands above.`);
    return JSON.parse(value);
  };
  return {
    calibrate: async () => (await ask('calibrate')) as Awaited<ReturnType<Peers['calibrate']>>,
    round: async () => (await ask('round')) as PeerRound,
    end: async () => {
      child.stdin.end();
    },
  };
}

function edgesOf({ forward }: BipartiteProblem): Uint8Array {
  const pairs = new Int32Array(2 * forward.targets.length);
  for (let row = 0; row < forward.offsets.length - 1; row++) {
    for (let slot = forward.offsets[row]!; slot < forward.offsets[row + 1]!; slot++) {
      pairs[2 * slot] = forward.firstNode + row;
      pairs[2 * slot + 1] = forward.targets[slot]!;
    }
  }
  return new Uint8Array(pairs.buffer);
}

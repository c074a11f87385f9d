import { basename } from 'node:path';
import { readJsonLines } from './json-lines.ts';
import { readLines } from './lines.ts';
import type { PairSource } from './port.ts';

/** Returns the pairs of the JSONL file at `path`. Cost: the file is read twice, once to count; memory: one line. */
export function openPairs(path: string): PairSource {
  const name = basename(path);
  const file = { path, name, plainName: name, byteCount: 0 };
  return {
    async count(signal) {
      let count = 0;
      for await (const _ of readLines(path, signal)) count++;
      return count;
    },
    rows: (signal) => readJsonLines(file, (row) => row, signal),
  };
}

import { readFile, stat } from 'node:fs/promises';
import { EngineError } from '../core/errors.ts';
import { readLines } from './lines.ts';
import type { EvidenceRow } from './port.ts';

/** Most bytes of a text file that is read whole. */
export const textBytesMax = 1_000_000;

/**
 * Returns the lines of an evidence file: a line that begins with { is JSON, any other is a sentence. Throws
 * `data-missing`, `data-invalid` with the line. Memory: the whole of it.
 */
export async function readEvidence(path: string, signal: AbortSignal): Promise<EvidenceRow[]> {
  const rows: EvidenceRow[] = [];
  for await (const found of readLines(path, signal)) {
    const place = `${path} line ${found.line}`;
    if ('reason' in found) throw new EngineError('data-invalid', `${place}: ${found.reason}.`);
    rows.push({ place, row: rowOf(found.text.trim(), place) });
  }
  return rows;
}

/** Returns a UTF-8 text. Throws `data-missing`, `limit-exceeded` above `textBytesMax`, `data-invalid` for other bytes. */
export async function readText(path: string, signal: AbortSignal): Promise<string> {
  const bytes = await readBytes(path, signal);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new EngineError('data-invalid', `${path} is not UTF-8.`, { cause });
  }
}

async function readBytes(path: string, signal: AbortSignal): Promise<Uint8Array> {
  const missing = (cause: unknown): never => {
    if (signal.aborted) throw new EngineError('interrupted', 'Reading was interrupted.', { cause });
    throw new EngineError('data-missing', `${path} cannot be read: ${(cause as Error).message}`, { cause });
  };
  const { size } = await stat(path).catch(missing);
  if (size > textBytesMax) {
    throw new EngineError('limit-exceeded', `${path} has ${size} bytes, at most ${textBytesMax} are read.`);
  }
  return await readFile(path, { signal }).catch(missing);
}

function rowOf(text: string, place: string): unknown {
  if (!text.startsWith('{')) return { sentence: text };
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new EngineError('data-invalid', `${place} begins with { but is no JSON.`, { cause });
  }
}

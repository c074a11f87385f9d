import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from '../core/errors.ts';
import {
  emptyVocabulary,
  recordEdit,
  replayLog,
  undoChange,
  type VocabularyChange,
  type VocabularyState,
} from '../core/opinions/vocabulary/change-vocabulary.ts';
import { formatVocabulary, parseVocabulary } from '../core/opinions/vocabulary/vocabulary-text.ts';
import type { VocabularyFile } from './port.ts';

/** Most bytes of a vocabulary or of its history. */
const bytesMax = 64 * 1024 * 1024;

/**
 * Returns a vocabulary in a file that people edit, with its history in `<path>.log`, one step a line. A file that was
 * edited by hand since is read as a step of its own, so that it can be taken back. Each file is written beside and
 * renamed; of the two the one that makes the history longer comes first, so that a process that dies in between leaves a
 * step that is recognised as not done.
 */
export function openVocabulary(path: string): VocabularyFile {
  const logPath = `${path}.log`;
  return {
    path,
    async read(signal) {
      const text = await readOptional(path, signal);
      const log = await readOptional(logPath, signal);
      if (text === null && log === null) return null;
      const state = log === null ? emptyVocabulary : replayed(log, logPath);
      return inStep(state, parseVocabulary(text ?? '', path));
    },
    async write(state) {
      try {
        await mkdir(dirname(path), { recursive: true });
        const text = formatVocabulary(state.vocabulary);
        const log = state.log.map((change) => `${JSON.stringify(change)}\n`).join('');
        const before = await readOptional(logPath, new AbortController().signal);
        const files = [
          [logPath, log],
          [path, text],
        ] as const;
        const isShorter = before !== null && log.length < before.length;
        for (const [file, content] of isShorter ? [...files].reverse() : files) await replace(file, content);
      } catch (cause) {
        if (cause instanceof EngineError) throw cause;
        throw new EngineError('data-missing', `${path} cannot be written: ${(cause as Error).message}`, {
          cause,
        });
      }
    },
  };
}

/** The state of history and file together: they agree, or the last step was not finished, or somebody edited. */
function inStep(state: VocabularyState, vocabulary: VocabularyState['vocabulary']): VocabularyState {
  const text = formatVocabulary(vocabulary);
  if (formatVocabulary(state.vocabulary) === text) return state;
  if (state.log.length > 0) {
    const before = undoChange(state);
    if (formatVocabulary(before.vocabulary) === text) return before;
  }
  return recordEdit(state, vocabulary);
}

function replayed(text: string, path: string): VocabularyState {
  const log = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [changeOf(line, `${path} line ${index + 1}`)]));
  try {
    return replayLog(log);
  } catch (cause) {
    throw new EngineError('data-invalid', `${path}: ${(cause as Error).message}`, { cause });
  }
}

function changeOf(line: string, place: string): VocabularyChange {
  try {
    const { act, before, after } = JSON.parse(line) as VocabularyChange;
    const isChange = /^(propose|merge|split|edit)$/.test(act) && [before, after].every(areAspects);
    if (isChange) return { act, before, after };
  } catch {
    // Said below, as for a line that is JSON and no step.
  }
  throw new EngineError(
    'data-invalid',
    `${place} is no step of a vocabulary's history. Remove the file; the vocabulary itself stays.`,
  );
}

function areAspects(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((each: unknown) => {
    const { name, kind, names } = (each ?? {}) as Record<string, unknown>;
    const isNames = Array.isArray(names) && names.every((one) => typeof one === 'string');
    return typeof name === 'string' && typeof kind === 'string' && isNames;
  });
}

async function readOptional(path: string, signal: AbortSignal): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path, { signal });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    if (signal.aborted) throw new EngineError('interrupted', 'Reading was interrupted.', { cause });
    throw new EngineError('data-missing', `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  if (bytes.length > bytesMax)
    throw new EngineError(
      'limit-exceeded',
      `${path} has ${bytes.length} bytes, at most ${bytesMax} are read.`,
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new EngineError('data-invalid', `${path} is not UTF-8.`, { cause });
  }
}

async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

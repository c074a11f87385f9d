import { readFile } from 'node:fs/promises';
import type { GraphManifest } from '../contract/types.ts';
import { EngineError } from '../core/errors.ts';
import { readJsonLines } from './json-lines.ts';
import type { DataSource, RowKind, SourcePart } from './port.ts';
import { hashFiles, type SourceFile } from './source-files.ts';

/** Kinds in the order of writing, each with the keys that hold ids. */
const idKeys: Readonly<Record<RowKind, readonly string[]>> = {
  items: ['id'],
  users: ['id'],
  attributes: ['id'],
  aspects: ['id'],
  links: ['from', 'to'],
  interactions: ['user', 'item'],
  reviews: ['id', 'user', 'item'],
  opinions: ['review', 'aspect'],
  strikes: ['user', 'node'],
};
const kinds = Object.keys(idKeys) as RowKind[];

/**
 * Returns the data set of a folder in the native layout: `graph.json` and one JSONL file a kind, of which only `items`
 * must be there. Ids that are integers become decimal strings. Throws `data-missing` without `graph.json` or items,
 * `data-invalid` when `graph.json` is no JSON.
 */
export async function openNative(folder: string, files: readonly SourceFile[]): Promise<DataSource> {
  const used = files.filter((file) => file.plainName === 'graph.json' || kindOf(file) !== undefined);
  const manifest = await readManifest(folder, used);
  const parts = kinds.flatMap((kind) => {
    const file = used.find((candidate) => kindOf(candidate) === kind);
    return file === undefined ? [] : [partOf(kind, file)];
  });
  if (parts[0]?.kind !== 'items') {
    throw new EngineError(
      'data-missing',
      `${folder} holds graph.json but no items.jsonl; a data set needs its items.`,
    );
  }
  return {
    format: 'native',
    folder,
    manifest,
    contentHash: (signal) => hashFiles(used, signal),
    parts,
  };
}

function kindOf(file: SourceFile): RowKind | undefined {
  return kinds.find((kind) => file.plainName === `${kind}.jsonl`);
}

function partOf(kind: RowKind, file: SourceFile): SourcePart {
  return {
    kind,
    file: file.name,
    byteCount: file.byteCount,
    rows: (signal) => readJsonLines(file, (row) => withTextIds(row, idKeys[kind]), signal),
  };
}

/** Integers in data sets become decimal strings; one beyond 2^53 has lost digits already and is left to fail. */
function withTextIds(row: unknown, keys: readonly string[]): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const record = row as Record<string, unknown>;
  for (const key of keys) {
    const value = record[key];
    if (Number.isSafeInteger(value)) record[key] = String(value);
  }
  return record;
}

async function readManifest(folder: string, files: readonly SourceFile[]): Promise<GraphManifest> {
  const file = files.find((candidate) => candidate.name === 'graph.json');
  if (file === undefined) {
    throw new EngineError(
      'data-missing',
      `${folder} has no graph.json; it names the relations of the data set.`,
    );
  }
  const text = await readFile(file.path, 'utf8').catch((cause: unknown) => {
    throw new EngineError('data-missing', `${file.path} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  });
  try {
    return JSON.parse(text.replace(/^\ufeff/u, '')) as GraphManifest;
  } catch (cause) {
    throw new EngineError('data-invalid', `${file.path} is no JSON: ${(cause as Error).message}`, { cause });
  }
}

import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { EngineError } from '../../core/errors.ts';
import type { DialogData, DialogSplit } from '../dialog-port.ts';
import { readJsonLines } from '../json-lines.ts';
import { listFiles, type SourceFile } from '../source-files.ts';
import { inspiredParts } from './dialog-inspired.ts';
import type { DialogReader } from './dialog-reader.ts';
import { redialParts } from './dialog-redial.ts';

const unpack = promisify(gunzip);

/** Most bytes of one JSON file when unpacked. */
const jsonBytesMax = 500_000_000;

/**
 * Reads a folder of dialogs in one of two layouts, packed (`.gz`) or plain, told apart by the file of the split:
 * `<split>_data_processed.jsonl` (one turn a line, with its context) or `<split>_data_dbpedia.jsonl` (one dialog a
 * line). Both have `entity2id.json`, `relation2id.json` and `dbpedia_subkg.json`. Training parts that are marked as
 * another split are left out. Throws `data-missing` for a folder or split that is not there, with the files that are;
 * `data-invalid` with file and line. Memory: the whole of it.
 */
export async function readDialogData(
  folder: string,
  options: { readonly split: DialogSplit },
  signal: AbortSignal,
): Promise<DialogData> {
  const files = new Map((await listFiles(folder)).map((file) => [file.plainName, file]));
  const { split } = options;
  const isRedial = files.has(`${split}_data_processed.jsonl`);
  if (!isRedial && !files.has(`${split}_data_dbpedia.jsonl`)) throw splitMissing(folder, split, files);
  const json = (name: string): Promise<object> => readJson(folder, files, name, signal);
  const entityIds = numbersOf('entity2id.json', await json('entity2id.json'));
  const relations = numbersOf('relation2id.json', await json('relation2id.json'));
  const reader: DialogReader = {
    split,
    entityIds,
    has: (name) => files.has(name),
    json,
    lines: (name, parse) => readRows(folder, files, name, parse, signal),
  };
  const parts = isRedial ? await redialParts(reader) : await inspiredParts(reader);
  return {
    name: basename(resolve(folder)),
    split,
    entityCount: 1 + Math.max(-1, ...entityIds.values()),
    entityNames: namesOf(entityIds),
    triples: triplesOf(await json('dbpedia_subkg.json'), relations),
    ...parts,
  };
}

function splitMissing(
  folder: string,
  split: DialogSplit,
  files: ReadonlyMap<string, SourceFile>,
): EngineError {
  const found = [...files.values()].map((file) => file.name).join(', ') || 'no file';
  return new EngineError(
    'data-missing',
    `${folder} has neither ${split}_data_processed.jsonl.gz nor ${split}_data_dbpedia.jsonl.gz. Found: ${found}. ` +
      'Choose another --split or --data.',
  );
}

async function readJson(
  folder: string,
  files: ReadonlyMap<string, SourceFile>,
  name: string,
  signal: AbortSignal,
): Promise<object> {
  const file = fileOf(folder, files, name);
  const bytes = await readFile(file.path, { signal });
  try {
    const text = file.name === name ? bytes : await unpack(bytes, { maxOutputLength: jsonBytesMax });
    const value: unknown = JSON.parse(text.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value;
    throw new Error('it holds no object and no list');
  } catch (cause) {
    throw new EngineError(
      'data-invalid',
      `${file.path} cannot be read as JSON: ${(cause as Error).message}.`,
      { cause },
    );
  }
}

async function readRows<T extends object>(
  folder: string,
  files: ReadonlyMap<string, SourceFile>,
  name: string,
  parse: (row: unknown) => T | string,
  signal: AbortSignal,
): Promise<T[]> {
  const file = fileOf(folder, files, name);
  const rows: T[] = [];
  for await (const read of readJsonLines(file, (row) => row, signal)) {
    const parsed = 'reason' in read ? read.reason : parse(read.row);
    if (typeof parsed === 'string')
      throw new EngineError('data-invalid', `${file.name} line ${read.line}: ${parsed}.`);
    rows.push(parsed);
  }
  return rows;
}

function fileOf(folder: string, files: ReadonlyMap<string, SourceFile>, name: string): SourceFile {
  const file = files.get(name);
  if (file !== undefined) return file;
  throw new EngineError('data-missing', `${join(folder, name)} (or ${name}.gz) is not there.`);
}

function numbersOf(file: string, value: object): Map<string, number> {
  const entries = Object.entries(value);
  if (entries.every(([, id]) => Number.isInteger(id) && id >= 0)) return new Map(entries);
  throw new EngineError('data-invalid', `${file}: expected an object of integers from 0.`);
}

function namesOf(entityIds: ReadonlyMap<string, number>): string[] {
  const names: string[] = [];
  for (const [address, id] of entityIds) names[id] = wordsOfAddress(address);
  return Array.from(names, (name) => name ?? '');
}

function wordsOfAddress(address: string): string {
  return lastPart(address)
    .replace(/__PersonFunction.*$/u, '')
    .replaceAll('_', ' ');
}

/** Returns what stands after the last part mark of `<http://.../resource/Action_film>`. */
function lastPart(address: string): string {
  return address.replace(/>$/u, '').replace(/^.*\/(?:resource|ontology)\//u, '');
}

function triplesOf(value: object, relations: ReadonlyMap<string, number>): DialogData['triples'] {
  const names = new Map([...relations].map(([address, id]) => [id, lastPart(address)]));
  return Object.entries(value).flatMap(([head, facts]) => {
    const isFacts =
      Array.isArray(facts) && facts.every((fact) => Array.isArray(fact) && fact.every(Number.isInteger));
    if (!isFacts)
      throw new EngineError('data-invalid', `dbpedia_subkg.json: ${head} has no list of [relation, tail].`);
    return (facts as readonly (readonly [number, number])[]).map(([relation, tail]) => ({
      head: Number(head),
      relation: names.get(relation) ?? String(relation),
      tail,
    }));
  });
}

import { basename, join, resolve } from 'node:path';
import { EngineError } from '../../core/errors.ts';
import { readCsv } from '../csv-rows.ts';
import type { ExplainedPair, ExplanationData, PublishedText } from '../explanation-port.ts';
import { readJsonLines } from '../json-lines.ts';
import { listFiles, type SourceFile } from '../source-files.ts';

/**
 * Reads a folder of explained pairs, packed or plain: `test.jsonl` {uid, iid, title, user_profile, item_profile,
 * explanation}, `inter_trn.csv` user,item, and, where it is there, `xrec_pred.jsonl` {row, prediction}: texts of
 * another system, `row` a line of `test.jsonl` from 0 or null where it belongs to none. Throws `data-missing`,
 * `data-invalid` with file and line. Memory: the whole of it.
 */
export async function readExplanationData(folder: string, signal: AbortSignal): Promise<ExplanationData> {
  const files = await listFiles(folder);
  const fileOf = (name: string): SourceFile | undefined => files.find((file) => file.plainName === name);
  const pairs = await rowsOf(required(folder, fileOf('test.jsonl'), 'test.jsonl'), pairOf, signal);
  const texts = fileOf('xrec_pred.jsonl');
  const published =
    texts === undefined
      ? null
      : await rowsOf(texts, (place, row) => publishedOf(place, row, pairs.length), signal);
  const interactions = await interactionsOf(
    required(folder, fileOf('inter_trn.csv'), 'inter_trn.csv'),
    signal,
  );
  return {
    name: basename(resolve(folder)),
    pairs,
    published: published?.filter((one) => one !== null) ?? null,
    interactions,
  };
}

function required(folder: string, file: SourceFile | undefined, name: string): SourceFile {
  if (file !== undefined) return file;
  throw new EngineError(
    'data-missing',
    `${join(folder, name)} is not there. Give --data a folder that holds it.`,
  );
}

type Row = Readonly<Record<string, unknown>>;

async function rowsOf<T>(
  file: SourceFile,
  change: (place: string, row: Row) => T,
  signal: AbortSignal,
): Promise<T[]> {
  const rows: T[] = [];
  for await (const read of readJsonLines(file, (row) => row, signal)) {
    const place = `${file.name} line ${read.line}`;
    if ('reason' in read) throw new EngineError('data-invalid', `${place}: ${read.reason}.`);
    rows.push(change(place, (typeof read.row === 'object' && read.row !== null ? read.row : {}) as Row));
  }
  return rows;
}

function pairOf(place: string, row: Row): ExplainedPair {
  const text = (key: string): string => {
    const value = row[key];
    if (typeof value === 'string') return value;
    throw new EngineError('data-invalid', `${place}: expected ${key}, a string.`);
  };
  return {
    user: numberOf(place, 'uid', row['uid']),
    item: numberOf(place, 'iid', row['iid']),
    title: text('title'),
    userProfile: text('user_profile'),
    itemProfile: text('item_profile'),
    reference: text('explanation'),
  };
}

function publishedOf(place: string, row: Row, pairCount: number): PublishedText | null {
  const { prediction: text } = row;
  if (typeof text !== 'string')
    throw new EngineError('data-invalid', `${place}: expected prediction, a string.`);
  if (row['row'] === null || row['row'] === undefined) return null;
  const pair = numberOf(place, 'row', row['row']);
  if (pair < pairCount) return { pair, text };
  throw new EngineError('data-invalid', `${place}: row is ${pair}, but there are ${pairCount} pairs.`);
}

async function interactionsOf(file: SourceFile, signal: AbortSignal): Promise<Map<number, Set<number>>> {
  const interactions = new Map<number, Set<number>>();
  let isHeader = true;
  for await (const read of readCsv(file.path, signal)) {
    const place = `${file.name} line ${read.line}`;
    if ('reason' in read) throw new EngineError('data-invalid', `${place}: ${read.reason}.`);
    const [user, item] = read.fields;
    if (isHeader && user === 'user') {
      isHeader = false;
      continue;
    }
    isHeader = false;
    const key = numberOf(place, 'user', Number(user || Number.NaN));
    const items = interactions.get(key) ?? new Set();
    interactions.set(key, items.add(numberOf(place, 'item', Number(item || Number.NaN))));
  }
  return interactions;
}

function numberOf(place: string, key: string, value: unknown): number {
  if (Number.isInteger(value) && (value as number) >= 0) return value as number;
  throw new EngineError('data-invalid', `${place}: expected ${key}, an integer from 0.`);
}

import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { EngineError } from '../../core/errors.ts';
import type { Histories } from '../../core/evaluation/ranking/histories.ts';
import type { RankingData, TripleRow } from '../ranking-port.ts';

/**
 * Reads a folder of the ranking layout: `meta.json` {name, k}, gzip JSONL `train`, `test`, optional `valid` {user,
 * items[], times[]?}, optional `items` {item, name?}, `entities` {entity, name?} and `triples.tsv.gz` (head,
 * relation, tail). Throws `data-missing` for a folder or file that is not there, `data-invalid` with file and line.
 */
export async function readRankingData(folder: string, signal: AbortSignal): Promise<RankingData> {
  const meta = await readMeta(folder);
  const train = await readHistories(folder, 'train.jsonl.gz', signal);
  const test = await readHistories(folder, 'test.jsonl.gz', signal);
  const valid = isThere(folder, 'valid.jsonl.gz')
    ? await readHistories(folder, 'valid.jsonl.gz', signal)
    : null;
  const itemNames = await readNames(folder, 'items.jsonl.gz', 'item', signal);
  const entityNames = await readNames(folder, 'entities.jsonl.gz', 'entity', signal);
  const triples = isThere(folder, 'triples.tsv.gz') ? await readTriples(folder, signal) : null;
  const largest = [train, test, ...(valid === null ? [] : [valid])].reduce(
    (most, part) => Math.max(most, largestItem(part)),
    -1,
  );
  return {
    name: meta.name,
    k: meta.k,
    itemCount: Math.max(meta.items, largest + 1, ...itemNames.keys().map((item) => item + 1)),
    train,
    valid,
    test,
    itemNames,
    entityNames,
    triples,
  };
}

async function readMeta(folder: string): Promise<{ name: string; k: number; items: number }> {
  const path = join(folder, 'meta.json');
  if (!existsSync(path)) {
    throw new EngineError(
      'data-missing',
      `${path} is not there. Give --data a folder with meta.json, train.jsonl.gz and test.jsonl.gz.`,
    );
  }
  const meta = JSON.parse(await readFile(path, 'utf8')) as { name?: unknown; k?: unknown; items?: unknown };
  const k = Number(meta.k ?? 10);
  if (!Number.isInteger(k) || k < 1)
    throw new EngineError(
      'data-invalid',
      `${path}: k is ${JSON.stringify(meta.k)}, expected an integer from 1.`,
    );
  return {
    name: typeof meta.name === 'string' ? meta.name : basename(folder),
    k,
    items: Number(meta.items ?? 0),
  };
}

async function readHistories(folder: string, file: string, signal: AbortSignal): Promise<Histories> {
  const users: number[] = [];
  const offsets: number[] = [0];
  const items: number[] = [];
  const times: number[] = [];
  for await (const { value, line } of jsonLines(folder, file, signal)) {
    const row = value as { user?: unknown; items?: unknown; times?: unknown };
    const isRow =
      Number.isInteger(row.user) &&
      Array.isArray(row.items) &&
      row.items.every((item) => Number.isInteger(item) && item >= 0);
    if (!isRow)
      throw new EngineError(
        'data-invalid',
        `${file} line ${line}: expected {user, items: [integers from 0]}.`,
      );
    users.push(row.user as number);
    for (const item of row.items as number[]) items.push(item);
    if (Array.isArray(row.times)) for (const time of row.times as number[]) times.push(time);
    offsets.push(items.length);
  }
  return {
    users: Uint32Array.from(users),
    offsets: Uint32Array.from(offsets),
    items: Uint32Array.from(items),
    times: times.length === items.length && times.length > 0 ? Float64Array.from(times) : null,
  };
}

async function readNames(
  folder: string,
  file: string,
  key: string,
  signal: AbortSignal,
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  if (!isThere(folder, file)) return names;
  for await (const { value } of jsonLines(folder, file, signal)) {
    const row = value as Record<string, unknown>;
    names.set(Number(row[key]), typeof row['name'] === 'string' ? row['name'] : '');
  }
  return names;
}

async function readTriples(folder: string, signal: AbortSignal): Promise<TripleRow[]> {
  const triples: TripleRow[] = [];
  let line = 0;
  for await (const text of textLines(folder, 'triples.tsv.gz', signal)) {
    line++;
    const [head, relation, tail] = text.split('\t');
    if (relation === undefined || !Number.isInteger(Number(head)) || !Number.isInteger(Number(tail))) {
      throw new EngineError(
        'data-invalid',
        `triples.tsv.gz line ${line}: expected head, relation and tail between tabs.`,
      );
    }
    triples.push({ head: Number(head), relation, tail: Number(tail) });
  }
  return triples;
}

async function* jsonLines(
  folder: string,
  file: string,
  signal: AbortSignal,
): AsyncGenerator<{ value: unknown; line: number }> {
  let line = 0;
  for await (const text of textLines(folder, file, signal)) {
    line++;
    try {
      yield { value: JSON.parse(text) as unknown, line };
    } catch (error) {
      throw new EngineError('data-invalid', `${file} line ${line} is no JSON: ${(error as Error).message}.`, {
        cause: error,
      });
    }
  }
}

async function* textLines(folder: string, file: string, signal: AbortSignal): AsyncGenerator<string> {
  if (!isThere(folder, file)) throw new EngineError('data-missing', `${join(folder, file)} is not there.`);
  const input = createReadStream(join(folder, file), { signal }).pipe(createGunzip());
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield line;
  }
}

function isThere(folder: string, file: string): boolean {
  return existsSync(join(folder, file));
}

function largestItem(histories: Histories): number {
  let largest = -1;
  for (const item of histories.items) if (item > largest) largest = item;
  return largest;
}

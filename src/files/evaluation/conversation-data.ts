import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EngineError } from '../../core/errors.ts';
import { conversationProtocols, type SessionRow } from '../../core/evaluation/protocols/protocol.ts';
import type { Histories } from '../../core/evaluation/ranking/histories.ts';
import type {
  ConversationAttribute,
  ConversationData,
  ConversationItem,
  ConversationUser,
} from '../conversation-port.ts';
import { readJsonLines } from '../json-lines.ts';
import { listFiles, type SourceFile } from '../source-files.ts';

/** Ids are kept in 32 bits. */
const idMax = 0xffffffff;

/** Most actions, items in a list and attributes in a question that a folder may ask for. */
const sizeMax = 1000;

/**
 * Reads a folder of the conversation layout: `meta.json` {name, protocol, actionsMax, topK, attributesPerQuestion?} and
 * JSONL, packed (`.jsonl.gz`) or plain: `items` {item, name?, attributes[]}, `attributes` {attribute, name?, firstType?},
 * optional `users` {user, friends[]?, likes[]?, attributes[]?}, `train` {user, items[]}, optional `sessions-valid`,
 * `sessions-test` {user, targets[]}. Throws `data-missing` for a folder or file that is not there, `data-invalid` with
 * file and line. Memory: the whole of it.
 */
export async function readConversationData(folder: string, signal: AbortSignal): Promise<ConversationData> {
  const meta = await readMeta(folder);
  const files = new Map((await listFiles(folder)).map((file) => [file.plainName, file]));
  const reader: Reader = { folder, files, signal };
  const targetCount = meta.protocol === 'two-target' ? 2 : 1;
  const data = {
    ...meta,
    items: await readRows(reader, 'items.jsonl', itemOf),
    attributes: await readRows(reader, 'attributes.jsonl', attributeOf),
    users: files.has('users.jsonl') ? await readRows(reader, 'users.jsonl', userOf) : [],
    train: historiesOf(await readRows(reader, 'train.jsonl', historyOf)),
    valid: files.has('sessions-valid.jsonl')
      ? await readRows(reader, 'sessions-valid.jsonl', (row) => sessionOf(row, targetCount))
      : null,
    test: await readRows(reader, 'sessions-test.jsonl', (row) => sessionOf(row, targetCount)),
  };
  refuseRepeats(
    'items',
    data.items.map((row) => row.item),
  );
  refuseRepeats(
    'attributes',
    data.attributes.map((row) => row.attribute),
  );
  refuseRepeats(
    'users',
    data.users.map((row) => row.user),
  );
  return data;
}

interface Reader {
  readonly folder: string;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly signal: AbortSignal;
}

type Row = Readonly<Record<string, unknown>>;

type Meta = Pick<ConversationData, 'name' | 'protocol' | 'actionsMax' | 'topK' | 'attributesPerQuestion'>;

async function readMeta(folder: string): Promise<Meta> {
  const path = join(folder, 'meta.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new EngineError(
      'data-missing',
      `${path} cannot be read. Give --data a folder with meta.json, items, attributes, train and sessions-test.`,
      { cause },
    );
  });
  const meta = parseObject(path, text);
  const protocol = conversationProtocols.find((name) => name === meta['protocol']);
  if (protocol === undefined) {
    throw new EngineError(
      'data-invalid',
      `${path}: protocol is ${JSON.stringify(meta['protocol'])}, expected one of ${conversationProtocols.join(', ')}.`,
    );
  }
  return {
    name: typeof meta['name'] === 'string' ? meta['name'] : basename(folder),
    protocol,
    actionsMax: sizeOf(path, meta, 'actionsMax', null),
    topK: sizeOf(path, meta, 'topK', null),
    attributesPerQuestion: protocol === 'two-target' ? sizeOf(path, meta, 'attributesPerQuestion', 2) : 1,
  };
}

function parseObject(path: string, text: string): Row {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new EngineError('data-invalid', `${path} is no JSON: ${(cause as Error).message}.`, { cause });
  }
  if (typeof value !== 'object' || value === null)
    throw new EngineError('data-invalid', `${path}: expected an object.`);
  return value as Row;
}

function sizeOf(path: string, meta: Row, key: string, otherwise: number | null): number {
  const size = meta[key] ?? otherwise;
  if (Number.isInteger(size) && (size as number) >= 1 && (size as number) <= sizeMax) return size as number;
  throw new EngineError(
    'data-invalid',
    `${path}: ${key} is ${JSON.stringify(meta[key])}, expected an integer from 1 to ${sizeMax}.`,
  );
}

/** Reads all rows of a file; `parse` returns what is wrong with a row as a string. */
async function readRows<T extends object>(
  reader: Reader,
  name: string,
  parse: (row: Row) => T | string,
): Promise<T[]> {
  const file = reader.files.get(name);
  if (file === undefined) {
    throw new EngineError('data-missing', `${join(reader.folder, name)} (or ${name}.gz) is not there.`);
  }
  const rows: T[] = [];
  for await (const read of readJsonLines(file, (row) => row, reader.signal)) {
    const parsed =
      'reason' in read
        ? read.reason
        : typeof read.row === 'object' && read.row !== null
          ? parse(read.row as Row)
          : 'expected an object';
    if (typeof parsed === 'string')
      throw new EngineError('data-invalid', `${file.name} line ${read.line}: ${parsed}.`);
    rows.push(parsed);
  }
  return rows;
}

function itemOf(row: Row): ConversationItem | string {
  const { item } = row;
  const attributes = idsOf(row['attributes']);
  if (!isId(item) || attributes === null) return 'expected {item, attributes: [integers from 0]}';
  return { item, name: nameOf(row), attributes };
}

function attributeOf(row: Row): ConversationAttribute | string {
  const { attribute } = row;
  const type = row['firstType'] ?? null;
  if (!isId(attribute) || !(type === null || isId(type)))
    return 'expected {attribute, firstType: integer from 0, if there is one}';
  return { attribute, name: nameOf(row), type };
}

function userOf(row: Row): ConversationUser | string {
  const { user } = row;
  const friends = idsOf(row['friends'] ?? []);
  const likes = idsOf(row['likes'] ?? []);
  const attributes = idsOf(row['attributes'] ?? []);
  if (!isId(user) || friends === null || likes === null || attributes === null)
    return 'expected {user} with lists of integers from 0 as friends, likes and attributes, where there are any';
  return { user, friends, likes, attributes };
}

interface HistoryRow {
  readonly user: number;
  readonly items: readonly number[];
}

function historyOf(row: Row): HistoryRow | string {
  const { user } = row;
  const items = idsOf(row['items']);
  return isId(user) && items !== null ? { user, items } : 'expected {user, items: [integers from 0]}';
}

function sessionOf(row: Row, targetCount: number): SessionRow | string {
  const { user, targets } = row;
  const isSession =
    isId(user) && Array.isArray(targets) && targets.length === targetCount && targets.every(isId);
  return isSession ? { user, targets } : `expected {user, targets: [${targetCount} integer(s) from 0]}`;
}

function historiesOf(rows: readonly HistoryRow[]): Histories {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, position) => {
    offsets[position + 1] = (offsets[position] ?? 0) + row.items.length;
  });
  return {
    users: Uint32Array.from(rows, (row) => row.user),
    offsets,
    items: Uint32Array.from(rows.flatMap((row) => row.items)),
    times: null,
  };
}

function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= idMax;
}

/** Returns the ids of a list, each once, ascending; null when it is no list of ids. */
function idsOf(value: unknown): number[] | null {
  if (!Array.isArray(value) || !value.every(isId)) return null;
  return [...new Set(value)].sort((left, right) => left - right);
}

function nameOf(row: Row): string | null {
  return typeof row['name'] === 'string' ? row['name'] : null;
}

function refuseRepeats(file: string, ids: readonly number[]): void {
  const seen = new Set<number>();
  for (const id of ids) {
    if (seen.has(id)) throw new EngineError('data-invalid', `${file}: ${id} has two rows; leave one.`);
    seen.add(id);
  }
}

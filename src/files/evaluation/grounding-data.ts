import { basename, join, resolve } from 'node:path';
import { EngineError } from '../../core/errors.ts';
import type { TextSpan } from '../../core/evaluation/grounding-metrics.ts';
import type { GroundingData, GroundingText } from '../grounding-port.ts';
import { readJsonLines } from '../json-lines.ts';
import { listFiles } from '../source-files.ts';

const fileName = 'outputs.jsonl';

/** Systems whose spans the layout carries. */
const peerNames = ['gpt4', 'llama3'] as const;

/**
 * Reads a folder of the kg-to-text layout: `outputs.jsonl`, packed or plain, {id, entity, properties: [[relation, value]],
 * text, human: [{start, end}], gpt4?, llama3?}. Offsets of the file count code points, those of the result UTF-16 units.
 * No spans of people may be written as null. Throws `data-missing`, `data-invalid` with file and line. Memory: the whole of it.
 */
export async function readGroundingData(folder: string, signal: AbortSignal): Promise<GroundingData> {
  const file = (await listFiles(folder)).find((one) => one.plainName === fileName);
  if (file === undefined) {
    throw new EngineError(
      'data-missing',
      `${join(folder, fileName)} is not there. Give --data a folder that holds it.`,
    );
  }
  const texts: GroundingText[] = [];
  for await (const read of readJsonLines(file, (row) => row, signal)) {
    const place = `${file.name} line ${read.line}`;
    if ('reason' in read) throw new EngineError('data-invalid', `${place}: ${read.reason}.`);
    texts.push(textOf(place, read.row));
  }
  return { name: basename(resolve(folder)), texts };
}

function textOf(place: string, value: unknown): GroundingText {
  const row = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const { id, entity, text, properties } = row;
  if (typeof id !== 'string' || typeof entity !== 'string' || typeof text !== 'string') {
    throw new EngineError('data-invalid', `${place}: expected {id, entity, text}, all strings.`);
  }
  if (!Array.isArray(properties) || !properties.every(isProperty)) {
    throw new EngineError('data-invalid', `${place}: expected properties: [[relation, value], ...].`);
  }
  if (row['human'] === undefined) {
    throw new EngineError('data-invalid', `${place}: expected human: [{start, end}, ...].`);
  }
  const human = spansOf(place, 'human', text, row['human']) ?? [];
  const peers = Object.fromEntries(peerNames.map((peer) => [peer, spansOf(place, peer, text, row[peer])]));
  return { id, entity, text, properties, human, peers };
}

function isProperty(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}

function spansOf(place: string, key: string, text: string, value: unknown): TextSpan[] | null {
  if (value === null || value === undefined) return null;
  const units = unitOffsets(text);
  const isSpan = (span: unknown): span is TextSpan => {
    const { start, end } = (span ?? {}) as Partial<Record<keyof TextSpan, unknown>>;
    return isOffset(start) && isOffset(end) && start <= end && end < units.length;
  };
  if (!Array.isArray(value) || !value.every(isSpan)) {
    throw new EngineError('data-invalid', `${place}: ${key} must be spans {start, end} within the text.`);
  }
  return value.map(({ start, end }) => ({ start: units[start] ?? 0, end: units[end] ?? 0 }));
}

function isOffset(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

/** UTF-16 offset of each code point of `text`, and the length at the end. */
function unitOffsets(text: string): number[] {
  const offsets = [0];
  let offset = 0;
  for (const character of text) {
    offset += character.length;
    offsets.push(offset);
  }
  return offsets;
}

import type { Relation } from '../../contract/types.ts';
import type { ReadRow } from '../port.ts';
import type { SourceFile } from '../source-files.ts';
import { type AtomicColumn, idColumn, readAtomic, readColumns } from './atomic-table.ts';
import { relationNames, relationWords } from './relation-name.ts';

/** The items of a `.item` file with their features. */
export interface ItemTable {
  readonly file: SourceFile;
  /** One `HAS_<FEATURE>` for each token_seq feature other than the name. */
  readonly relations: readonly Relation[];
  /** Names of properties that are numbers. */
  readonly numbers: readonly string[];
  items(signal: AbortSignal): AsyncIterable<ReadRow>;
  attributes(signal: AbortSignal): AsyncIterable<ReadRow>;
  links(signal: AbortSignal): AsyncIterable<ReadRow>;
}

/**
 * Returns the items of a `.item` file. The name is the first token or token_seq column called like a title or name,
 * else the id; other token_seq columns become attributes (id `<feature>:<value>`), token and float columns properties,
 * float_seq columns are left out. Throws `data-invalid` for its header or when two features give one relation.
 */
export async function openItemTable(file: SourceFile, signal: AbortSignal): Promise<ItemTable> {
  const columns = await readColumns(file, signal);
  const layout = layoutOf(file, columns);
  const types = relationNames(
    file.path,
    layout.features.map((feature) => `has ${feature.name}`),
  );
  const typed = layout.features.map((feature) => ({
    ...feature,
    relation: types.get(`has ${feature.name}`)?.type ?? '',
    kind: relationWords(feature.name),
  }));
  return {
    file,
    relations: typed.map(relationOf),
    numbers: layout.properties.filter((column) => column.type === 'float').map((column) => column.name),
    items: (rowSignal) => streamItems(file, layout, rowSignal),
    attributes: (rowSignal) => streamAttributes(file, typed, rowSignal),
    links: (rowSignal) => streamLinks(file, layout.id, typed, rowSignal),
  };
}

interface Layout {
  readonly id: number;
  /** Position of the name, -1 where there is none. */
  readonly name: number;
  readonly properties: readonly AtomicColumn[];
  readonly features: readonly AtomicColumn[];
}

type Feature = AtomicColumn & { readonly relation: string; readonly kind: string };

function layoutOf(file: SourceFile, columns: readonly AtomicColumn[]): Layout {
  if (columns.length === 0) return { id: 0, name: -1, properties: [], features: [] };
  const id = idColumn(file, columns, 'item_id', 0);
  const rest = columns.filter((column) => column !== id);
  const name = rest.find((column) => column.type.startsWith('token') && /title|name/iu.test(column.name));
  const others = rest.filter((column) => column !== name);
  return {
    id: id.position,
    name: name?.position ?? -1,
    properties: others.filter((column) => column.type === 'token' || column.type === 'float'),
    features: others.filter((column) => column.type === 'token_seq'),
  };
}

function relationOf(feature: Feature): Relation {
  return {
    type: feature.relation,
    source: feature.name,
    ends: [['Item', 'Attribute']],
    kind: feature.kind,
    forward: `{from} has the ${feature.kind} {to}`,
    backward: `{to} is a ${feature.kind} of {from}`,
    askable: true,
    question: `Would you like something of the ${feature.kind} {to}?`,
  };
}

async function* streamItems(file: SourceFile, layout: Layout, signal: AbortSignal): AsyncGenerator<ReadRow> {
  for await (const found of readAtomic(file, signal)) {
    const place = { file: file.name, line: found.line, bytesRead: found.bytesRead };
    if ('reason' in found) {
      yield { ...place, reason: found.reason, text: found.text };
      continue;
    }
    const id = found.fields[layout.id] ?? '';
    const name = (found.fields[layout.name] ?? '').trim();
    const properties = propertiesOf(found.fields, layout.properties);
    yield {
      ...place,
      row: { id, name: name === '' ? id : name, ...(properties === null ? {} : { properties }) },
    };
  }
}

function propertiesOf(
  fields: readonly string[],
  columns: readonly AtomicColumn[],
): Record<string, string | number> | null {
  const entries = columns.flatMap((column) => {
    const field = fields[column.position] ?? '';
    if (field === '') return [];
    const value = column.type === 'float' && Number.isFinite(Number(field)) ? Number(field) : field;
    return [[column.name, value] as const];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

async function* streamAttributes(
  file: SourceFile,
  features: readonly Feature[],
  signal: AbortSignal,
): AsyncGenerator<ReadRow> {
  const seen = new Set<string>();
  for await (const found of readAtomic(file, signal)) {
    if ('reason' in found) continue;
    for (const { feature, value } of valuesOf(found.fields, features)) {
      const id = `${feature.name}:${value}`;
      if (seen.has(id)) continue;
      seen.add(id);
      const row = { id, kind: feature.kind, name: value };
      yield { file: file.name, line: found.line, bytesRead: found.bytesRead, row };
    }
  }
}

async function* streamLinks(
  file: SourceFile,
  idPosition: number,
  features: readonly Feature[],
  signal: AbortSignal,
): AsyncGenerator<ReadRow> {
  for await (const found of readAtomic(file, signal)) {
    if ('reason' in found) continue;
    const from = found.fields[idPosition] ?? '';
    for (const { feature, value } of valuesOf(found.fields, features)) {
      const row = { from, relation: feature.relation, to: `${feature.name}:${value}` };
      yield { file: file.name, line: found.line, bytesRead: found.bytesRead, row };
    }
  }
}

function valuesOf(
  fields: readonly string[],
  features: readonly Feature[],
): { readonly feature: Feature; readonly value: string }[] {
  return features.flatMap((feature) => {
    const values = (fields[feature.position] ?? '').split(' ').filter((value) => value !== '');
    return [...new Set(values)].map((value) => ({ feature, value }));
  });
}

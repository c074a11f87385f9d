import type { GraphManifest, Relation } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import type { DataSource, ReadRow, RowKind, SourcePart } from '../port.ts';
import { hashFiles, type SourceFile } from '../source-files.ts';
import { idColumn, readAtomic, readColumns } from './atomic-table.ts';
import { type EntityGraph, readEntityGraph } from './entity-graph.ts';
import { type InteractionTable, openInteractions } from './interactions.ts';
import { type ItemTable, openItemTable } from './items.ts';

/**
 * Returns the data set of a folder of RecBole atomic files: at least one `.inter`, and `.item`, `.user`, `.kg`, `.link`
 * where they are there. Items come from `.item`, or else from the interactions; users from `.user` and the
 * interactions, without their features. Entities of the knowledge graph are attributes of kind "entity" under their
 * own ids, since the layout has no names for them. Throws `data-missing`, `data-invalid`, `interrupted`.
 */
export async function openRecbole(
  folder: string,
  files: readonly SourceFile[],
  signal: AbortSignal,
): Promise<DataSource> {
  const used = files.filter((file) => /\.(?:inter|item|user|kg|link)$/u.test(file.plainName));
  const found = filesByKind(folder, used);
  const interactions = await Promise.all(found.inter.map((file) => openInteractions(file, signal)));
  const items = found.item === null ? null : await openItemTable(found.item, signal);
  const graph = found.kg === null ? null : await readEntityGraph(found.kg, found.link, signal);
  return {
    format: 'recbole',
    folder,
    manifest: manifestOf(found.inter[0] as SourceFile, interactions, items, graph),
    contentHash: (hashSignal) => hashFiles(used, hashSignal),
    parts: [
      ...itemParts(items, interactions),
      ...userParts(found.user, interactions),
      ...(items === null ? [] : [part('attributes', items.file, items.attributes)]),
      ...graphParts(graph, items),
      ...interactions.map((table) => part('interactions', table.file, table.rows)),
    ],
  };
}

type Rows = (signal: AbortSignal) => AsyncIterable<ReadRow>;

function part(kind: RowKind, file: SourceFile, rows: Rows): SourcePart {
  return { kind, file: file.name, byteCount: file.byteCount, rows };
}

function itemParts(items: ItemTable | null, interactions: readonly InteractionTable[]): SourcePart[] {
  if (items !== null) return [part('items', items.file, items.items)];
  return idParts('items', interactions, new Set());
}

function userParts(file: SourceFile | null, interactions: readonly InteractionTable[]): SourcePart[] {
  if (file === null) return idParts('users', interactions, new Set());
  const seen = new Set<string>();
  return [
    part('users', file, (signal) => usersOf(file, seen, signal)),
    ...interactions.map((table) =>
      part('users', table.file, (signal) => idRows(table, 'user', seen, signal)),
    ),
  ];
}

/** Parts are read one after the other: each adds to what the ones before have seen, and the first begins anew. */
function idParts(
  kind: 'items' | 'users',
  interactions: readonly InteractionTable[],
  seen: Set<string>,
): SourcePart[] {
  return interactions.map((table, position) =>
    part(kind, table.file, (signal) => {
      if (position === 0) seen.clear();
      return idRows(table, kind === 'items' ? 'item' : 'user', seen, signal);
    }),
  );
}

function graphParts(graph: EntityGraph | null, items: ItemTable | null): SourcePart[] {
  const featureLinks = items === null ? [] : [part('links', items.file, items.links)];
  if (graph === null) return featureLinks;
  const linkProblems = graph.linkFile === null ? [] : [part('links', graph.linkFile, graph.linkProblems)];
  return [
    part('attributes', graph.file, graph.attributes),
    ...featureLinks,
    ...linkProblems,
    part('links', graph.file, graph.links),
  ];
}

async function* usersOf(file: SourceFile, seen: Set<string>, signal: AbortSignal): AsyncGenerator<ReadRow> {
  seen.clear();
  const columns = await readColumns(file, signal);
  const position = columns.length === 0 ? 0 : idColumn(file, columns, 'user_id', 0).position;
  for await (const found of readAtomic(file, signal)) {
    const place = { file: file.name, line: found.line, bytesRead: found.bytesRead };
    if ('reason' in found) {
      yield { ...place, reason: found.reason, text: found.text };
      continue;
    }
    const id = found.fields[position] ?? '';
    seen.add(id);
    yield { ...place, row: { id } };
  }
}

/** Users or items that only the interactions name. Bad lines are named when the interactions themselves are read. */
async function* idRows(
  table: InteractionTable,
  end: 'user' | 'item',
  seen: Set<string>,
  signal: AbortSignal,
): AsyncGenerator<ReadRow> {
  for await (const found of table.rows(signal)) {
    if ('reason' in found) continue;
    const id = (found.row as { user: string; item: string })[end];
    if (id === '' || seen.has(id)) continue;
    seen.add(id);
    yield { ...found, row: end === 'user' ? { id } : { id, name: id } };
  }
}

function manifestOf(
  first: SourceFile,
  interactions: readonly InteractionTable[],
  items: ItemTable | null,
  graph: EntityGraph | null,
): GraphManifest {
  const relations: Relation[] = [...(items?.relations ?? []), ...(graph?.relations ?? [])];
  const kinds = [...new Set(interactions.map((table) => table.kind))];
  const scales = interactions.flatMap((table) => (table.scale === null ? [] : [table.scale]));
  const rating = {
    min: Math.min(...scales.map((scale) => scale.min)),
    max: Math.max(...scales.map((scale) => scale.max)),
  };
  return {
    name: first.plainName.replace(/\..*$/u, ''),
    item: { one: 'item', many: 'items' },
    relations,
    interactions: kinds.map((kind) => ({
      kind,
      weight: 1,
      words: kind === 'RATED' ? '{from} rated {to}' : '{from} interacted with {to}',
    })),
    ...(scales.length === 0 ? {} : { rating }),
    ...(items === null || items.numbers.length === 0
      ? {}
      : { numbers: items.numbers.map((name) => ({ name })) }),
  };
}

interface FoundFiles {
  readonly inter: readonly SourceFile[];
  readonly item: SourceFile | null;
  readonly user: SourceFile | null;
  readonly kg: SourceFile | null;
  readonly link: SourceFile | null;
}

function filesByKind(folder: string, files: readonly SourceFile[]): FoundFiles {
  const ending = (name: string): SourceFile[] => files.filter((file) => file.plainName.endsWith(`.${name}`));
  const single = (name: string): SourceFile | null => {
    const found = ending(name);
    if (found.length < 2) return found[0] ?? null;
    const names = found.map((file) => file.name).join(', ');
    throw new EngineError('data-invalid', `${folder} holds ${names}; only one .${name} file can be read.`);
  };
  const inter = ending('inter');
  if (inter.length === 0) {
    throw new EngineError('data-missing', `${folder} holds no .inter file, which the layout recbole needs.`);
  }
  const link = single('link');
  const kg = single('kg');
  if (link !== null && kg === null) {
    throw new EngineError(
      'data-missing',
      `${folder} holds ${link.name} but no .kg file that it could link to.`,
    );
  }
  return { inter, item: single('item'), user: single('user'), kg, link };
}

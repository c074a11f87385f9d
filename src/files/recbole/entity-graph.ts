import type { Relation } from '../../contract/types.ts';
import type { ReadRow } from '../port.ts';
import type { SourceFile } from '../source-files.ts';
import { idColumn, readAtomic, readColumns } from './atomic-table.ts';
import { relationNames } from './relation-name.ts';

/** A knowledge graph beside the items: entities that are linked to items are these items. */
export interface EntityGraph {
  readonly file: SourceFile;
  /** In code-unit order of their source names. */
  readonly relations: readonly Relation[];
  attributes(signal: AbortSignal): AsyncIterable<ReadRow>;
  links(signal: AbortSignal): AsyncIterable<ReadRow>;
  /** Lines of the link file that say nothing usable. */
  linkProblems(signal: AbortSignal): AsyncIterable<ReadRow>;
  readonly linkFile: SourceFile | null;
}

type Label = 'Item' | 'Attribute';

/**
 * Returns the graph of a `.kg` file after one reading of it and of the `.link` file. A relation whose edges are exactly
 * those of another one turned round is declared as its inverse. Memory: one entry a linked item and, while entities
 * are streamed, one an entity. Throws `data-invalid`, `interrupted`.
 */
export async function readEntityGraph(
  file: SourceFile,
  linkFile: SourceFile | null,
  signal: AbortSignal,
): Promise<EntityGraph> {
  const itemOf = new Map<string, string>();
  if (linkFile !== null) for await (const found of readLinks(linkFile, itemOf, signal)) void found;
  const relations = await surveyRelations(file, itemOf, signal);
  return {
    file,
    relations,
    linkFile,
    attributes: (rowSignal) => streamEntities(file, itemOf, rowSignal),
    links: (rowSignal) => streamLinks(file, itemOf, rowSignal),
    linkProblems: (rowSignal) => streamLinkProblems(linkFile, rowSignal),
  };
}

interface Triple {
  readonly line: number;
  readonly bytesRead: number;
  readonly head: string;
  readonly relation: string;
  readonly tail: string;
}

type Bad = {
  readonly line: number;
  readonly bytesRead: number;
  readonly reason: string;
  readonly text: string;
};

async function* readTriples(file: SourceFile, signal: AbortSignal): AsyncGenerator<Triple | Bad> {
  const columns = await readColumns(file, signal);
  if (columns.length === 0) {
    yield { line: 1, bytesRead: 0, reason: 'the file is empty', text: '' };
    return;
  }
  const names = ['head_id', 'relation_id', 'tail_id'];
  const [head = 0, relation = 0, tail = 0] = names.map(
    (name, index) => idColumn(file, columns, name, index).position,
  );
  for await (const found of readAtomic(file, signal)) {
    if ('reason' in found) {
      yield found;
      continue;
    }
    const { line, bytesRead, fields } = found;
    const triple = { head: fields[head] ?? '', relation: fields[relation] ?? '', tail: fields[tail] ?? '' };
    if (triple.head !== '' && triple.relation !== '' && triple.tail !== '')
      yield { line, bytesRead, ...triple };
    else yield { line, bytesRead, reason: 'head, relation or tail is empty', text: fields.join('\t') };
  }
}

async function* readLinks(
  file: SourceFile,
  itemOf: Map<string, string>,
  signal: AbortSignal,
): AsyncGenerator<Bad> {
  const columns = await readColumns(file, signal);
  if (columns.length === 0) {
    yield { line: 1, bytesRead: 0, reason: 'the file is empty', text: '' };
    return;
  }
  const item = idColumn(file, columns, 'item_id', 0).position;
  const entity = idColumn(file, columns, 'entity_id', 1).position;
  for await (const found of readAtomic(file, signal)) {
    if ('reason' in found) {
      yield found;
      continue;
    }
    const { line, bytesRead, fields } = found;
    const itemId = fields[item] ?? '';
    const entityId = fields[entity] ?? '';
    const known = itemOf.get(entityId);
    const reason =
      itemId === '' || entityId === ''
        ? 'item or entity is empty'
        : known !== undefined && known !== itemId
          ? `entity ${entityId} is already linked to item ${known}`
          : null;
    if (reason === null) itemOf.set(entityId, itemId);
    else yield { line, bytesRead, reason, text: fields.join('\t') };
  }
}

/** What one reading keeps of a relation. */
interface RelationSurvey {
  count: number;
  readonly ends: Set<string>;
  /** Sums of hashes of (head, tail) and of (tail, head): equal sums the other way round mean an inverse. */
  forward: number;
  backward: number;
}

async function surveyRelations(
  file: SourceFile,
  itemOf: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<Relation[]> {
  const surveys = new Map<string, RelationSurvey>();
  for await (const found of readTriples(file, signal)) {
    if ('reason' in found) continue;
    const survey = surveys.get(found.relation) ?? {
      count: 0,
      ends: new Set<string>(),
      forward: 0,
      backward: 0,
    };
    surveys.set(found.relation, survey);
    survey.count++;
    survey.ends.add(`${labelOf(found.head, itemOf)} ${labelOf(found.tail, itemOf)}`);
    survey.forward = (survey.forward + pairHash(found.head, found.tail)) % sumModulus;
    survey.backward = (survey.backward + pairHash(found.tail, found.head)) % sumModulus;
  }
  const sources = [...surveys.keys()].sort();
  const names = relationNames(file.path, sources);
  const inverses = inversesOf(sources, surveys);
  return sources.map((source) => relationOf(source, names, surveys, inverses.get(source)));
}

function relationOf(
  source: string,
  names: ReadonlyMap<string, { readonly type: string; readonly words: string }>,
  surveys: ReadonlyMap<string, RelationSurvey>,
  inverse: string | undefined,
): Relation {
  const { type, words } = names.get(source) ?? { type: source, words: source };
  const ends = [...(surveys.get(source)?.ends ?? [])].sort().map((pair) => pair.split(' ') as [Label, Label]);
  const inverseType = inverse === undefined ? undefined : names.get(inverse)?.type;
  return {
    type,
    source,
    ends,
    ...(ends.some(([, to]) => to === 'Attribute') ? { kind: words } : {}),
    forward: `{from} has ${words} {to}`,
    backward: `{to} is ${words} of {from}`,
    ...(inverseType === undefined ? {} : { inverseOf: inverseType }),
  };
}

/** Maps the relation that is stated backwards to the one that counts: the one that starts at items, else the first. */
function inversesOf(
  sources: readonly string[],
  surveys: ReadonlyMap<string, RelationSurvey>,
): Map<string, string> {
  const inverses = new Map<string, string>();
  const byPrint = new Map<string, string>();
  const kept = (source: string): string => `${surveys.get(source)?.count} ${surveys.get(source)?.forward}`;
  const turned = (source: string): string => `${surveys.get(source)?.count} ${surveys.get(source)?.backward}`;
  const startsAtItem = (source: string): boolean =>
    [...(surveys.get(source)?.ends ?? [])].every((pair) => pair.startsWith('Item'));
  const ordered = [...sources.filter(startsAtItem), ...sources.filter((source) => !startsAtItem(source))];
  for (const source of ordered) {
    const original = byPrint.get(turned(source));
    if (original !== undefined && original !== source) inverses.set(source, original);
    else byPrint.set(kept(source), source);
  }
  return inverses;
}

async function* streamEntities(
  file: SourceFile,
  itemOf: ReadonlyMap<string, string>,
  signal: AbortSignal,
): AsyncGenerator<ReadRow> {
  const seen = new Set<string>();
  for await (const found of readTriples(file, signal)) {
    if ('reason' in found) continue;
    for (const id of [found.head, found.tail]) {
      if (itemOf.has(id) || seen.has(id)) continue;
      seen.add(id);
      const row = { id, kind: 'entity', name: id };
      yield { file: file.name, line: found.line, bytesRead: found.bytesRead, row };
    }
  }
}

async function* streamLinks(
  file: SourceFile,
  itemOf: ReadonlyMap<string, string>,
  signal: AbortSignal,
): AsyncGenerator<ReadRow> {
  for await (const found of readTriples(file, signal)) {
    const place = { file: file.name, line: found.line, bytesRead: found.bytesRead };
    if ('reason' in found) {
      yield { ...place, reason: found.reason, text: found.text };
      continue;
    }
    const { head, relation, tail } = found;
    const ends = { from: itemOf.get(head) ?? head, to: itemOf.get(tail) ?? tail };
    yield {
      ...place,
      row: { ...ends, relation, fromLabel: labelOf(head, itemOf), toLabel: labelOf(tail, itemOf) },
    };
  }
}

async function* streamLinkProblems(file: SourceFile | null, signal: AbortSignal): AsyncGenerator<ReadRow> {
  if (file === null) return;
  for await (const found of readLinks(file, new Map(), signal)) {
    yield {
      file: file.name,
      line: found.line,
      bytesRead: found.bytesRead,
      reason: found.reason,
      text: found.text,
    };
  }
}

function labelOf(entity: string, itemOf: ReadonlyMap<string, string>): Label {
  return itemOf.has(entity) ? 'Item' : 'Attribute';
}

const sumModulus = 2 ** 52;

/** A 52-bit hash of an ordered pair: two rounds of FNV-1a over its units, so that sums of many stay apart. */
function pairHash(first: string, second: string): number {
  const text = `${first}\t${second}`;
  return (fnv1a(text, 0x811c9dc5) % 2 ** 20) * 2 ** 32 + fnv1a(text, 0x9747b28c);
}

function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let unit = 0; unit < text.length; unit++) hash = Math.imul(hash ^ text.charCodeAt(unit), 0x01000193);
  hash ^= hash >>> 16;
  return Math.imul(hash, 0x85ebca6b) >>> 0;
}

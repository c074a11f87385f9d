import type { DataLanguage, GraphManifest, Relation } from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import { languageProblems } from '../../core/graph/language-words.ts';

/** Relationship types that the engine writes itself; no data set may use them. */
export const reservedTypes: readonly string[] = [
  'ABOUT',
  'CRITICISED_FOR',
  'MINDS',
  'NEIGHBOUR',
  'ON',
  'PRAISED_FOR',
  'STATES',
  'STRUCK',
  'VALUES',
  'WRITTEN_BY',
];

/**
 * Returns the manifest of a data set once it matches its schema and its names do not collide. Throws `data-invalid`
 * with every problem; `where` names the data set.
 */
export function checkedManifest(manifest: unknown, where: string): GraphManifest {
  const checked = check<GraphManifest>('manifest', manifest);
  const problems = checked.ok
    ? [...collisions(checked.value), ...languageProblems(checked.value)]
    : checked.problems;
  if (checked.ok && problems.length === 0) return checked.value;
  throw new EngineError('data-invalid', `The manifest (graph.json) of ${where}: ${problems.join('; ')}`);
}

/**
 * Returns the manifest of a store after a data set came to it. Relations go by type, kinds of interactions by kind,
 * numbers by name; where both state something the new data set wins, and the ends of a relation are those of both.
 */
export function mergeManifests(stored: GraphManifest | null, added: GraphManifest): GraphManifest {
  if (stored === null) return added;
  const interactions = mergeBy(stored.interactions ?? [], added.interactions ?? [], (row) => row.kind);
  const languages = mergeBy(stored.languages ?? [], added.languages ?? [], (row) => row.code, mergeLanguage);
  const numbers = mergeBy(stored.numbers ?? [], added.numbers ?? [], (row) => row.name);
  return {
    ...stored,
    ...added,
    relations: mergeBy(stored.relations, added.relations, (relation) => relation.type, mergeRelation),
    ...(interactions.length === 0 ? {} : { interactions }),
    ...(numbers.length === 0 ? {} : { numbers }),
    ...(languages.length === 0 ? {} : { languages }),
  };
}

function mergeLanguage(stored: DataLanguage, added: DataLanguage): DataLanguage {
  const names = { ...stored.names, ...added.names };
  const words = { ...stored.words, ...added.words };
  return {
    ...stored,
    ...added,
    ...(Object.keys(names).length === 0 ? {} : { names }),
    ...(Object.keys(words).length === 0 ? {} : { words }),
  };
}

function mergeRelation(stored: Relation, added: Relation): Relation {
  const known = new Set(stored.ends.map((pair) => pair.join(' ')));
  const ends = [...stored.ends, ...added.ends.filter((pair) => !known.has(pair.join(' ')))];
  const translations = { ...stored.translations, ...added.translations };
  const isTranslated = Object.keys(translations).length > 0;
  return { ...stored, ...added, ends, ...(isTranslated ? { translations } : {}) };
}

function mergeBy<Row>(
  stored: readonly Row[],
  added: readonly Row[],
  keyOf: (row: Row) => string,
  merge: (stored: Row, added: Row) => Row = (_, row) => row,
): Row[] {
  const rows = new Map(stored.map((row) => [keyOf(row), row]));
  for (const row of added) {
    const known = rows.get(keyOf(row));
    rows.set(keyOf(row), known === undefined ? row : merge(known, row));
  }
  return [...rows.values()];
}

function collisions(manifest: GraphManifest): string[] {
  const problems: string[] = [];
  const sources = new Map<string, string>();
  const types = new Set<string>();
  const kinds = new Set((manifest.interactions ?? []).map((row) => row.kind));
  for (const { type, source } of manifest.relations) {
    if (types.has(type)) problems.push(`two relations have the type ${type}`);
    if (reservedTypes.includes(type))
      problems.push(`the relation type ${type} is one that the engine writes itself`);
    if (kinds.has(type)) problems.push(`${type} is both a relation and a kind of interaction`);
    types.add(type);
    if (source === undefined) continue;
    const other = sources.get(source);
    if (other !== undefined)
      problems.push(`the source name "${source}" belongs to both ${other} and ${type}`);
    sources.set(source, type);
  }
  for (const kind of kinds) {
    if (reservedTypes.includes(kind))
      problems.push(`the kind of interaction ${kind} is one that the engine writes itself`);
  }
  for (const { type, inverseOf } of manifest.relations) {
    if (inverseOf === undefined) continue;
    if (inverseOf === type || !types.has(inverseOf)) {
      problems.push(`${type} is said to be the inverse of ${inverseOf}, which is no other relation`);
    }
  }
  return problems;
}

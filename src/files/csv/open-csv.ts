import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CsvFileMapping, CsvMapping, GraphManifest } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { firstTime } from '../first-time.ts';
import type { DataSource, RowKind, SchemaCheck, SourcePart } from '../port.ts';
import { hashFiles, type SourceFile } from '../source-files.ts';
import { actRows, attributeRows, itemRows, linkRows, relationOf, reviewRows } from './mapped-rows.ts';
import { type CsvTable, type RowMaker, readTable, tablePart } from './read-table.ts';

/** Name of the mapping file in the folder. */
export const mappingName = 'mapping.json';

/**
 * Returns the data set of a folder of CSV files with a header line, whose columns `mapping.json` names (schema
 * `csv-mapping`). Items are those that a file describes and, with their id as name, those that acts name; users those that
 * act. Throws `data-missing`, `data-invalid` for the mapping and for a column that a header lacks. Cost: each file is read
 * once a kind of rows; memory: ids.
 */
export async function openCsv(
  folder: string,
  files: readonly SourceFile[],
  check: SchemaCheck,
  signal: AbortSignal,
): Promise<DataSource> {
  const mapping = await readMapping(folder, check, signal);
  const tables = mapping.files.map((one) => tableOf(folder, files, one));
  for (const table of tables) await checkHeader(table, signal);
  const describing = tables.filter(({ mapping: one }) => describes(one));
  const acting = tables.filter(({ mapping: one }) => one.user !== undefined);
  const described = describedItems(describing);
  const isFirst = firstReadings();
  const parts = (kind: RowKind, chosen: readonly MappedTable[], rows: Maker): SourcePart[] =>
    chosen.map((table) => tablePart(kind, table, isFirst(table), rows));
  return {
    format: 'csv',
    folder,
    manifest: manifestOf(mapping),
    contentHash: (hashSignal) => hashFiles(usedFiles(files, tables), hashSignal),
    parts: [
      ...parts('items', describing, ({ mapping: one }) => itemRows(one)),
      ...parts('items', acting, async ({ mapping: one }, partSignal) => {
        const known = await described(partSignal);
        const fresh = firstTime();
        return (field) => {
          const id = field(one.item);
          return known.has(id) || !fresh(id) ? [] : [{ id, name: id }];
        };
      }),
      ...parts('users', acting, ({ mapping: one }) => {
        const fresh = firstTime();
        return (field) => (fresh(field(one.user ?? '')) ? [{ id: field(one.user ?? '') }] : []);
      }),
      ...parts('attributes', describing, ({ mapping: one }) => attributeRows(one)),
      ...parts('links', describing, ({ mapping: one }) => linkRows(one)),
      ...parts('interactions', acting, ({ mapping: one }) => actRows(one)),
      ...parts(
        'reviews',
        acting.filter(({ mapping: one }) => one.review !== undefined),
        ({ mapping: one }) => reviewRows(one),
      ),
    ],
  };
}

/** A CSV file and what its columns are. */
interface MappedTable extends CsvTable {
  readonly mapping: CsvFileMapping;
}

/** Each reading gets a maker of its own. */
type Maker = (table: MappedTable, signal: AbortSignal) => Promise<RowMaker> | RowMaker;

/** The file that a mapping names. Throws `data-missing` where the folder has none. */
function tableOf(folder: string, files: readonly SourceFile[], mapping: CsvFileMapping): MappedTable {
  const file = files.find(({ name, plainName }) => name === mapping.file || plainName === mapping.file);
  if (file !== undefined)
    return { file, mapping, columns: columnsOf(mapping), separator: mapping.separator, asking: mappingName };
  throw new EngineError('data-missing', `${folder} has no file ${mapping.file}, which ${mappingName} names.`);
}

function columnsOf(mapping: CsvFileMapping): string[] {
  const { item, itemName, user, rating, at, review, properties = [], attributes = [] } = mapping;
  const single = [item, itemName, user, rating, at?.column, review?.text, review?.headline, review?.id];
  return [...single, ...[...properties, ...attributes].map(({ column }) => column)].filter(
    (column) => column !== undefined,
  );
}

async function readMapping(folder: string, check: SchemaCheck, signal: AbortSignal): Promise<CsvMapping> {
  const path = join(folder, mappingName);
  const text = await readFile(path, { encoding: 'utf8', signal }).catch((cause: unknown) => {
    const message = `${path} cannot be read; it names the columns of the CSV files. ${(cause as Error).message}`;
    throw new EngineError('data-missing', message, { cause });
  });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/u, ''));
  } catch (cause) {
    throw new EngineError('data-invalid', `${path} is no JSON: ${(cause as Error).message}`, { cause });
  }
  const checked = check<CsvMapping>('csv-mapping', value);
  if (checked.ok) return checked.value;
  throw new EngineError('data-invalid', `${path}: ${checked.problems.join('; ')}`);
}

function describes({ itemName, properties, attributes }: CsvFileMapping): boolean {
  return itemName !== undefined || properties !== undefined || attributes !== undefined;
}

/** A header that lacks a column is named before anything is written. */
async function checkHeader(table: CsvTable, signal: AbortSignal): Promise<void> {
  const lines = readTable(table, signal);
  await lines.next();
  await lines.return(undefined);
}

/** A file is read for several kinds; only the first reading names its bad lines. */
function firstReadings(): (table: CsvTable) => boolean {
  const fresh = firstTime();
  return (table) => fresh(table.file.name);
}

/** Ids of items that a file describes, read once when first asked for. */
function describedItems(
  tables: readonly MappedTable[],
): (signal: AbortSignal) => Promise<ReadonlySet<string>> {
  let known: Set<string> | null = null;
  return async (signal) => {
    if (known !== null) return known;
    const ids = new Set<string>();
    for (const table of tables)
      for await (const found of readTable(table, signal))
        if ('field' in found) ids.add(found.field(table.mapping.item));
    known = ids;
    return ids;
  };
}

function usedFiles(files: readonly SourceFile[], tables: readonly MappedTable[]): SourceFile[] {
  const names = new Set([mappingName, ...tables.map(({ file }) => file.name)]);
  return files.filter(({ name }) => names.has(name));
}

function manifestOf({ name, item, rating, files }: CsvMapping): GraphManifest {
  const attributes = files.flatMap((one) => one.attributes ?? []);
  const types = new Map(attributes.map((one) => [relationOf(one), one.kind]));
  const kinds = new Set(files.filter(({ user }) => user !== undefined).map(({ kind }) => kind ?? 'RATED'));
  const numbers = files
    .flatMap(({ properties }) => properties ?? [])
    .filter(({ type }) => type === 'number')
    .map((property) => ({ name: property.name ?? property.column }));
  return {
    name,
    item: item ?? { one: 'item', many: 'items' },
    relations: [...types].map(([type, kind]) => ({
      type,
      ends: [['Item', 'Attribute']],
      kind,
      askable: true,
    })),
    interactions: [...kinds].map((kind) => ({ kind, weight: 1 })),
    ...(rating === undefined ? {} : { rating }),
    ...(numbers.length === 0 ? {} : { numbers }),
  };
}

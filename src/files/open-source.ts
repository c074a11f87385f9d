import { assert } from '../core/assert.ts';
import { EngineError } from '../core/errors.ts';
import { openAmazon } from './amazon/open-amazon.ts';
import { amazonFiles } from './amazon/read-amazon.ts';
import { mappingName, openCsv } from './csv/open-csv.ts';
import { openMovielens } from './movielens.ts';
import { openNative } from './native.ts';
import { sourceFolder } from './package-seed.ts';
import type { DataSource, FileAccess } from './port.ts';
import { openRecbole } from './recbole/open-recbole.ts';
import { listFiles, type SourceFile } from './source-files.ts';

const namesShownMax = 10;

/**
 * Returns the data set of a folder, in the given layout or the one its files show: `graph.json` → native,
 * `mapping.json` → csv, `ratings.csv` and `movies.csv` → movielens, `*.inter` → recbole, JSON lines with reviewers →
 * amazon. Headers are read, and where the layout has no manifest the files that a manifest is made from, once; rows are
 * read later. Files may be packed as `NAME.gz`. The folder `seed`, where there is none of that name, is the data set of the package.
 * Throws `data-missing` with what was found, `data-invalid` for headers, `interrupted`.
 */
export const openSource: FileAccess['openSource'] = async (asked, options) => {
  const folder = sourceFolder(asked);
  const signal = options.signal ?? new AbortController().signal;
  const files = await listFiles(folder);
  switch (options.format ?? (await detect(folder, files, signal))) {
    case 'amazon':
      return openAmazon(folder, await amazonFiles(files, signal));
    case 'csv':
      assert(options.check !== undefined, 'who opens CSV files brings the check of their mapping');
      return openCsv(folder, files, options.check, signal);
    case 'native':
      return openNative(folder, files);
    case 'movielens':
      return openMovielens(folder, files, signal);
    case 'recbole':
      return openRecbole(folder, files, signal);
  }
};

async function detect(
  folder: string,
  files: readonly SourceFile[],
  signal: AbortSignal,
): Promise<DataSource['format']> {
  const names = new Set(files.map((file) => file.plainName));
  if (names.has('graph.json')) return 'native';
  if (names.has(mappingName)) return 'csv';
  if (names.has('ratings.csv') && names.has('movies.csv')) return 'movielens';
  if ([...names].some((name) => name.endsWith('.inter'))) return 'recbole';
  if ((await amazonFiles(files, signal)).reviews.length > 0) return 'amazon';
  const shown = [...names].slice(0, namesShownMax).join(', ');
  const more = names.size > namesShownMax ? ` and ${names.size - namesShownMax} more` : '';
  throw new EngineError(
    'data-missing',
    `${folder} holds ${names.size === 0 ? 'no files' : shown + more}; expected graph.json and items.jsonl (native), ` +
      'mapping.json and CSV files (csv), ratings.csv and movies.csv (movielens), NAME.inter (recbole), or reviews as JSON lines (amazon).',
  );
}

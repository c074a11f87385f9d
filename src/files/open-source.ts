import { EngineError } from '../core/errors.ts';
import { openMovielens } from './movielens.ts';
import { openNative } from './native.ts';
import { sourceFolder } from './package-seed.ts';
import type { DataSource, FileAccess } from './port.ts';
import { openRecbole } from './recbole/open-recbole.ts';
import { listFiles, type SourceFile } from './source-files.ts';

const namesShownMax = 10;

/**
 * Returns the data set of a folder, in the given layout or the one its files show: `graph.json` → native,
 * `ratings.csv` and `movies.csv` → movielens, `*.inter` → recbole. Headers are read, and where the layout has no
 * manifest the files that a manifest is made from, once; rows are read later. Files may be packed as `NAME.gz`. The
 * folder `seed`, where there is none of that name, is the data set of the package.
 * Throws `data-missing` with what was found, `data-invalid` for headers, `interrupted`.
 */
export const openSource: FileAccess['openSource'] = async (asked, options) => {
  const folder = sourceFolder(asked);
  const signal = options.signal ?? new AbortController().signal;
  const files = await listFiles(folder);
  switch (options.format ?? detect(folder, files)) {
    case 'native':
      return openNative(folder, files);
    case 'movielens':
      return openMovielens(folder, files, signal);
    case 'recbole':
      return openRecbole(folder, files, signal);
  }
};

function detect(folder: string, files: readonly SourceFile[]): DataSource['format'] {
  const names = new Set(files.map((file) => file.plainName));
  if (names.has('graph.json')) return 'native';
  if (names.has('ratings.csv') && names.has('movies.csv')) return 'movielens';
  if ([...names].some((name) => name.endsWith('.inter'))) return 'recbole';
  const shown = [...names].slice(0, namesShownMax).join(', ');
  const more = names.size > namesShownMax ? ` and ${names.size - namesShownMax} more` : '';
  throw new EngineError(
    'data-missing',
    `${folder} holds ${names.size === 0 ? 'no files' : shown + more}; expected graph.json and items.jsonl (native), ` +
      'ratings.csv and movies.csv (movielens), or NAME.inter (recbole).',
  );
}

import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The full path of the first of `names` that is an executable file, looked for in the folders of PATH and then in
 * `furtherFolders` (install locations that a non-login shell often lacks); null when none is there.
 */
export function findProgram(names: readonly string[], furtherFolders: readonly string[] = []): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...furtherFolders].filter(
    (folder) => folder !== '',
  );
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      if (isExecutableFile(file)) return file;
    }
  }
  return null;
}

/** Whether `file` is a file that this process may execute; false when it is missing. */
export function isExecutableFile(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

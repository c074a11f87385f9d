import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The data set that comes with the package; the same address is right in src/files/ and in dist/files/. */
const seedFolder = fileURLToPath(new URL('../../seed', import.meta.url));

/** Returns the folder to read: the package's own data set where `seed` is asked for and no such folder is at hand. */
export function sourceFolder(folder: string): string {
  return folder === 'seed' && !existsSync(folder) ? seedFolder : folder;
}

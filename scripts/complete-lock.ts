/**
 * Adds to package-lock.json the optional packages that npm left out: node scripts/complete-lock.ts
 *
 * npm writes into the lock only those builds for other systems that the registry answered for, and then refuses its own
 * lock (`npm ci`: "Missing: ... from lock file"). Run this after a change of dependencies; test/scripts/complete-lock.test.ts
 * tells when it is due. An added entry has a version and a system, and no hash, since the package was never seen here.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An entry of a lock: only the fields that are read or written here. */
export type LockEntry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
};

/** The `packages` of a lock, by place ("node_modules/a", "node_modules/a/node_modules/b"). */
export type LockPackages = Record<string, LockEntry>;

const operatingSystems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openharmony',
  'openbsd',
  'sunos',
  'win32',
];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

if (process.argv[1] === fileURLToPath(import.meta.url)) completeFile();

function completeFile(): void {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: LockPackages };
  const missing = missingEntries(lock.packages);
  const all = Object.entries({ ...lock.packages, ...missing });
  all.sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} entries added`);
}

/** Entries for the optional dependencies that no place of the lock holds. */
export function missingEntries(packages: LockPackages): LockPackages {
  const missing: LockPackages = {};
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isHeld(packages, place, name)) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...systemOf(name),
        ...(entry.dev === true ? { dev: true } : {}),
        optional: true,
      };
    }
  }
  return missing;
}

/** Whether Node's lookup from `place` upwards finds an entry for the package. */
function isHeld(packages: LockPackages, place: string, name: string): boolean {
  if (`${place === '' ? '' : `${place}/`}node_modules/${name}` in packages) return true;
  if (place === '') return false;
  return isHeld(packages, place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))), name);
}

/** The system a build is for, read from its name: `...-linux-arm64-musl`. */
function systemOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/-]/);
  const os = operatingSystems.find((word) => words.includes(word));
  const cpu = processors.find((word) => words.includes(word));
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return {
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(libc === undefined ? {} : { libc: [libc] }),
    ...(os === undefined ? {} : { os: [os] }),
  };
}

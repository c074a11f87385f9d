import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantTree, root } from '../checks/planted-tree.ts';

describe('boot', () => {
  it('installs when nothing is installed', () => {
    const { folder, boot } = project({ npmBrings: 'v24.1.0' });
    expect(boot()).toEqual({ status: 0, stdout: '', stderr: 'Installing packages (npm ci) ...\n' });
    expect(existsSync(join(folder, 'node_modules', '.package-lock.json'))).toBe(true);
  });

  it('does nothing when all is installed', () => {
    const { boot } = project({ npmBrings: 'v24.1.0' });
    boot();
    expect(boot()).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('installs again when the lock is newer', () => {
    const { folder, boot } = project({ npmBrings: 'v24.1.0' });
    boot();
    const future = Date.now() / 1000 + 60;
    utimesSync(join(folder, 'package-lock.json'), future, future);
    expect(boot().stderr).toContain('npm ci');
  });

  it('rebuilds the package node when npm ran no install script', () => {
    const { boot } = project({ npmBrings: null, rebuildBrings: 'v24.2.0' });
    expect(boot()).toMatchObject({ status: 0, stderr: expect.stringContaining('Installing Node 24') });
    expect(boot()).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('ends with one clear error when Node stays wrong', () => {
    const old = project({ npmBrings: 'v22.9.0', rebuildBrings: 'v22.9.0' }).boot();
    expect(old.status).toBe(1);
    expect(old.stderr).toContain('node_modules/.bin/node is Node 22, and Node 24 is needed. Run: ');
    const missing = project({ npmBrings: null, rebuildBrings: null }).boot();
    expect(missing.status).toBe(1);
    expect(missing.stderr).toContain('node_modules/.bin/node is missing');
  });

  it('ends with an error when npm fails', () => {
    const { boot } = project({ npmBrings: 'v24.1.0', npmStatus: 1 });
    expect(boot()).toMatchObject({ status: 1, stderr: expect.stringContaining('npm ci failed') });
  });
});

type Behaviour = { npmBrings: string | null; npmStatus?: number; rebuildBrings?: string | null };
type Ran = { status: number | null; stdout: string; stderr: string };

/** A project with the real boot.mjs and an npm that only pretends: it brings a "node" that knows its version. */
function project({ npmBrings, npmStatus = 0, rebuildBrings = null }: Behaviour): {
  folder: string;
  boot: () => Ran;
} {
  const folder = plantTree({ 'package-lock.json': '{}' });
  mkdirSync(join(folder, 'scripts'));
  mkdirSync(join(folder, 'tools'));
  copyFileSync(join(root, 'scripts', 'boot.mjs'), join(folder, 'scripts', 'boot.mjs'));
  const bring = (version: string | null): string =>
    version === null
      ? 'true'
      : `printf '#!/bin/sh\\necho ${version}\\n' > "${folder}/node_modules/.bin/node"; chmod +x "${folder}/node_modules/.bin/node"`;
  writeFileSync(
    join(folder, 'tools', 'npm'),
    `#!/bin/sh
case "$*" in
  ci*)
    mkdir -p node_modules/.bin
    touch node_modules/.package-lock.json
    ${bring(npmBrings)}
    exit ${npmStatus};;
  "rebuild node --ignore-scripts=false"*)
    ${bring(rebuildBrings)};;
  *) exit 9;;
esac
`,
  );
  chmodSync(join(folder, 'tools', 'npm'), 0o755);
  const environment = { ...process.env, PATH: [join(folder, 'tools'), process.env['PATH']].join(delimiter) };
  const boot = (): Ran => {
    const options = { env: environment, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'scripts', 'boot.mjs')],
      options,
    );
    return { status, stdout, stderr };
  };
  return { folder, boot };
}

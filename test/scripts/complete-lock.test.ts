import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LockPackages, missingEntries } from '../../scripts/complete-lock.ts';
import { root } from '../checks/planted-tree.ts';

describe('missingEntries', () => {
  it('adds the builds that no place holds, for the system that their names tell', () => {
    const packages: LockPackages = {
      '': {},
      'node_modules/tool': {
        dev: true,
        optionalDependencies: {
          '@tool/linux-x64-musl': '1.2.3',
          '@tool/win32-ia32-msvc': '1.2.3',
          '@tool/linux-x64': '1.2.3',
        },
      },
      'node_modules/@tool/linux-x64': { version: '1.2.3' },
    };
    expect(missingEntries(packages)).toEqual({
      'node_modules/@tool/linux-x64-musl': {
        version: '1.2.3',
        cpu: ['x64'],
        libc: ['musl'],
        os: ['linux'],
        dev: true,
        optional: true,
      },
      'node_modules/@tool/win32-ia32-msvc': {
        version: '1.2.3',
        cpu: ['ia32'],
        os: ['win32'],
        dev: true,
        optional: true,
      },
    });
  });

  it('takes a nested place and one further up for held', () => {
    const packages: LockPackages = {
      'node_modules/a/node_modules/b': {
        optionalDependencies: { near: '1.0.0', middle: '1.0.0', far: '1.0.0' },
      },
      'node_modules/a/node_modules/b/node_modules/near': {},
      'node_modules/a/node_modules/middle': {},
      'node_modules/far': {},
    };
    expect(missingEntries(packages)).toEqual({});
  });
});

describe('package-lock.json', () => {
  it('is complete for every system; if not: node scripts/complete-lock.ts', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: LockPackages;
    };
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(Object.keys(missingEntries(packages))).toEqual([]);
  });
});

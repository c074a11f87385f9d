import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { oldestSuitable } from '../../../scripts/servers/jdk.ts';

describe('oldestSuitable', () => {
  it('takes the oldest that is new enough', () => {
    const homes = [javaHome('17.0.15'), javaHome('25.0.1'), javaHome('21.0.3')];
    expect(oldestSuitable(homes)).toEqual({ home: homes[2], version: 21 });
  });

  it('takes none that is too old, no Java home, or without its program', () => {
    const empty = mkdtempSync(join(tmpdir(), 'whypath-java-'));
    onTestFinished(() => rmSync(empty, { recursive: true, force: true }));
    const broken = javaHome('25.0.1');
    rmSync(join(broken, 'bin'), { recursive: true });
    expect(
      oldestSuitable([javaHome('1.8.0_402'), javaHome('17.0.15'), empty, broken, '/none/such']),
    ).toBeNull();
  });
});

function javaHome(version: string): string {
  const home = mkdtempSync(join(tmpdir(), 'whypath-java-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'bin', 'java'), '');
  chmodSync(join(home, 'bin', 'java'), 0o755);
  writeFileSync(join(home, 'release'), `IMPLEMENTOR="Ada"\nJAVA_VERSION="${version}"\n`);
  return home;
}

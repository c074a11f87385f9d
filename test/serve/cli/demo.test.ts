import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataSetWriter } from '../../../src/files/data-set-writer.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { demoCommand } from '../../../src/serve/cli/demo.ts';
import { emptyFolder } from '../../fixtures/import/data-folder.ts';
import { runCommand } from './run-command.ts';

const demo = (...args: string[]) =>
  runCommand(
    (context) =>
      demoCommand({
        ...context,
        files: { openDataSetWriter } as unknown as CliContext['files'],
        pure: { now: () => 0 } as CliContext['pure'],
      }),
    {},
    args,
  );

describe('whypath demo', () => {
  it('shows an example', async () => {
    expect((await demo('--help')).out).toContain('$ whypath demo shop');
    expect((await demo('shop', '--help')).out).toContain('$ whypath import shop');
  });
});

describe('whypath demo shop', () => {
  it('writes the shop and says how to import it', async () => {
    const folder = join(emptyFolder(), 'shop');
    const { out, code } = await demo('shop', '--items', '30', '--users', '10', '--out', folder);
    expect(code).toBeNull();
    expect(out).toMatch(/items\.jsonl +30\n/u);
    expect(out).toContain(`whypath import ${folder}`);
    expect(existsSync(join(folder, 'graph.json'))).toBe(true);
    expect(await demo('shop', '--items', '30', '--users', '10', '--out', folder)).toMatchObject({
      code: 'request-invalid',
    });
  });

  it('prints one JSON document', async () => {
    const folder = join(emptyFolder(), 'shop');
    const { out } = await demo(
      'shop',
      '--items',
      '30',
      '--users',
      '10',
      '--seed',
      '9',
      '--out',
      folder,
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({
      folder,
      items: 30,
      users: 10,
      seed: 9,
      rows: { items: 30, users: 10 },
    });
  });

  it('refuses sizes that mean nothing', async () => {
    expect(await demo('shop', '--items', '3')).toMatchObject({ code: 'commander.invalidArgument' });
    expect(await demo('shop', '--users', 'many')).toMatchObject({ code: 'commander.invalidArgument' });
  });
});

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { keepProcess } from '../../../scripts/servers/kept-process.ts';

const keptProcessUrl = new URL('../../../scripts/servers/kept-process.ts', import.meta.url).href;

describe('keepProcess', () => {
  it('ends the server, its children and its folder on stop', async () => {
    const { order, pids } = serverWithChild();
    const kept = keepProcess(order, {});
    const started = await pids();
    await kept.stop();
    await expectGone(started);
    expect(existsSync(order.folder)).toBe(false);
    await kept.stop();
  });

  it('ends the server when the process that started it is killed', async () => {
    const { order, pids } = serverWithChild();
    const script = `
      import { keepProcess } from ${JSON.stringify(keptProcessUrl)};
      keepProcess(${JSON.stringify(order)}, {});
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
    const started = await pids();
    starter.kill('SIGKILL');
    await expectGone(started);
    await vi.waitFor(() => expect(existsSync(order.folder)).toBe(false), 10_000);
  });

  it('says how a server ended that ends by itself', async () => {
    const order = orderOf("console.log('the port is taken'); process.exit(3)");
    const kept = keepProcess(order, {});
    await expect(kept.untilReady(async () => false, 30_000)).rejects.toThrow(
      /ended before .*the port is taken/s,
    );
    expect(existsSync(order.folder)).toBe(false);
  });

  it('gives up on a server that is not ready in time, and ends it', async () => {
    const order = orderOf("console.log('still thinking'); setInterval(() => {}, 1000)");
    const kept = keepProcess(order, {});
    await expect(kept.untilReady(async () => false, 1500)).rejects.toThrow(
      /not ready after 1500 ms.*still thinking/s,
    );
    expect(existsSync(order.folder)).toBe(false);
  });

  it('passes the environment on and waits until the server is ready', async () => {
    const order = orderOf("fs.writeFileSync(process.env.MARK, 'here'); setInterval(() => {}, 1000)");
    const mark = join(order.folder, 'mark');
    const kept = keepProcess(order, { MARK: mark });
    await kept.untilReady(async () => existsSync(mark), 30_000);
    expect(existsSync(mark)).toBe(true);
    await kept.stop();
  });
});

type Order = Parameters<typeof keepProcess>[0];

/** A server whose program is this JavaScript. */
function orderOf(script: string): Order {
  const folder = mkdtempSync(join(tmpdir(), 'whypath-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'server.cjs');
  writeFileSync(file, `const fs = require('node:fs');\n${script}\n`);
  return { program: process.execPath, args: [file], log: join(folder, 'log'), folder };
}

/** A server with a child of its own, and a function that waits for their two process ids. */
function serverWithChild(): { order: Order; pids: () => Promise<number[]> } {
  const outside = mkdtempSync(join(tmpdir(), 'whypath-pids-'));
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  const file = join(outside, 'pids.json');
  const order = orderOf(`
    const { spawn } = require('node:child_process');
    const child = spawn('sleep', ['600']);
    fs.writeFileSync(${JSON.stringify(`${file}.new`)}, JSON.stringify([process.pid, child.pid]));
    fs.renameSync(${JSON.stringify(`${file}.new`)}, ${JSON.stringify(file)});
    setInterval(() => {}, 1000);`);
  const pids = async (): Promise<number[]> => {
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), 20_000);
    const { default: list } = (await import(file, { with: { type: 'json' } })) as { default: number[] };
    return list;
  };
  return { order, pids };
}

async function expectGone(pids: readonly number[]): Promise<void> {
  expect(pids).toHaveLength(2);
  await vi.waitFor(() => expect(pids.filter(runs)).toEqual([]), 10_000);
}

/** Whether a process runs. One that ended but was not yet collected by its parent does not. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'));
}

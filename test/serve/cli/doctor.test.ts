import { describe, expect, it } from 'vitest';
import type { DoctorReport } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { EngineError } from '../../../src/core/errors.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { ModelStatus } from '../../../src/llm/port.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { doctorCommand } from '../../../src/serve/cli/doctor.ts';

const counts = { items: 2, users: 3 } as unknown as Awaited<ReturnType<Engine['counts']>>;
const noModel: ModelStatus = { available: false, reason: 'No model is chosen', fix: 'ollama pull llama3.2' };

interface Outside {
  readonly open?: () => Promise<Partial<Engine>>;
  readonly settings?: CliContext['settings'];
  readonly model?: ModelStatus;
}

/** Runs doctor before some state of the outside. */
async function doctor({ open, settings, model = noModel }: Outside, ...args: string[]) {
  let out = '';
  let exitCode = 0;
  const context = {
    open: open ?? (async () => ({ storeAddress: 'shop.db', counts: async () => counts })),
    settings: settings ?? (() => [{ key: 'store', value: 'shop.db', origin: 'flag --store' }]),
    modelStatus: async () => model,
    signal: new AbortController().signal,
    out: { write: (text: string) => (out += text) },
    setExitCode: (code: number) => (exitCode = code),
  } as unknown as CliContext;
  await doctorCommand(context).exitOverride().parseAsync(args, { from: 'user' });
  return { out, exitCode };
}

describe('doctor', () => {
  it('names what is there, and that a model is not needed', async () => {
    const { out, exitCode } = await doctor({});
    expect(exitCode).toBe(0);
    expect(out).toContain('✓ store         shop.db (from flag --store)\n');
    expect(out).toContain('✓ graph         2 items, 3 users\n');
    expect(out).toContain(
      '– model         No model is chosen. Templates write the explanations.\n      fix: ollama pull',
    );
  });

  it('says how to fill an empty store', async () => {
    const open = async () => ({ storeAddress: 'shop.db', counts: async () => ({ ...counts, items: 0 }) });
    const { out, exitCode } = await doctor({ open });
    expect(exitCode).toBe(4);
    expect(out).toContain('✗ graph         no items\n      fix: whypath import FOLDER');
  });

  it('parts a store that is down into what was found and what mends it, and looks at the model all the same', async () => {
    const open = () =>
      Promise.reject(
        new EngineError(
          'store-unavailable',
          'Neo4j does not answer at bolt://127.0.0.1:1. Start it with "docker compose up -d neo4j", or set NEO4J_URI.',
        ),
      );
    const model: ModelStatus = { available: true, name: 'tiny', digest: 'abc', version: '0.17.4' };
    const { out, exitCode } = await doctor({ open, model });
    expect(exitCode).toBe(4);
    expect(out).toContain(
      '✗ store         Neo4j does not answer at bolt://127.0.0.1:1\n      fix: Start it with "docker compose up -d neo4j", or set NEO4J_URI.\n',
    );
    expect(out).toContain('✓ model         tiny (abc), Ollama 0.17.4');
  });

  it('names a setting that only the model reads as broken configuration', async () => {
    const open = () =>
      Promise.reject(new EngineError('configuration-invalid', 'OLLAMA_HOST is "x". Give an address.'));
    const { out, exitCode } = await doctor({ open });
    expect(exitCode).toBe(3);
    expect(out).toContain('✗ configuration OLLAMA_HOST is "x"\n      fix: Give an address.\n');
  });

  it('stops at a configuration that cannot be read, with its exit code and in the shape of the contract', async () => {
    const settings = () => {
      throw new EngineError(
        'configuration-invalid',
        'WHYPATH_STORE and NEO4J_URI are both set. Unset one of them.',
      );
    };
    const { out, exitCode } = await doctor({ settings }, '--json');
    expect(exitCode).toBe(3);
    const report = JSON.parse(out) as DoctorReport;
    expect(check('doctor-report', report)).toMatchObject({ ok: true });
    expect(report.checks.map(({ name, status }) => [name, status])).toEqual([
      ['node', 'ok'],
      ['configuration', 'broken'],
    ]);
    expect(report.checks[1]).toMatchObject({
      found: 'WHYPATH_STORE and NEO4J_URI are both set',
      fix: 'Unset one of them.',
    });
  });
});

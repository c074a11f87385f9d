import { Command } from 'commander';
import type { DoctorCheck, DoctorReport } from '../../contract/types.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ModelStatus } from '../../llm/port.ts';
import { problemOf } from '../respond.ts';
import type { CliContext } from './context.ts';
import { jsonDocument, plain } from './text/terminal.ts';

const configurationExitCode = 3;
const unmetExitCode = 4;
const marks: Readonly<Record<DoctorCheck['status'], string>> = {
  ok: '✓',
  optional: '–',
  missing: '✗',
  broken: '✗',
};

/** Returns `whypath doctor`: what is there, what is missing, and the exact command that mends it. */
export function doctorCommand(context: CliContext): Command {
  return new Command('doctor')
    .description('look at the configuration, the store and the model, and say how to mend what is missing')
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath doctor\n')
    .action(async (options: { readonly json: boolean }) => {
      const checks = await diagnose(context);
      const report: DoctorReport = {
        checks,
        ok: checks.every((check) => check.status === 'ok' || check.status === 'optional'),
      };
      context.out.write(options.json ? jsonDocument(report) : text(report));
      if (!report.ok) context.setExitCode(exitCodeOf(checks));
    });
}

function exitCodeOf(checks: readonly DoctorCheck[]): number {
  const isUnread = checks.some(({ name, status }) => name === 'configuration' && status === 'broken');
  return isUnread ? configurationExitCode : unmetExitCode;
}

async function diagnose(context: CliContext): Promise<DoctorCheck[]> {
  const node: DoctorCheck = { name: 'node', status: 'ok', found: process.version, fix: null };
  try {
    const origin = context.settings().find((setting) => setting.key === 'store')?.origin;
    const store = await storeChecks(context, origin);
    return [node, ...store, modelCheck(await context.modelStatus(context.signal))];
  } catch (error) {
    return [node, brokenCheck('configuration', error)];
  }
}

async function storeChecks(context: CliContext, origin = 'nowhere'): Promise<DoctorCheck[]> {
  try {
    const engine = await context.open();
    return [
      { name: 'store', status: 'ok', found: `${engine.storeAddress} (from ${origin})`, fix: null },
      await graphCheck(engine, context.signal),
    ];
  } catch (error) {
    if (problemOf(error).problem.title === 'configuration-invalid') throw error;
    return [brokenCheck('store', error)];
  }
}

/** The first sentence of a failure says what was found, the others, where there are any, what to do. */
function brokenCheck(name: string, error: unknown): DoctorCheck {
  const { detail } = problemOf(error).problem;
  const [, found = detail, fix = null] = /^(.*?[^.])\. ([A-Z].*)$/su.exec(detail) ?? [];
  return { name, status: 'broken', found, fix };
}

async function graphCheck(engine: Engine, signal: AbortSignal): Promise<DoctorCheck> {
  const counts = await engine.counts(signal);
  if (counts.items === 0)
    return {
      name: 'graph',
      status: 'missing',
      found: 'no items',
      fix: 'whypath import FOLDER (the package brings one: whypath import seed)',
    };
  const found = Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
  return { name: 'graph', status: 'ok', found, fix: null };
}

function modelCheck(model: ModelStatus): DoctorCheck {
  if (model.available)
    return {
      name: 'model',
      status: 'ok',
      found: `${model.name} (${model.digest.slice(0, 12)}), Ollama ${model.version}`,
      fix: null,
    };
  return {
    name: 'model',
    status: 'optional',
    found: `${model.reason}. Templates write the explanations.`,
    fix: model.fix,
  };
}

function text(report: DoctorReport): string {
  const lines = report.checks.map((check) => {
    const fix = check.fix === null ? '' : `\n      fix: ${plain(check.fix)}`;
    return `  ${marks[check.status]} ${check.name.padEnd(14)}${plain(check.found)}${fix}`;
  });
  return `${lines.join('\n')}\n`;
}

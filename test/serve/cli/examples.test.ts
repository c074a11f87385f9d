import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsOf } from '../../../src/serve/cli/commands.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { helpOf, leavesOf } from './help-of.ts';
import { runCommand } from './run-command.ts';
import { seedEngine } from './seed-engine.ts';

/** Commands that only read the graph, so that each of their examples can be run on the seed in any order. */
const reading = ['recommend', 'why', 'why-not', 'profile', 'query', 'path', 'near', 'metrics'];
/** What an example needs that the engine of these tests has not: lists in the store, an edited file. */
const needsMore = / --edited | --ranking lists|recommend-by-neighbours/u;

let engine: Awaited<ReturnType<typeof seedEngine>>;
beforeAll(async () => {
  engine = await seedEngine();
});
afterAll(() => engine.close());

describe('examples that only read', () => {
  it('are found in the help and in the README', () => {
    expect(helpExamples().length).toBeGreaterThan(15);
    expect(readmeExamples().length).toBeGreaterThan(15);
  });

  it.each([...new Set([...helpExamples(), ...readmeExamples()])])('%s', async (example) => {
    const program = (context: CliContext): Command => {
      const root = new Command('whypath');
      for (const command of commandsOf(context)) root.addCommand(command);
      return root;
    };
    const { code, message, out } = await runCommand(program, engine, wordsOf(example).slice(1));
    expect([code, message]).toEqual([null, '']);
    expect(out).not.toBe('');
    expect(out).not.toContain('Nothing');
  });
});

function helpExamples(): string[] {
  const commands = commandsOf({ settings: () => [], port: () => 0 } as unknown as CliContext);
  const texts = leavesOf(commands).map(([, command]) => helpOf(command));
  return texts.flatMap((text) => examplesIn(text, /^ {2}\$ (whypath .*)$/gmu));
}

function readmeExamples(): string[] {
  const text = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  return examplesIn(text, /^(whypath .*)$/gmu);
}

function examplesIn(text: string, line: RegExp): string[] {
  return [...text.matchAll(line)]
    .map(([, example = '']) => example.replace(/\s+#.*$/u, ''))
    .filter((example) => reading.includes(example.split(' ')[1] ?? ''))
    .filter((example) => !needsMore.test(example))
    .map((example) => example.replace(/ > \S+\.txt$/u, ''));
}

/** The words of a line as a shell would part it, for lines without escapes and variables. */
function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/gu), ([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/gu, (_, single?: string, double?: string) => single ?? double ?? ''),
  );
}

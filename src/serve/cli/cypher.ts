import { readFile, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { EngineError } from '../../core/errors.ts';
import type { CliContext } from './context.ts';
import { formatOption, keyValueOption, type RowOptions, rowsHelp, writeRows } from './text/rows.ts';

/** Largest statement file, in bytes. */
const fileBytesMax = 1_000_000;

interface CypherOptions extends RowOptions {
  readonly param: Readonly<Record<string, unknown>>;
  readonly file?: string;
}

/** Returns `whypath cypher`: one free read-only statement on Neo4j. */
export function cypherCommand(context: CliContext): Command {
  return new Command('cypher')
    .description('run one Cypher statement that reads; needs Neo4j as the store')
    .argument('[statement]', 'the statement')
    .option('-f, --file <path>', 'file that holds the statement')
    .option(
      '-P, --param <key=value>',
      'value of a parameter, as JSON or else as text; may be given several times',
      keyValueOption(jsonOrText),
      {},
    )
    .addOption(formatOption())
    .option('--json', 'short for --format json', false)
    .addHelpText(
      'after',
      `${rowsHelp}
Statements that write, load files, call procedures or administer the server are refused.
A value such as 42 or true is no text; for the text 42 write -P 'id="42"'.

Examples:
  $ whypath cypher 'MATCH (i:Item)-[:PRAISED_FOR]->(a:Aspect {id: $aspect}) RETURN i.id ORDER BY i.id' -P aspect=artwork
  $ whypath cypher -f question.cypher --format csv
`,
    )
    .action(async (statement: string | undefined, options: CypherOptions) => {
      const text = await statementText(statement, options.file);
      const result = await (await context.open()).runCypher(text, options.param, context.signal);
      writeRows(result, options, context.out, context.err);
    });
}

async function statementText(statement: string | undefined, path: string | undefined): Promise<string> {
  if (statement !== undefined && path === undefined) return statement;
  if (statement === undefined && path !== undefined) return fileText(path);
  const found = statement === undefined ? 'neither was given' : 'both were given';
  throw new EngineError('usage', `cypher takes a statement or --file with a path; ${found}.`);
}

async function fileText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= fileBytesMax) return await readFile(path, 'utf8');
    throw new EngineError(
      'request-invalid',
      `${path} has ${size} bytes; a statement has at most ${fileBytesMax}.`,
    );
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError('data-missing', `The statement file ${path} cannot be read.`, { cause: error });
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

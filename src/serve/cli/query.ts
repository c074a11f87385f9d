import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { findNamedQuery } from '../../engine/analysis/run-query.ts';
import type { NamedQuery } from '../../store/port.ts';
import type { CliContext } from './context.ts';
import { formatOption, keyValueOption, type RowOptions, rowsHelp, writeRows } from './text/rows.ts';
import { bold, jsonDocument, table } from './text/terminal.ts';

interface JsonOption {
  readonly json: boolean;
}

interface RunOptions extends RowOptions {
  readonly param: Readonly<Record<string, string>>;
}

/** Returns `whypath query`: lists, shows and runs the named queries. */
export function queryCommand(context: CliContext): Command {
  return new Command('query')
    .description('ask the graph by named queries, which read only')
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(runCommand(context))
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath query list\n  $ whypath query run aspects-of-item -P item=acorn-ledger\n',
    );
}

function listCommand(context: CliContext): Command {
  return new Command('list')
    .description('list the queries with their parameters')
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath query list\n')
    .action(async ({ json }: JsonOption) => {
      const queries = (await context.open()).queries();
      const rows = queries.map((query) => [
        query.name,
        query.params.map(parameterText).join(' '),
        query.title,
      ]);
      context.out.write(
        json ? jsonDocument({ queries }) : table(['query', 'parameters', 'answers'], rows, 80),
      );
    });
}

function showCommand(context: CliContext): Command {
  return new Command('show')
    .description('show what a query takes and gives, and its text in Cypher and SQL')
    .argument('<name>', 'name of the query')
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath query show popular-items\n')
    .action(async (name: string, { json }: JsonOption) => {
      const query = findNamedQuery((await context.open()).queries(), name);
      // The name is one of the list, so it leads to no other file.
      const [cypher, sql] = await Promise.all([
        queryText('cypher', query.name),
        queryText('sql', query.name),
      ]);
      context.out.write(
        json ? jsonDocument({ ...query, cypher, sql }) : queryPage(context, query, cypher, sql),
      );
    });
}

function runCommand(context: CliContext): Command {
  return new Command('run')
    .description('run a query')
    .argument('<name>', 'name of the query')
    .option(
      '-P, --param <key=value>',
      'value of a parameter; may be given several times',
      keyValueOption((text) => text),
      {},
    )
    .addOption(formatOption())
    .option('--json', 'short for --format json', false)
    .addHelpText(
      'after',
      `${rowsHelp}
Examples:
  $ whypath query run popular-items -P limit=5
  $ whypath query run quotes -P item=acorn-ledger -P aspect=fairness --format csv
`,
    )
    .action(async (name: string, options: RunOptions) => {
      const result = await (await context.open()).runQuery(name, options.param, context.signal);
      writeRows(result, options, context.out, context.err);
    });
}

function queryPage(context: CliContext, query: NamedQuery, cypher: string, sql: string): string {
  const heading = (text: string): string => bold(text, context.out, process.env['NO_COLOR'] !== undefined);
  const params = query.params.map(({ name, type, defaultValue, description }) => [
    name,
    type,
    defaultValue === null ? '(must be given)' : JSON.stringify(defaultValue),
    description,
  ]);
  const parameters =
    params.length === 0 ? '' : `\n${table(['parameter', 'type', 'default', 'meaning'], params, 80)}`;
  return `${heading(query.name)}: ${query.title}
${parameters}
Columns: ${query.returns.join(', ')}

${heading('Cypher')}
${cypher}
${heading('SQL')}
${sql}`;
}

function parameterText({ name, defaultValue }: NamedQuery['params'][number]): string {
  return defaultValue === null ? `${name}=…` : `[${name}]`;
}

/** The package lays cypher/ and sql/ beside src/ and dist/, which are equally deep. */
function queryText(language: 'cypher' | 'sql', name: string): Promise<string> {
  return readFile(new URL(`../../../${language}/queries/${name}.${language}`, import.meta.url), 'utf8');
}

import { Command } from 'commander';
import type { StrikeList, StrikeRequest } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import type { CliContext } from './context.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface StrikeOptions {
  readonly undo: boolean;
  readonly json: boolean;
}

/** Returns `whypath strike`: says that a fact of a user shall not count, takes it back, or lists what is struck. */
export function strikeCommand(context: CliContext): Command {
  return new Command('strike')
    .description(
      'let an item, attribute or aspect count no longer for a user; without one, list what is struck',
    )
    .argument('<user>', 'id of the user')
    .argument('[node]', 'what shall not count, such as Item:kilo or Aspect:noise')
    .option('--undo', 'take the strike back', false)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath strike mara Aspect:waiting-time\n')
    .action(async (user: string, node: string | undefined, options: StrikeOptions) => {
      const asked = { user, ...(node === undefined ? {} : { node, undo: options.undo }) };
      const request = parse<StrikeRequest>('strike-request', asked, 'strike');
      const answer = await (await context.open()).strike(request, context.signal);
      context.out.write(options.json ? jsonDocument(answer) : text(answer, request));
    });
}

function text(answer: StrikeList, request: StrikeRequest): string {
  const node = plain(request.node ?? '');
  const done =
    request.node === undefined
      ? ''
      : request.undo === true
        ? answer.changed
          ? `${node} counts again.\n`
          : `${node} was not struck.\n`
        : answer.changed
          ? `${node} counts no longer.\n`
          : `${node} was struck already.\n`;
  const { strikes } = answer;
  if (strikes.length === 0) return `${done}Nothing is struck for ${plain(answer.user)}.\n`;
  const lines = strikes.map(({ label, id, name, at }) => {
    const named = name === null || name === id ? '' : `  ${plain(name)}`;
    return `  ${label}:${plain(id)}${named}${at === null ? '' : `  since ${at.slice(0, 10)}`}\n`;
  });
  return `${done}Struck for ${plain(answer.user)}:\n${lines.join('')}`;
}

import { Command, InvalidArgumentError } from 'commander';
import type { Profile, ProfileRequest } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import type { CliContext } from './context.ts';
import { jsonDocument, plain } from './terminal.ts';

interface ProfileOptions {
  readonly limit?: number;
  readonly json: boolean;
}

/** Returns `whypath profile`: what a user values and minds, or what an item is praised and criticised for. */
export function profileCommand(context: CliContext): Command {
  return new Command('profile')
    .description('say what a user values and minds, or what an item is praised and criticised for')
    .argument('<node>', 'User:ID or Item:ID')
    .option('--limit <count>', 'most lines of each kind', countOf)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath profile User:mara\n')
    .action(async (node: string, { limit, json }: ProfileOptions) => {
      const asked = limit === undefined ? { node } : { node, limit };
      const request = parse<ProfileRequest>('profile-request', asked, 'profile');
      const answer = await (await context.open()).profile(request, context.signal);
      context.out.write(json ? jsonDocument(answer) : text(answer));
    });
}

function countOf(value: string): number {
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new InvalidArgumentError('Give a whole number from 1 to 100.');
  return Number(value);
}

function text({ node, praise, criticism, text: words }: Profile): string {
  const lines = words.split('\n').map(plain).join('\n');
  const [first] = [...criticism, ...praise];
  if (node.label === 'Item' || first === undefined) return `${lines}\n`;
  const example = `whypath strike ${plain(node.id)} Aspect:${plain(first.aspect)}`;
  return `${lines}\n\nWhat shall not count is struck, such as: ${example}\n`;
}

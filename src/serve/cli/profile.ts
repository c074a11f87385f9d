import { Command, InvalidArgumentError } from 'commander';
import type { Profile, ProfileRequest } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import { profileEdits } from '../../core/explanation/profile/profile-edits.ts';
import type { Engine } from '../../engine/engine.ts';
import type { CliContext } from './context.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface ProfileOptions {
  readonly limit?: number;
  readonly edited?: string;
  readonly json: boolean;
}

/** Returns `whypath profile`: what a user values and minds, or what an item is praised and criticised for. */
export function profileCommand(context: CliContext): Command {
  return new Command('profile')
    .description('say what a user values and minds, or what an item is praised and criticised for')
    .argument('<node>', 'User:ID or Item:ID')
    .option('--limit <count>', 'most lines of each kind', countOf)
    .option('--edited <file>', 'a copy of the text of a user: what was deleted there is struck')
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath profile User:mara\n  $ whypath profile User:mara > mara.txt   # delete lines in it, then:\n  $ whypath profile User:mara --edited mara.txt\n',
    )
    .action(async (node: string, { limit, edited, json }: ProfileOptions) => {
      const asked = limit === undefined ? { node } : { node, limit };
      const request = parse<ProfileRequest>('profile-request', asked, 'profile');
      const engine = await context.open();
      const before = await engine.profile(request, context.signal);
      if (edited !== undefined) await strikeDeleted(context, engine, before, edited);
      const answer = edited === undefined ? before : await engine.profile(request, context.signal);
      context.out.write(json ? jsonDocument(answer) : text(answer));
    });
}

/** Strikes what a reader deleted from a copy of her profile, and says so. */
async function strikeDeleted(
  context: CliContext,
  engine: Engine,
  profile: Profile,
  path: string,
): Promise<void> {
  const { label, id } = profile.node;
  if (label !== 'User')
    throw new EngineError('usage', '--edited is for the profile of a user: only users strike.');
  const shown = { ...profile, text: profile.text.split('\n').map(plain).join('\n') };
  const { gone, isOfProfile } = profileEdits(shown, await context.files.readText(path, context.signal));
  if (!isOfProfile) {
    throw new EngineError(
      'request-invalid',
      `${path} holds no line of this profile. Write it first: whypath profile User:${id} > ${path}`,
    );
  }
  for (const node of gone) {
    await engine.strike({ user: id ?? '', node }, context.signal);
    context.err.write(`struck ${plain(node)}\n`);
  }
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

import type { Command } from 'commander';
import { EngineError } from '../../../core/errors.ts';
import type { RankedRequest } from '../../../engine/ranking/ranked-user.ts';
import { collect, numberOption } from './options.ts';

/** What `withRankedOptions` reads. */
export interface RankedOptions {
  readonly user?: string;
  readonly like: readonly string[];
  readonly dislike: readonly string[];
  readonly filter?: string;
  readonly popularity?: number;
  /** Only of commands that have the option. */
  readonly language?: string;
  readonly set: readonly string[];
}

/** Returns the command with the options that say whose ranking it is about and by which settings. */
export function withRankedOptions(command: Command): Command {
  return command
    .option('--user <id>', 'id of the user; without one, --like says all that is known')
    .option('--like <item>', 'take an item as liked, without writing it; may be repeated', collect, [])
    .option('--dislike <item>', 'take an item as disliked, without writing it; may be repeated', collect, [])
    .option('--filter <condition>', 'only items that meet it: a boolean condition on attributes and numbers')
    .option(
      '--popularity <exponent>',
      'multiply scores by (1 + likes of the item)^exponent; below 0 for what few know',
      numberOption('--popularity', -2, 2),
    )
    .option(
      '--set <name=value>',
      'a setting of the ranking for this request, such as alpha=0.4 or DESIGNED_BY.weight=0.3; may be repeated',
      collect,
      [],
    );
}

/** Option for the language of reasons. */
export const languageOption: readonly [flags: string, description: string] = [
  '--language <code>',
  'language of the reasons, such as de, where the data set has its words',
];

/** Returns what the options ask for; what was not given is left out. Throws `request-invalid` for a setting that is none. */
export function rankedRequest({
  user,
  like,
  dislike,
  filter,
  popularity,
  language,
  set,
}: RankedOptions): RankedRequest {
  return {
    ...(user === undefined ? {} : { user }),
    ...(like.length === 0 ? {} : { likes: [...like] }),
    ...(dislike.length === 0 ? {} : { dislikes: [...dislike] }),
    ...(filter === undefined ? {} : { filter }),
    ...(popularity === undefined ? {} : { popularity }),
    ...(language === undefined ? {} : { language }),
    ...(set.length === 0 ? {} : { settings: settingsOf(set) }),
  };
}

/** `alpha=0.4` sets a number, `recency=none` null, `DESIGNED_BY.weight=0.3` a number of a relation. */
function settingsOf(given: readonly string[]): NonNullable<RankedRequest['settings']> {
  const settings: Record<string, unknown> = {};
  const relations: Record<string, Record<string, number | null>> = {};
  for (const [name, value] of Object.entries(assignments('--set', given))) {
    const dot = name.indexOf('.');
    if (dot < 0) settings[name] = value;
    else {
      const type = name.slice(0, dot);
      relations[type] = { ...relations[type], [name.slice(dot + 1)]: value };
    }
  }
  return { ...settings, ...(Object.keys(relations).length === 0 ? {} : { relations }) } as NonNullable<
    RankedRequest['settings']
  >;
}

/** Returns the numbers of `name=number` by name, null for `none`. Throws `request-invalid` for what is neither. */
export function assignments(option: string, given: readonly string[]): Record<string, number | null> {
  return Object.fromEntries(
    given.map((text) => {
      const [, name, value] = /^([^=]+)=(none|-?\d+(?:\.\d+)?)$/u.exec(text) ?? [];
      if (name === undefined || value === undefined)
        throw new EngineError(
          'request-invalid',
          `${option} is ${JSON.stringify(text)}, expected a name, = and a number, such as ${option === '--quota' ? 'linking-item=2' : 'alpha=0.4'}.`,
        );
      return [name, value === 'none' ? null : Number(value)];
    }),
  );
}

import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { converse } from '../../../../src/engine/conversation/converse.ts';
import { hearMessage } from '../../../../src/engine/conversation/hear-message.ts';
import type { Engine } from '../../../../src/engine/engine.ts';
import { chatCommand } from '../../../../src/serve/cli/chat.ts';
import type { CliContext } from '../../../../src/serve/cli/context.ts';
import { depsOver, type SeedTalks, seedTalks } from '../../../engine/conversation/seed-talk.ts';

let talks: SeedTalks;

beforeAll(async () => {
  talks = await seedTalks();
});

afterAll(() => talks.store.close());

/** What the command prints of a conversation of these lines. */
async function chat(args: readonly string[], ...lines: string[]): Promise<string> {
  const deps = depsOver(talks.store);
  let written = '';
  const context: Partial<CliContext> = {
    open: async () =>
      ({
        converse: (request) => converse(deps, request, context.signal as AbortSignal),
        hearMessage: (request) => hearMessage(deps, request, context.signal as AbortSignal),
      }) as Engine,
    out: {
      write: (text) => {
        written += text;
      },
      isTerminal: false,
      columns: 80,
    },
    stdin: Readable.from([`${lines.join('\n')}\n`]),
    promptLine: null,
    signal: new AbortController().signal,
  };
  await chatCommand(context as CliContext).parseAsync([...args], { from: 'user' });
  return written.replaceAll(/[\da-f]{8}-[-\da-f]{27}/gu, 'ID');
}

describe('whypath chat on the seed', () => {
  it('reads as the golden file says', async () => {
    const talk = [
      await chat(
        ['--user', 'mara'],
        ...['help', 'why do you ask?', 'yes', 'no', 'what do you know about me?'],
        ...['something by Fen Aderley, but cheaper', 'yes', 'w', 'w 1', 'why not Acorn Ledger?'],
        ...[
          'why not Nine Mills?',
          'undo',
          'not by Fenn Adderley',
          'by Fenn Adderley',
          'what is the weather?',
        ],
        ...['the second one please'],
      ),
      await chat(['--item', 'tern-against-tide', '--values', '3'], '1', 'quieter', 'none of these', 'bye'),
    ].join('\n\n\n');
    await expect(talk).toMatchFileSnapshot('../../../golden/conversation/chat-seed.txt');
  });
});

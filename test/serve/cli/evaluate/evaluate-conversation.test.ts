import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/contract/types.ts';
import type { FileAccess } from '../../../../src/files/port.ts';
import type { CliContext } from '../../../../src/serve/cli/context.ts';
import { conversationSuite } from '../../../../src/serve/cli/evaluate/evaluate-conversation.ts';
import { inventedConversations, pure } from '../../../engine/evaluate/conversation/conversation-world.ts';
import { type CommandRun, runCommand } from '../run-command.ts';

function run(...args: readonly string[]): Promise<CommandRun> {
  const files: Pick<FileAccess, 'readConversationData'> = {
    readConversationData: () => Promise.resolve(inventedConversations('single-target')),
  };
  const withFiles = (context: CliContext) =>
    conversationSuite({ ...context, files: files as FileAccess, pure });
  return runCommand(withFiles, {}, ['--data', 'folder', ...args]);
}

describe('whypath evaluate conversation', () => {
  it('prints one document', async () => {
    const unsteady = ['--noise', '0.1', '--changes', '0.05', '--indifference', '0.2'];
    const { out, code } = await run('--sessions', '4', ...unsteady, '--seed', '3', '--json');
    const answer = JSON.parse(out) as Evaluation;
    expect(code).toBeNull();
    expect(answer).toMatchObject({
      suite: 'conversation',
      n: 4,
      parameters: { noise: 0.1, changes: 0.05, indifference: 0.2, seed: 3 },
    });
    expect(answer.curve).toHaveLength(8);
  });

  it('prints a table', async () => {
    const { out } = await run('--sessions', '4', '--policy', 'popularity');
    expect(out).toContain(
      'conversation on invented (single-target, policy popularity), test split, 4 sessions',
    );
    expect(out).toMatch(/^sr@8 +[01]\.\d{4} +± 0\.\d{4}$/mu);
    expect(out).toMatch(/^at +\d/mu);
    expect(out).toMatch(/^1 +100\.0 % +0\.0 % +\d+\.\d %$/mu);
  });

  it.each([
    [['--noise', '0.5'], '--noise is "0.5", expected a number from 0 to 0.45'],
    [['--noise', ''], '--noise is ""'],
    [['--changes', '-1'], '--changes is "-1"'],
    [['--indifference', '1'], '--indifference is "1"'],
    [['--sessions', '0'], '--sessions'],
    [['--policy', 'clever'], 'clever'],
    [['--split', 'train'], 'train'],
  ])('refuses %j', async (args, message) => {
    const refused = await run(...args);
    expect(refused.code).toBe('commander.invalidArgument');
    expect(refused.message).toContain(message);
  });
});

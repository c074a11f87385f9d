import { describe, expect, it } from 'vitest';
import {
  acceptedWording,
  questionFormat,
  questionPrompt,
} from '../../../src/core/explanation/question-wording.ts';

const noun = { one: 'game', many: 'games' };
const text = 'Would you like a game designed by Dr. Ann Lee?';

describe('a smoother question', () => {
  it('is asked for with the question as data', async () => {
    const prompt = questionPrompt(text)
      .map((message) => `# ${message.role}\n${message.content}\n`)
      .join('\n');
    await expect(`${prompt}\n${JSON.stringify(questionFormat, null, 2)}\n`).toMatchFileSnapshot(
      '../../golden/explanation/question-prompt.txt',
    );
  });

  it('is taken where it asks the same', () => {
    for (const wording of [
      'Would you like a game that was designed by Dr. Ann Lee?',
      'Would a game designed by Dr. Ann Lee be what you would like?',
    ])
      expect(accepted(wording)).toBe(wording);
  });

  it('is refused where it adds, leaves out, turns round or tells', () => {
    for (const wording of [
      'Would you like an award-winning game designed by Dr. Ann Lee?',
      'Would you like a game designed by Ann Lee?',
      'Would you like a game designed by Dr. Ann Lee or Bo Kim?',
      'Would you like a game not designed by Dr. Ann Lee?',
      'Would you like a game illustrated by Dr. Ann Lee?',
      'You would like a game designed by Dr. Ann Lee.',
      'Would you like 12 games designed by Dr. Ann Lee?',
      'Would you like a game designed by Dr. Ann Lee? Say yes.',
    ])
      expect(accepted(wording)).toBeNull();
  });

  it('is refused in any other form', () => {
    for (const reply of [
      '',
      text,
      '{"question":',
      '{"question":7}',
      'null',
      JSON.stringify({ question: 'x'.repeat(500) }),
    ])
      expect(acceptedWording(reply, text, ['Dr. Ann Lee'], noun)).toBeNull();
  });
});

function accepted(question: string): string | null {
  return acceptedWording(JSON.stringify({ question }), text, ['Dr. Ann Lee'], noun);
}

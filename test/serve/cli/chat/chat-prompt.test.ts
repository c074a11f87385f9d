import { render } from '@inquirer/testing';
import { describe, expect, it } from 'vitest';
import { chatPrompt } from '../../../../src/serve/cli/chat/chat-prompt.ts';

const choices = [
  { name: 'Yes', line: 'y' },
  { name: 'No', line: 'n' },
  { name: "Don't care", line: 'd' },
];

describe('the prompt of a conversation', () => {
  it('takes what is typed', async () => {
    const { answer, events, getScreen } = await render(chatPrompt, { choices });
    expect(getScreen()).toBe(">\n  Yes\n  No\n  Don't care");
    events.type('something by Ann');
    expect(getScreen()).toContain('> something by Ann');
    events.keypress('enter');
    await expect(answer).resolves.toBe('something by Ann');
    expect(getScreen()).toBe('> something by Ann');
  });

  it('takes what the arrow keys reach, and shows its name', async () => {
    const { answer, events, getScreen } = await render(chatPrompt, { choices });
    events.keypress('down');
    events.keypress('down');
    expect(getScreen()).toContain('❯ No');
    events.keypress('enter');
    await expect(answer).resolves.toBe('n');
    expect(getScreen()).toBe('> No');
  });

  it('stays within the choices and comes back to what was typed', async () => {
    const { answer, events, getScreen } = await render(chatPrompt, { choices });
    events.type('cheap');
    for (let press = 0; press < 9; press++) events.keypress('down');
    expect(getScreen()).toContain("❯ Don't care");
    for (let press = 0; press < 9; press++) events.keypress('up');
    expect(getScreen()).not.toContain('❯');
    events.type('er');
    expect(getScreen()).toContain('> cheaper');
    events.keypress('enter');
    await expect(answer).resolves.toBe('cheaper');
  });
});

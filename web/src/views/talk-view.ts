import type { AskSay, ShowSay, TurnAct } from '../../../src/contract/types.ts';
import { listenToArrows } from '../arrow-keys.ts';
import { element } from '../element.ts';
import type { PendingDoubts, TalkState } from '../talk.ts';
import { nodeName, percent } from '../words.ts';
import { loadingNotice, problemNotice } from './notice.ts';

/** What the conversation does. */
export interface TalkViewOptions {
  readonly act: (act: TurnAct, words: string) => void;
  readonly say: (text: string) => void;
  readonly choose: (start: number, node: string | null, words: string) => void;
  readonly close: () => void;
  readonly again: () => void;
}

/** Draws a conversation into `place`: what was said, the answers that fit, and a line for words of one's own. */
export function talkView(
  place: HTMLElement,
  options: TalkViewOptions,
): { update: (state: TalkState) => void } {
  const lines = element('ol', { class: 'talk-lines', role: 'log', 'aria-live': 'polite' });
  const answers = element('div', { class: 'talk-answers', role: 'group', 'aria-label': 'Answers' });
  const input = element('input', {
    id: 'say',
    type: 'text',
    maxlength: 2000,
    autocomplete: 'off',
    placeholder: 'Or say it in your own words',
    'aria-label': 'Say something',
  });
  const form = element(
    'form',
    {
      class: 'talk-form',
      submit: (event) => {
        event.preventDefault();
        const text = input.value.trim();
        if (text === '') return;
        input.value = '';
        options.say(text);
      },
    },
    input,
    element('button', { type: 'submit', class: 'quiet' }, 'Say'),
  );
  const close = element('button', { type: 'button', class: 'quiet', click: options.close }, 'Close');
  place.replaceChildren(
    element('header', { class: 'talk-head' }, element('h2', {}, 'Find something together'), close),
    lines,
    answers,
    form,
  );
  listenToArrows(answers, 'button');
  let drawn = 0;
  return {
    update: (state) => {
      if (state.lines.length < drawn) {
        lines.replaceChildren();
        drawn = 0;
      }
      for (const { from, text, isAside } of state.lines.slice(drawn))
        lines.append(element('li', { class: `talk-line ${from}${isAside ? ' aside' : ''}` }, text));
      drawn = state.lines.length;
      lines.lastElementChild?.scrollIntoView({ block: 'nearest' });
      const hadFocus = answers.contains(document.activeElement);
      answers.replaceChildren(...answersOf(state, options));
      if (hadFocus && !state.isBusy) answers.querySelector('button')?.focus({ preventScroll: true });
    },
  };
}

function answersOf(state: TalkState, options: TalkViewOptions): Node[] {
  if (state.isBusy) return [loadingNotice('Thinking…')];
  if (state.problem !== null) return [problemNotice(state.problem, options.again)];
  if (state.pending !== null) return doubtAnswers(state.pending, options);
  const say = state.shown?.standing;
  if (say === undefined) return [];
  const undo = (state.shown?.steps.length ?? 0) > 1 ? [actButton({ type: 'undo' }, 'Undo', options)] : [];
  if (say.type === 'ask') return [...askAnswers(say, options), ...undo];
  if (say.type === 'show') return [...showAnswers(say, options), ...undo];
  return undo;
}

function askAnswers(say: AskSay, options: TalkViewOptions): Node[] {
  const single = say.values.length < 2 ? [] : say.values;
  return [
    actButton({ type: 'answer', answer: 'yes' }, single.length === 0 ? 'Yes' : 'Any of these', options),
    ...single.map(({ attribute }) =>
      actButton(
        { type: 'answer', answer: 'yes', values: [attribute.id ?? ''] },
        `Only ${nodeName(attribute)}`,
        options,
      ),
    ),
    actButton({ type: 'answer', answer: 'no' }, 'No', options),
    actButton({ type: 'answer', answer: 'any' }, "Don't care", options),
    actButton({ type: 'why', item: null }, 'Why do you ask?', options),
  ];
}

function showAnswers(say: ShowSay, options: TalkViewOptions): Node[] {
  const rows = say.items.map((item) => {
    const name = item.name ?? item.id;
    return element(
      'li',
      { class: 'talk-item' },
      element('span', { class: 'item-name' }, name),
      element('span', { class: 'percent' }, percent(item.probability)),
      actButton({ type: 'accept', item: item.id }, 'Take it', options, `Take ${name}`),
      actButton({ type: 'why', item: item.id }, 'Why?', options, `Why ${name}?`),
    );
  });
  const first = say.items[0]?.id;
  const critiques = say.critiques.map(({ about, name, direction, text }) =>
    actButton(
      { type: 'critique', about, name, direction, ...(first === undefined ? {} : { than: first }) },
      capital(text),
      options,
    ),
  );
  return [
    element('ul', { class: 'talk-items' }, ...rows),
    ...critiques,
    actButton({ type: 'refuse' }, 'None of these', options),
  ];
}

function doubtAnswers({ doubts }: PendingDoubts, options: TalkViewOptions): Node[] {
  const [doubt] = doubts;
  if (doubt === undefined) return [];
  const choices = doubt.choices.map((node) => {
    const name = nodeName(node);
    return choiceButton(name, () => options.choose(doubt.start, `${node.label}:${node.id}`, name));
  });
  return [...choices, choiceButton('None of them', () => options.choose(doubt.start, null, 'None of them'))];
}

function actButton(act: TurnAct, text: string, options: TalkViewOptions, words = text): HTMLElement {
  return choiceButton(text, () => options.act(act, words), words);
}

function choiceButton(text: string, click: () => void, label = text): HTMLElement {
  const attributes = { type: 'button', class: 'quiet', click, 'aria-label': label === text ? null : label };
  return element('button', attributes, text);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import type { FollowUp } from '../../../src/contract/types.ts';
import { element } from '../element.ts';
import type { State } from '../state.ts';
import { loadingNotice, problemNotice } from './notice.ts';

/** What the box does. */
export interface QuestionOptions {
  readonly ask: (question: string) => void;
}

/** Questions offered before an answer names better ones. */
const firstQuestions: readonly string[] = ['Who said that?', 'What speaks against it?', 'Show me the path.'];
const questionLengthMax = 500;
/** Questions offered under an answer. */
const offeredMax = 4;

/** Returns a box that takes questions about the explanation above it and shows the answers. */
export function questionBox(options: QuestionOptions): {
  node: HTMLElement;
  update: (state: State, before: State) => void;
} {
  const input = element('input', {
    type: 'text',
    class: 'question',
    maxlength: questionLengthMax,
    'aria-label': 'Ask about this explanation',
    placeholder: 'Ask about this: what if I did not mind …?',
    autocomplete: 'off',
  });
  const answer = element('div', { class: 'answer', 'aria-live': 'polite' });
  const offered = element('p', { class: 'offered' }, ...offers(firstQuestions, options));
  const form = element(
    'form',
    { class: 'ask' },
    input,
    element('button', { type: 'submit', class: 'quiet' }, 'Ask'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const question = input.value.trim();
    if (question !== '') options.ask(question);
  });
  return {
    node: element('section', { class: 'questions', 'aria-label': 'Questions' }, form, offered, answer),
    update: (state, before) => {
      if (state.answer === before.answer) return;
      const load = state.answer;
      if (load.state === 'loading') answer.replaceChildren(loadingNotice('Looking in the graph…'));
      else if (load.state === 'failed')
        answer.replaceChildren(problemNotice(load.problem, () => ask(state, options)));
      else if (load.state === 'ready') {
        answer.replaceChildren(...answerNodes(load.value));
        offered.replaceChildren(...offers(othersOf(load.value), options));
      } else answer.replaceChildren();
    },
  };
}

function ask({ question }: State, options: QuestionOptions): void {
  if (question !== null) options.ask(question);
}

function answerNodes(answer: FollowUp): Node[] {
  const isKnown = answer.intent !== 'unknown';
  const text = isKnown ? answer.text : 'That question is not understood. These can be asked:';
  return [
    element('p', { class: 'question-asked hint' }, answer.question),
    element('p', { class: 'sentences' }, text),
  ];
}

/** Of a question that was not understood all that can be asked, else some of the others. */
function othersOf({ canAsk, question, intent }: FollowUp): string[] {
  return intent === 'unknown' ? canAsk : canAsk.filter((one) => one !== question).slice(0, offeredMax);
}

function offers(questions: readonly string[], options: QuestionOptions): Node[] {
  return questions.map((question) => {
    const button = element('button', { type: 'button', class: 'quiet offer' }, question);
    button.addEventListener('click', () => options.ask(question));
    return button;
  });
}

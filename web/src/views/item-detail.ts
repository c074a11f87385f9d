import type { Reason, Why } from '../../../src/contract/types.ts';
import { element } from '../element.ts';
import type { State } from '../state.ts';
import { count, withheldWords } from '../words.ts';
import { explanationText } from './explanation-text.ts';
import { loadingNotice, notice, problemNotice } from './notice.ts';
import { type PictureView, pictureView } from './picture-view.ts';
import { questionBox } from './question-box.ts';
import { rankLine } from './rank-line.ts';
import { reasonList } from './reason-list.ts';

const reasonsFirst = 6;

/** What the detail does. */
export interface ItemDetailOptions {
  readonly close: () => void;
  readonly retry: () => void;
  readonly select: (reason: string) => void;
  readonly cite: (reasons: readonly string[]) => void;
  readonly take: (reason: string) => void;
  readonly put: (reason: string) => void;
  readonly putAll: () => void;
  readonly reviews: (reason: Reason) => void;
  /** Asks a question about the explanation. */
  readonly ask: (question: string) => void;
  readonly announce: (text: string) => void;
}

/** Draws why an item suits the user into `place`. */
export function itemDetail(
  place: HTMLElement,
  options: ItemDetailOptions,
): { update: (state: State, before: State) => void } {
  let parts: { update: (state: State, before: State) => void }[] = [];
  let picture: PictureView | null = null;
  const explanation = element('div', { class: 'explanation-place' });
  return {
    update: (state, before) => {
      if (state.why !== before.why || state.item !== before.item || state.user !== before.user) {
        picture?.destroy();
        picture = null;
        parts = [];
        if (state.why.state === 'ready') {
          const drawn = draw(state.why.value, explanation, options);
          picture = drawn.picture;
          parts = drawn.parts;
          place.replaceChildren(drawn.node);
          drawn.title.focus({ preventScroll: true });
        } else {
          place.replaceChildren(...waiting(state, options));
        }
      }
      if (state.explanation !== before.explanation) showExplanation(state, explanation, options);
      for (const part of parts) part.update(state, before);
    },
  };
}

function waiting(state: State, options: ItemDetailOptions): Node[] {
  if (state.why.state === 'loading') return [loadingNotice('Looking for the reasons…')];
  if (state.why.state === 'failed')
    return [backButton(options), problemNotice(state.why.problem, options.retry)];
  if (state.list.state !== 'ready' || state.list.value.items.length === 0) return [];
  return [notice('Why?', 'Open an item to see which paths carried it here, and what happens without them.')];
}

function showExplanation(state: State, place: HTMLElement, options: ItemDetailOptions): void {
  const { explanation } = state;
  if (explanation.state === 'loading') place.replaceChildren(loadingNotice('Writing the explanation…'));
  else if (explanation.state === 'failed')
    place.replaceChildren(problemNotice(explanation.problem, options.retry));
  else if (explanation.state === 'ready') place.replaceChildren(explanationText(explanation.value, options));
  else place.replaceChildren();
}

function draw(
  why: Why,
  explanation: HTMLElement,
  options: ItemDetailOptions,
): {
  node: HTMLElement;
  title: HTMLElement;
  picture: PictureView;
  parts: { update: (state: State, before: State) => void }[];
} {
  const { item } = why;
  const title = element('h2', { tabindex: '-1', id: 'item-title' }, item.name ?? item.id);
  const rank = rankLine(why, options.announce, options.putAll);
  const picture = pictureView([...item.reasons, ...item.against], options.select);
  const reasons = reasonList(item.reasons, 'for', options);
  const against = reasonList(item.against, 'against', options);
  const questions = questionBox(options);
  const withheld = withheldWords(why);
  const node = element(
    'article',
    { 'aria-labelledby': 'item-title' },
    element('header', { class: 'detail-head' }, backButton(options), title, rank.node),
    explanation,
    questions.node,
    element(
      'div',
      { class: 'columns' },
      picture.node,
      element(
        'div',
        { class: 'column-reasons' },
        element('h3', {}, 'What carries it'),
        reasons.node,
        moreButton(reasons.node, item.reasons.length),
        item.against.length === 0 ? null : element('h3', {}, 'What speaks against it'),
        item.against.length === 0 ? null : against.node,
        withheld === null ? null : element('p', { class: 'hint withheld' }, withheld),
        ...counterfactualNodes(why),
      ),
    ),
  );
  return { node, title, picture, parts: [rank, reasons, against, picture, questions] };
}

/** The fewest things of the user without which the item leaves the first places. */
function counterfactualNodes({ counterfactual }: Why): Node[] {
  if (counterfactual === undefined || counterfactual === null || counterfactual.facts.length === 0) return [];
  const proof = counterfactual.isSmallest ? 'Nothing less takes it' : 'What takes it';
  return [
    element('h3', {}, 'What it rests on'),
    element('p', { class: 'counterfactual' }, counterfactual.text),
    element('p', { class: 'hint' }, `${proof} out of the first ${counterfactual.limit}.`),
  ];
}

function backButton(options: ItemDetailOptions): HTMLElement {
  const attributes = { type: 'button', class: 'quiet back', click: options.close, title: 'Close (Escape)' };
  return element('button', attributes, 'Back to the list');
}

/** Shows the strongest reasons first, the others on request. */
function moreButton(list: HTMLElement, length: number): HTMLElement | null {
  if (length <= reasonsFirst + 1) return null;
  const rest = [...list.children].slice(reasonsFirst) as HTMLElement[];
  for (const row of rest) row.hidden = true;
  const button = element(
    'button',
    { type: 'button', class: 'quiet more' },
    `Show ${count(rest.length, 'more reason', 'more reasons')}`,
  );
  button.addEventListener('click', () => {
    for (const row of rest) row.hidden = false;
    rest[0]?.querySelector('button')?.focus();
    button.remove();
  });
  return button;
}

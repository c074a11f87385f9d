import type { Reason } from '../../../src/contract/types.ts';
import { listenToArrows } from '../arrow-keys.ts';
import { element, shareBar } from '../element.ts';
import type { State } from '../state.ts';
import { basisWords, kindWords, percent, rankChange } from '../words.ts';

/** What the rows do. */
export interface ReasonListOptions {
  readonly select: (reason: string) => void;
  readonly take: (reason: string) => void;
  readonly put: (reason: string) => void;
  /** Opens the reviews behind an aspect of the item. */
  readonly reviews: (reason: Reason) => void;
}

/** Returns reasons as a list with shares, and a function that shows which are selected, cited and taken away. */
export function reasonList(
  reasons: readonly Reason[],
  side: 'for' | 'against',
  options: ReasonListOptions,
): { node: HTMLElement; update: (state: State) => void } {
  const rows = reasons.map((reason) => row(reason, side, options));
  const node = element('ul', { class: `reasons reasons-${side}` }, ...rows.map((each) => each.node));
  listenToArrows(node, 'button.reason-text');
  return {
    node,
    update: (state) => {
      for (const { update } of rows) update(state);
    },
  };
}

function row(
  reason: Reason,
  side: 'for' | 'against',
  options: ReasonListOptions,
): { node: HTMLElement; update: (state: State) => void } {
  let isTaken = false;
  const text = element(
    'button',
    { type: 'button', class: 'reason-text', click: () => options.select(reason.id), 'aria-pressed': 'false' },
    reason.text,
  );
  const toggle = element(
    'button',
    {
      type: 'button',
      class: 'quiet',
      'data-take': reason.id,
      click: () => (isTaken ? options.put(reason.id) : options.take(reason.id)),
    },
    'Take away',
  );
  const change = element('span', { class: 'row-rank' });
  const node = element(
    'li',
    { class: 'reason', 'data-reason': reason.id },
    element(
      'div',
      { class: 'reason-share' },
      element('span', { class: 'percent' }, `${side === 'against' ? '−' : ''}${percent(reason.share)}`),
      shareBar(reason.share, side === 'against' ? 'against' : reason.kind),
    ),
    element(
      'div',
      { class: 'reason-body' },
      text,
      element(
        'div',
        { class: 'reason-foot' },
        element('span', { class: `kind kind-${reason.kind}` }, kindWords(reason)),
        element('span', { class: 'basis' }, basisWords(reason)),
        element('span', { class: 'reason-actions' }, change, reviewsButton(reason, options), toggle),
      ),
    ),
  );
  const update = (state: State): void => {
    isTaken = state.removed.includes(reason.id);
    node.classList.toggle('taken', isTaken);
    node.classList.toggle('selected', state.selected === reason.id);
    node.classList.toggle('cited', state.cited.includes(reason.id));
    text.setAttribute('aria-pressed', String(state.selected === reason.id));
    change.textContent = changeOf(reason, state);
    toggle.textContent = isTaken ? 'Put back' : 'Take away';
    toggle.setAttribute('aria-label', `${isTaken ? 'Put back' : 'Take away'}: ${reason.text}`);
  };
  return { node, update };
}

/** The new rank stands at the reason taken last, where the reader looks. */
function changeOf(reason: Reason, { removed, without, why }: State): string {
  if (removed.at(-1) !== reason.id || why.state !== 'ready' || without.state !== 'ready') return '';
  return rankChange(why.value.item.rank, without.value.rank);
}

function reviewsButton(reason: Reason, options: ReasonListOptions): HTMLElement | null {
  if (aspectOf(reason) === null) return null;
  const attributes = { type: 'button', class: 'quiet', click: () => options.reviews(reason) };
  return element('button', { ...attributes, 'aria-label': `Reviews behind: ${reason.text}` }, 'Reviews');
}

/** Returns the id of the aspect that a reason runs through, null for another kind. */
export function aspectOf(reason: Reason): string | null {
  if (reason.kind !== 'aspect') return null;
  return reason.example.nodes.find((node) => node.label === 'Aspect')?.id ?? null;
}

import type { RecommendedItem } from '../../../src/contract/types.ts';
import { listenToArrows } from '../arrow-keys.ts';
import { element, shareBar } from '../element.ts';
import type { State } from '../state.ts';
import { loadingNotice, notice, problemNotice } from './notice.ts';

/** What the list needs. */
export interface ItemListOptions {
  readonly open: (item: string) => void;
  readonly retry: () => void;
}

/** Draws the ranked items of a user into `place`, anew when the list changes, and marks the one that is open. */
export function itemList(
  place: HTMLElement,
  options: ItemListOptions,
): { update: (state: State, before: State) => void; focusItem: (item: string | null) => void } {
  const buttons = (): HTMLElement[] => [...place.querySelectorAll<HTMLElement>('button.item')];
  listenToArrows(place, 'button.item');
  return {
    update: (state, before) => {
      if (state.list !== before.list) place.replaceChildren(...contents(state, options));
      if (state.list !== before.list || state.item !== before.item) {
        for (const button of buttons()) {
          if (button.dataset['item'] === state.item) button.setAttribute('aria-current', 'true');
          else button.removeAttribute('aria-current');
        }
      }
    },
    focusItem: (item) => {
      const all = buttons();
      (all.find((button) => button.dataset['item'] === item) ?? all[0])?.focus();
    },
  };
}

function contents(state: State, options: ItemListOptions): Node[] {
  const { list, user } = state;
  const name = user?.name ?? user?.id ?? '';
  if (list.state === 'loading') return [loadingNotice('Ranking…')];
  if (list.state === 'failed') return [problemNotice(list.problem, options.retry)];
  if (list.state === 'none') return [];
  const { items, parameters } = list.value;
  const heading = element('h2', { class: 'list-title' }, `For ${name}`);
  if (items.length === 0) {
    const text = `No path leads from ${name} to an item that is new to them.`;
    return [heading, notice('Nothing to recommend', text)];
  }
  const cold =
    parameters.method === 'popularity'
      ? element('p', { class: 'hint' }, `${name} has no history yet. These items are popular with everybody.`)
      : null;
  const top = items[0]?.score ?? 1;
  const rows = items.map((item) => element('li', {}, itemButton(item, top, options.open)));
  return [heading, ...(cold === null ? [] : [cold]), element('ol', { class: 'items' }, ...rows)];
}

function itemButton(item: RecommendedItem, topScore: number, open: (item: string) => void): HTMLElement {
  const relative = topScore > 0 ? item.score / topScore : 0;
  const reason = item.reasons[0]?.text;
  return element(
    'button',
    { type: 'button', class: 'item', 'data-item': item.id, click: () => open(item.id) },
    element('span', { class: 'rank' }, element('span', { class: 'unseen' }, 'Rank '), String(item.rank)),
    element(
      'span',
      { class: 'item-body' },
      element('span', { class: 'item-name' }, item.name ?? item.id),
      shareBar(relative, 'score'),
      reason === undefined ? null : element('span', { class: 'item-reason' }, reason),
    ),
    element(
      'span',
      { class: 'score', title: 'Score, comparable within this list' },
      element('span', { class: 'unseen' }, 'Score '),
      item.score.toPrecision(3),
    ),
  );
}

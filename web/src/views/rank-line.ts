import type { Why } from '../../../src/contract/types.ts';
import { element } from '../element.ts';
import type { State } from '../state.ts';
import { count, rankChange, rankSentence } from '../words.ts';

/** The rank of the open item, and what it becomes without the reasons taken away. */
export interface RankLine {
  readonly node: HTMLElement;
  readonly update: (state: State) => void;
}

/** Returns the line; `announce` is told a new rank in a sentence, `putAll` puts every reason back. */
export function rankLine(why: Why, announce: (text: string) => void, putAll: () => void): RankLine {
  const before = why.item.rank;
  const figure = element('span', { class: 'rank-figure' });
  const words = element('span', { class: 'rank-words' });
  const undo = element('button', { type: 'button', class: 'quiet', click: putAll }, 'Put all back');
  const node = element('div', { class: 'rank-line' }, figure, words, undo);
  let said: State['without'] | null = null;
  return {
    node,
    update: ({ without, removed }) => {
      node.classList.toggle('changed', removed.length > 0);
      undo.hidden = removed.length === 0;
      if (removed.length === 0) {
        figure.textContent = String(before);
        words.textContent = 'Rank';
      } else if (without.state === 'ready') {
        figure.textContent = rankChange(before, without.value.rank);
        words.textContent = `Rank without ${count(removed.length, 'reason', 'reasons')}`;
        if (said !== without) announce(rankSentence(before, without.value.rank, removed.length));
      } else if (without.state === 'failed') {
        figure.textContent = `${before} → ?`;
        words.textContent = without.problem.detail;
      } else {
        words.textContent = 'Ranking again…';
      }
      said = without;
    },
  };
}

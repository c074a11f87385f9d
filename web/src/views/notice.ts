import type { Problem } from '../../../src/contract/types.ts';
import { element } from '../element.ts';

const titles: Readonly<Record<string, string>> = {
  'server-gone': 'The server is gone',
  'node-unknown': 'Not in the graph',
  'graph-empty': 'The store is empty',
  'reason-unknown': 'The graph has changed',
};

/** Returns a short message with a title, and a command to copy where there is one. */
export function notice(title: string, text: string, command: string | null = null): HTMLElement {
  const shown = command === null ? null : element('code', { class: 'command' }, command);
  return element('div', { class: 'notice' }, element('h2', {}, title), element('p', {}, text), shown);
}

/** Returns what is shown while an answer is on its way. */
export function loadingNotice(text: string): HTMLElement {
  return element('p', { class: 'loading', role: 'status' }, text);
}

/** Returns a failure with what to do about it; `retry` is offered where the same request may work later. */
export function problemNotice(problem: Problem, retry: (() => void) | null): HTMLElement {
  if (problem.title === 'graph-empty') return emptyStore();
  const box = notice(titles[problem.title] ?? 'That did not work', problem.detail);
  box.setAttribute('role', 'alert');
  if (retry !== null)
    box.append(element('button', { type: 'button', class: 'quiet', click: retry }, 'Try again'));
  return box;
}

/** Returns what an empty store needs. */
export function emptyStore(): HTMLElement {
  return notice(
    'The store is empty',
    'There is nobody to recommend anything to yet. Import a data set, for example the one that comes with whypath, and load this page again:',
    'whypath import seed',
  );
}

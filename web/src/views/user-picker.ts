import type { NamedUser, Problem } from '../../../src/contract/types.ts';
import { element } from '../element.ts';
import { problemIn } from '../requests.ts';
import { type UserOptions, userOptions } from './user-options.ts';

const searchDelayMs = 120;

/** What the picker needs. */
export interface UserPickerOptions {
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly NamedUser[]>;
  readonly choose: (user: NamedUser) => void;
  readonly failed: (problem: Problem) => void;
}

/** The box in which a user is looked for. */
export interface UserPicker {
  readonly node: HTMLElement;
  readonly show: (user: NamedUser | null) => void;
  readonly focus: () => void;
}

/**
 * Returns a combo box after the ARIA pattern: typing searches, arrows move in the list, Enter chooses, Escape closes.
 */
export function userPicker(options: UserPickerOptions): UserPicker {
  const input = inputNode();
  let chosen: NamedUser | null = null;
  const show = (user: NamedUser | null): void => {
    chosen = user;
    input.value = nameOf(user);
  };
  const list = userOptions(input, (user) => {
    list.close();
    show(user);
    options.choose(user);
  });
  const search = searcher(options, list);
  const restore = (): void => {
    search.stop();
    list.close();
    input.value = nameOf(chosen);
  };
  /** A box that still holds the chosen name asks for everybody. */
  const open = (): void => search.now(input.value === nameOf(chosen) ? '' : input.value);

  input.addEventListener('input', () => search.soon(input.value));
  input.addEventListener('focus', () => input.select());
  input.addEventListener('blur', restore);
  input.addEventListener('click', () => {
    if (!list.isOpen()) open();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && list.isOpen()) {
      event.stopPropagation();
      restore();
    } else if (event.key === 'Enter') {
      const user = list.current();
      if (user === undefined) return;
      list.close();
      show(user);
      options.choose(user);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.isOpen()) list.move(event.key);
      else open();
    }
  });
  const label = element('label', { for: 'user' }, 'Recommend to');
  const box = element('div', { class: 'picker-box' }, input, list.node);
  return { node: element('div', { class: 'picker' }, label, box), show, focus: () => input.focus() };
}

function inputNode(): HTMLInputElement {
  return element('input', {
    id: 'user',
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Name or id',
    'aria-autocomplete': 'list',
    'aria-controls': 'users',
    'aria-expanded': 'false',
  });
}

/** Searches now, or when typing has paused; a new search gives up the one before it. */
function searcher(
  options: UserPickerOptions,
  list: UserOptions,
): { now: (text: string) => void; soon: (text: string) => void; stop: () => void } {
  let request = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    request.abort();
  };
  const now = (text: string): void => {
    stop();
    request = new AbortController();
    const { signal } = request;
    options
      .search(text, signal)
      .then((users) => {
        if (!signal.aborted) list.fill(users, text !== '');
      })
      .catch((error: unknown) => {
        if (signal.aborted) return;
        list.close();
        options.failed(problemIn(error));
      });
  };
  const soon = (text: string): void => {
    stop();
    timer = setTimeout(() => now(text), searchDelayMs);
  };
  return { now, soon, stop };
}

function nameOf(user: NamedUser | null): string {
  return user === null ? '' : (user.name ?? user.id);
}

import type { NamedUser } from '../../../src/contract/types.ts';
import { element } from '../element.ts';
import { positionAfter } from '../position-after.ts';

/** The list below the box in which a user is looked for. */
export interface UserOptions {
  readonly node: HTMLElement;
  readonly isOpen: () => boolean;
  /** The user that the arrow keys have reached, undefined for none. */
  readonly current: () => NamedUser | undefined;
  readonly fill: (users: readonly NamedUser[], isFirstMarked: boolean) => void;
  readonly move: (key: string) => void;
  readonly close: () => void;
}

/** Returns the closed list that belongs to `input`, after the ARIA pattern: the focus stays in the box. */
export function userOptions(input: HTMLInputElement, choose: (user: NamedUser) => void): UserOptions {
  const attributes = { id: 'users', role: 'listbox', 'aria-label': 'Users', class: 'options', hidden: true };
  const list = element('ul', attributes);
  let users: readonly NamedUser[] = [];
  let position = -1;
  const mark = (next: number): void => {
    position = next;
    [...list.children].forEach((option, index) => {
      option.setAttribute('aria-selected', String(index === position));
    });
    const option = users[position] === undefined ? undefined : list.children[position];
    if (option === undefined) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', option.id);
    option?.scrollIntoView({ block: 'nearest' });
  };
  const setOpen = (isOpen: boolean): void => {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
  };
  return {
    node: list,
    isOpen: () => !list.hidden,
    current: () => users[position],
    fill: (found, isFirstMarked) => {
      users = found;
      const options = users.map((user, index) => optionOf(user, index, () => choose(user)));
      list.replaceChildren(...(options.length > 0 ? options : [nobody()]));
      setOpen(true);
      mark(isFirstMarked && users.length > 0 ? 0 : -1);
    },
    move: (key) => {
      const next = positionAfter(key, position, users.length);
      if (next !== null) mark(next);
    },
    close: () => {
      setOpen(false);
      mark(-1);
    },
  };
}

function optionOf(user: NamedUser, index: number, choose: () => void): HTMLElement {
  const id = user.name === null ? null : element('span', { class: 'id' }, user.id);
  return element(
    'li',
    {
      id: `user-${index}`,
      role: 'option',
      'aria-selected': 'false',
      // The box must not lose the focus before the click counts.
      mousedown: (event) => event.preventDefault(),
      click: choose,
    },
    element('span', {}, user.name ?? user.id),
    id,
  );
}

function nobody(): HTMLElement {
  return element('li', { class: 'none', role: 'presentation' }, 'Nobody matches.');
}

import type { NamedUser } from '../../../src/contract/types.ts';
import { element } from '../element.ts';

const shownMax = 8;

/** Returns the first of some users as buttons, for readers who know nobody of the data set. */
export function suggestedUsers(users: readonly NamedUser[], choose: (user: NamedUser) => void): HTMLElement {
  const buttons = users
    .slice(0, shownMax)
    .map((user) =>
      element('button', { type: 'button', class: 'quiet', click: () => choose(user) }, user.name ?? user.id),
    );
  return element(
    'div',
    { class: 'offered suggested', role: 'group', 'aria-label': 'Some people' },
    ...buttons,
  );
}

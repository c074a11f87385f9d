import type { ServerStatus } from '../../../src/contract/types.ts';
import { element } from '../element.ts';
import { modelWords } from '../words.ts';

/** Draws where the data is and who writes the words. */
export function statusLine(place: HTMLElement, load: () => Promise<ServerStatus>): void {
  load()
    .then((status) => {
      const { reason } = status.model;
      place.replaceChildren(
        element('span', {}, `Store: ${status.store}`),
        element('span', { title: reason }, modelWords(status)),
      );
    })
    .catch(() => place.replaceChildren(element('span', {}, 'The state of the server is not known.')));
}

import { positionAfter } from './position-after.ts';

/** Lets the arrow keys, Home and End move the focus between the visible elements of `list` that match `selector`. */
export function listenToArrows(list: HTMLElement, selector: string): void {
  list.addEventListener('keydown', (event) => {
    const stops = [...list.querySelectorAll<HTMLElement>(`${selector}:not([hidden] *)`)];
    const position = stops.findIndex((stop) => stop.matches(':focus'));
    if (position < 0) return;
    const next = positionAfter(event.key, position, stops.length);
    if (next === null) return;
    event.preventDefault();
    stops[next]?.focus();
  });
}

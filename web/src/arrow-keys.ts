/** Returns the position that an arrow key, Home or End leads to in a list; null for another key or an empty list. */
export function positionAfter(key: string, position: number, length: number): number | null {
  if (length === 0) return null;
  if (key === 'ArrowDown') return Math.min(position + 1, length - 1);
  if (key === 'ArrowUp') return Math.max(position - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : null;
}

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

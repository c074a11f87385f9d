/** Returns the position that an arrow key, Home or End leads to in a list; null for another key or an empty list. */
export function positionAfter(key: string, position: number, length: number): number | null {
  if (length === 0) return null;
  if (key === 'ArrowDown') return Math.min(position + 1, length - 1);
  if (key === 'ArrowUp') return Math.max(position - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : null;
}

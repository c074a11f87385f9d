import type { ItemNumbers } from './port.ts';

/** Returns one number of the items that have it, from rows of (id, properties as JSON); other values do not count. */
export function itemNumbersOf(
  rows: Iterable<readonly [id: string, properties: string]>,
  name: string,
): ItemNumbers {
  const ids: string[] = [];
  const values: number[] = [];
  for (const [id, text] of rows) {
    const properties = JSON.parse(text) as Record<string, unknown>;
    const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (typeof value !== 'number') continue;
    ids.push(id);
    values.push(value);
  }
  return { ids, values: Float64Array.from(values) };
}

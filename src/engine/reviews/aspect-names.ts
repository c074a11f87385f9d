import type { GraphStore } from '../../store/port.ts';

/** Ids of aspects by what they are called. */
export interface AspectNames {
  /** Whether an aspect of this normal form is there. */
  has(name: string): boolean;
  /**
   * Returns the id of the aspect of a normal form, and of a kind that keeps homonyms apart; `isNew` once, where none had it
   * and this id is now its own.
   */
  idOf(name: string, kind?: string): { readonly aspect: string; readonly isNew: boolean };
}

/**
 * Returns the aspects of a store by their names in lower case. A new aspect gets its normal form as id, or
 * `rules:<normal form>` where an aspect of another name has that id; one of a kind gets
 * `vocabulary:<kind>/<normal form>` and is never found without its kind. Upper case does not count. Memory: every name once.
 */
export async function readAspectNames(store: GraphStore, signal: AbortSignal): Promise<AspectNames> {
  const idByName = new Map<string, string>();
  const ids = new Set<string>();
  const reader = await store.readSnapshot(signal);
  try {
    for await (const chunk of reader.streamNodes('Aspect', signal)) {
      for (const [index, id] of chunk.ids.entries()) {
        ids.add(id);
        const name = (chunk.names[index] ?? id).toLowerCase();
        // Two aspects of one name: the first in the order of ids takes what is found.
        if (!idByName.has(name) && !id.startsWith(kindPrefix)) idByName.set(name, id);
      }
    }
  } finally {
    await reader.close();
  }
  return {
    has: (name) => idByName.has(name.toLowerCase()),
    idOf(given, kind = '') {
      const name = given.toLowerCase();
      if (kind !== '') {
        const aspect = `${kindPrefix}${kind}/${name}`;
        const isNew = !ids.has(aspect);
        ids.add(aspect);
        return { aspect, isNew };
      }
      const known = idByName.get(name);
      if (known !== undefined) return { aspect: known, isNew: false };
      const aspect = ids.has(name) ? `rules:${name}` : name;
      idByName.set(name, aspect);
      ids.add(aspect);
      return { aspect, isNew: true };
    },
  };
}

const kindPrefix = 'vocabulary:';

/** In how many reviews each aspect is named. */
export interface AspectCounter {
  /** Adds the aspects of one review; one named twice counts once. */
  add(names: readonly string[]): void;
  countOf(name: string): number;
}

/** Returns a counter. Memory: every name once. */
export function countAspects(): AspectCounter {
  const counts = new Map<string, number>();
  return {
    add(names) {
      for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    countOf: (name) => counts.get(name) ?? 0,
  };
}

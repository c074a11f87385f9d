/**
 * Throws when `condition` is false: a mistake of ours, never of the caller of the package. Nothing catches it.
 * The message states the invariant that must hold ('offsets end at edgeCount').
 */
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${invariant}`);
}

import type { WalkSettings } from './walk-settings.ts';

/** Powers of degrees and scratch space, made once for many walks over one index. Not shared between threads. */
export interface WalkWorkspace {
  readonly settings: WalkSettings;
  /** deg(i)^-alpha, one entry an item. */
  readonly itemDamping: Float64Array;
  /** deg(v)^-alphaUsers, one entry a user. */
  readonly userDamping: Float64Array;
  /** deg(j)^-beta, one entry an item. */
  readonly reachDamping: Float64Array;
  /** All zero between walks, one entry a user. */
  readonly userMass: Float64Array;
  readonly touchedUsers: Uint32Array;
}

/** Returns the workspace for the degrees of all items and users. Cost: O(users + items). */
export function createWalkWorkspace(
  degrees: { readonly items: Float64Array; readonly users: Float64Array },
  settings: WalkSettings,
): WalkWorkspace {
  return {
    settings,
    itemDamping: degrees.items.map((degree) => damping(degree, settings.alpha)),
    userDamping: degrees.users.map((degree) => damping(degree, settings.alphaUsers)),
    reachDamping: degrees.items.map((degree) => damping(degree, settings.beta)),
    userMass: new Float64Array(degrees.users.length),
    touchedUsers: new Uint32Array(degrees.users.length),
  };
}

/** Returns deg^-exponent, and 0 for a node without likes. */
export function damping(degree: number, exponent: number): number {
  return degree > 0 ? degree ** -exponent : 0;
}

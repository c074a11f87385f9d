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
  /** The same two for users of long histories; null where all have the same exponents. */
  readonly long: LongDamping | null;
  /** All zero between walks, one entry a user. */
  readonly userMass: Float64Array;
  readonly touchedUsers: Uint32Array;
}

/** Powers of degrees by the exponents of users with at least `from` likes. */
export interface LongDamping extends ItemDamping {
  readonly from: number;
}

/** Powers of degrees, one entry an item. */
export type ItemDamping = Pick<WalkWorkspace, 'itemDamping' | 'reachDamping'>;

/** Returns the powers of degrees that hold for a user with so many likes. */
export function dampingFor(walk: WalkWorkspace, likeCount: number): ItemDamping {
  return walk.long !== null && likeCount >= walk.long.from ? walk.long : walk;
}

/** Returns the workspace for the degrees of all items and users. Cost: O(users + items). */
export function createWalkWorkspace(
  degrees: { readonly items: Float64Array; readonly users: Float64Array },
  settings: WalkSettings,
): WalkWorkspace {
  const { long } = settings;
  return {
    settings,
    ...itemDamping(degrees.items, settings),
    userDamping: degrees.users.map((degree) => damping(degree, settings.alphaUsers)),
    long: long === null ? null : { from: long.from, ...itemDamping(degrees.items, long) },
    userMass: new Float64Array(degrees.users.length),
    touchedUsers: new Uint32Array(degrees.users.length),
  };
}

function itemDamping(
  degrees: Float64Array,
  { alpha, beta }: Pick<WalkSettings, 'alpha' | 'beta'>,
): ItemDamping {
  return {
    itemDamping: degrees.map((degree) => damping(degree, alpha)),
    reachDamping: degrees.map((degree) => damping(degree, beta)),
  };
}

/** Returns deg^-exponent, and 0 for a node without likes. */
export function damping(degree: number, exponent: number): number {
  return degree > 0 ? degree ** -exponent : 0;
}

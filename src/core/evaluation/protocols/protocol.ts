import type { Random } from '../../random.ts';

/** The ways in which a simulated user answers, as `meta.json` names them. */
export const conversationProtocols = ['single-target', 'two-target', 'user-dependent'] as const;

/** One of them. */
export type ConversationProtocol = (typeof conversationProtocols)[number];

/** One session of a file: who talks and what would be right, as numbers of the data. */
export interface SessionRow {
  readonly user: number;
  /** One item; two for two targets, which may be the same. */
  readonly targets: readonly number[];
}

/** What a protocol knows of the world: lists of attributes by item and by user, ascending. */
export interface ProtocolWorld {
  readonly attributesOfItem: (item: number) => readonly number[];
  /** The hidden list of a user, by which the user-dependent protocol answers. */
  readonly attributesOfUser: (user: number) => readonly number[];
  /** Items that have an attribute, all items for null; ascending. */
  readonly itemsOfAttribute: (attribute: number | null) => readonly number[];
}

/**
 * The simulated user of one session. It says which attributes of a question hold, and whether a list holds a target.
 * It remembers nothing: the same question gets the same answer (wrong answers are injected outside).
 */
export interface SimulatedUser {
  /** What the user says first; null where the protocol has no opening. */
  readonly opening: number | null;
  readonly holds: (attribute: number) => boolean;
  readonly targets: readonly number[];
  /**
   * Returns the same user wanting one other item, drawn uniformly from those that have the opening attribute (all,
   * without one), neither wanted now nor refused; null where there is none.
   */
  readonly otherWish: (refused: ReadonlySet<number>, random: Random) => SimulatedUser | null;
}

/**
 * Returns the simulated user of a session.
 *
 * - `single-target`: says yes iff the target has the attribute; opens with one of its attributes.
 * - `two-target`: says yes iff either target has it; opens with an attribute that both have.
 * - `user-dependent`: says yes iff the target has it and it stands in the user's own hidden list; no opening.
 *
 * The opening is drawn uniformly from the sorted common attributes; null where there is none.
 */
export function simulatedUser(
  protocol: ConversationProtocol,
  world: ProtocolWorld,
  session: SessionRow,
  random: Random,
): SimulatedUser {
  return wishing(protocol, world, session, openingOf(protocol, world, session, random));
}

function openingOf(
  protocol: ConversationProtocol,
  world: ProtocolWorld,
  session: SessionRow,
  random: Random,
): number | null {
  if (protocol === 'user-dependent') return null;
  const [first = [], ...others] = session.targets.map((target) => world.attributesOfItem(target));
  const common = [...new Set(first)].filter((attribute) => others.every((has) => has.includes(attribute)));
  common.sort((left, right) => left - right);
  return common.length === 0 ? null : (common[Math.floor(random() * common.length)] ?? null);
}

function wishing(
  protocol: ConversationProtocol,
  world: ProtocolWorld,
  session: SessionRow,
  opening: number | null,
): SimulatedUser {
  const { targets } = session;
  const has = targets.map((target) => new Set(world.attributesOfItem(target)));
  const own = protocol === 'user-dependent' ? new Set(world.attributesOfUser(session.user)) : null;
  return {
    opening,
    holds: (attribute) =>
      (own === null || own.has(attribute)) && has.some((attributes) => attributes.has(attribute)),
    targets,
    otherWish: (refused, random) => {
      const others = world
        .itemsOfAttribute(opening)
        .filter((item) => !targets.includes(item) && !refused.has(item));
      const other = others[Math.floor(random() * others.length)];
      return other === undefined ? null : wishing(protocol, world, { ...session, targets: [other] }, opening);
    },
  };
}

/**
 * Returns the seed of a session's generator from the seed of the run and the session's line (from 0), so that a
 * session plays the same whatever others are played (a 32-bit mix, Murmur3's finaliser).
 */
export function sessionSeed(seed: number, line: number): number {
  let mixed = (Math.imul(seed, 0x9e3779b1) + Math.imul(line + 1, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

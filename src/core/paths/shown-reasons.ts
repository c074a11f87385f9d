import type { PathShown, Reason, StepShown, Withheld } from '../../contract/types.ts';
import { edgesEnd, edgesStart } from '../graph/csr.ts';
import { idAt } from '../graph/keys.ts';
import { showNode } from '../graph/show-node.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';
import { opinionCount } from '../ranking/aspect-agreement.ts';
import { isForward, likedNamed, reasonText, type WordingContext } from './reason-words.ts';
import type { PathGroup } from './reasons.ts';

/** Reasons of one item as they may leave the core. */
export interface ShownReasons {
  /** By falling share; at most as many as asked for. */
  readonly reasons: Reason[];
  /** Reasons against the item, by falling absolute share. */
  readonly against: Reason[];
  /** What is left out because fewer than `peopleMin` people stand behind it. */
  readonly withheld: Withheld;
}

/**
 * Returns the reasons of an item for a user. Shares are parts of the sum of the positive contributions; those of all
 * reasons and of what is withheld sum to 1. A group with fewer than `peopleMin` other users on it is withheld, and no
 * other user's id or name is in the answer. Where `picked` is given, no other group that speaks for the item is shown;
 * it stays in the sums.
 */
export function shownReasons(
  context: WordingContext,
  groups: readonly PathGroup[],
  pair: { readonly user: number; readonly item: number },
  options: {
    readonly peopleMin: number;
    readonly reasonsMax: number | null;
    readonly picked?: ReadonlySet<PathGroup>;
  },
): ShownReasons {
  const positive = groups.reduce((sum, group) => sum + Math.max(0, group.contribution), 0);
  const result: ShownReasons = { reasons: [], against: [], withheld: { count: 0, share: 0 } };
  for (const group of groups) {
    const share = positive > 0 ? Math.abs(group.contribution) / positive : 0;
    if (group.people !== null && group.people < options.peopleMin) {
      result.withheld.count++;
      if (group.contribution > 0) result.withheld.share += share;
      continue;
    }
    if (group.contribution > 0 && options.picked?.has(group) === false) continue;
    const list = group.contribution > 0 ? result.reasons : result.against;
    if (options.reasonsMax !== null && list.length >= options.reasonsMax) continue;
    list.push(shownReason(context, group, pair, share));
  }
  return result;
}

/** Returns the id of a path group, stable for the pair: kind, relation where there is one, and the id of the node. */
export function reasonId(snapshot: GraphSnapshot, group: PathGroup): string {
  const relation = group.relation === null ? '' : `${group.relation}:`;
  return `${group.through}:${relation}${idAt(snapshot.keys, group.node)}`;
}

function shownReason(
  context: WordingContext,
  group: PathGroup,
  pair: { readonly user: number; readonly item: number },
  share: number,
): Reason {
  return {
    id: reasonId(context.snapshot, group),
    kind: group.through === 'related-item' ? 'linking-item' : group.through,
    share,
    contribution: group.contribution,
    paths: group.paths,
    ...(group.people === null ? {} : { people: group.people }),
    example: pathOver(context, group, pair, group.linkingItems[0] ?? group.node),
    reviews: [],
    ...(group.through === 'shared-entity'
      ? { liked: likedNamed(context, group).map((node) => showNode(context.snapshot, node, null)) }
      : {}),
    text: reasonText(context, group, pair.item),
  };
}

/** Returns the path of a group that begins at one of its liked items, other users without id and name. */
export function pathOver(
  context: WordingContext,
  group: PathGroup,
  pair: { readonly user: number; readonly item: number },
  linkingItem: number,
): PathShown {
  const nodes = nodesOver(group, pair, linkingItem);
  const relations: StepShown[] = [];
  for (let position = 1; position < nodes.length; position++) {
    relations.push(step(context, group, nodes[position - 1]!, nodes[position]!));
  }
  return { nodes: nodes.map((node) => showNode(context.snapshot, node, pair.user)), relations };
}

function nodesOver(
  group: PathGroup,
  pair: { readonly user: number; readonly item: number },
  linkingItem: number,
): number[] {
  switch (group.through) {
    case 'popularity':
      return [pair.item];
    case 'aspect':
      return [pair.user, group.node, pair.item];
    case 'linking-item':
      return [pair.user, group.node, group.examplePerson!, pair.item];
    case 'related-item':
      return [pair.user, group.node, pair.item];
    case 'shared-entity':
      return [pair.user, linkingItem, group.node, pair.item];
  }
}

/** The relationship between two neighbours of an example path: the group's own, an opinion's or an act. */
function step(context: WordingContext, group: PathGroup, from: number, to: number): StepShown {
  const { snapshot, aspectTerm } = context;
  if (group.through === 'aspect') {
    if (to === group.node) {
      const values = opinionCount(aspectTerm?.values ?? null, from, to) > 0;
      return { type: values ? 'VALUES' : 'MINDS', direction: 'forward' };
    }
    return { type: group.contribution > 0 ? 'PRAISED_FOR' : 'CRITICISED_FOR', direction: 'backward' };
  }
  const act = actBetween(snapshot, from, to);
  if (act !== null) return act;
  const direction = isForward(snapshot, group.relation!, from, to) ? 'forward' : 'backward';
  return { type: group.relation!, direction };
}

/** The first interaction between two nodes in code-unit order of types, or null where there is none. */
function actBetween(snapshot: GraphSnapshot, from: number, to: number): StepShown | null {
  for (const relation of snapshot.relations) {
    if (relation.role !== 'interaction') continue;
    for (const direction of ['forward', 'backward'] as const) {
      const csr = relation[direction];
      const end = edgesEnd(csr, from);
      for (let slot = edgesStart(csr, from); slot < end; slot++) {
        if (csr.targets[slot] === to) return { type: relation.type, direction };
      }
    }
  }
  return null;
}

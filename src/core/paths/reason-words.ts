import type { GraphManifest } from '../../contract/types.ts';
import { edgesEnd, edgesStart } from '../graph/csr.ts';
import { relationSentence } from '../graph/relation-words.ts';
import { titleAt } from '../graph/show-node.ts';
import { type GraphSnapshot, relationOf } from '../graph/snapshot.ts';
import { opinionCount } from '../ranking/aspect-agreement.ts';
import type { AspectTerm } from '../ranking/terms.ts';
import type { PathGroup } from './reasons.ts';

/** What wording needs beside the group: names come from the snapshot, sentences from the manifest. */
export interface WordingContext {
  readonly snapshot: GraphSnapshot;
  readonly manifest: GraphManifest;
  readonly aspectTerm: AspectTerm | null;
}

/** Returns a reason as one English sentence. Only names of items, attributes and aspects occur in it. */
export function reasonText(context: WordingContext, group: PathGroup, item: number): string {
  const name = titleAt(context.snapshot, item);
  switch (group.through) {
    case 'linking-item':
      if (group.contribution < 0)
        return `Beside your other likes, liking ${titleAt(context.snapshot, group.node)} goes with liking ${name} less.`;
      return linkingItemText(group.people ?? 0, titleAt(context.snapshot, group.node), name);
    case 'popularity':
      return `${peopleText(group.people ?? 0)} liked ${name}.`;
    case 'related-item':
      return relatedItemText(context, group, item);
    case 'shared-entity':
      return `${linkText(context, group.relation!, item, group.node)}, like ${likedText(context, group)}.`;
    case 'aspect':
      return aspectText(context, group, item);
  }
}

/** Returns the sentence of a linking item: how many people like both. */
export function linkingItemText(people: number, linking: string, item: string): string {
  return `${peopleText(people)} who liked ${linking} also liked ${item}.`;
}

/** Whether the stored relationship leads from `node` to `neighbour` (true) or the other way round. */
export function isForward(snapshot: GraphSnapshot, type: string, node: number, neighbour: number): boolean {
  const csr = relationOf(snapshot, type)?.forward;
  if (csr === undefined) return false;
  const end = edgesEnd(csr, node);
  for (let slot = edgesStart(csr, node); slot < end; slot++) if (csr.targets[slot] === neighbour) return true;
  return false;
}

function linkText(context: WordingContext, type: string, item: number, neighbour: number): string {
  const { snapshot, manifest } = context;
  const forward = isForward(snapshot, type, item, neighbour);
  const [source, target] = forward ? [item, neighbour] : [neighbour, item];
  const ends = { from: titleAt(snapshot, source), to: titleAt(snapshot, target) };
  return relationSentence(manifest, type, ends, forward ? 'from' : 'to');
}

function relatedItemText(context: WordingContext, group: PathGroup, item: number): string {
  const link = linkText(context, group.relation!, item, group.node);
  const liked = titleAt(context.snapshot, group.node);
  return link.endsWith(liked) ? `${link}, which you liked.` : `${link}, and you liked ${liked}.`;
}

function likedText(context: WordingContext, group: PathGroup): string {
  const first = titleAt(context.snapshot, group.linkingItems[0]!);
  const more = group.linkingItems.length - 1;
  return more === 0 ? `${first}, which you liked` : `${first} and ${more} more that you liked`;
}

function aspectText(context: WordingContext, group: PathGroup, item: number): string {
  const { snapshot, aspectTerm } = context;
  const praise = opinionCount(aspectTerm?.praised ?? null, item, group.node);
  const criticism = opinionCount(aspectTerm?.criticised ?? null, item, group.node);
  const isFor = group.contribution > 0;
  const counted = isFor ? praise : criticism;
  const verb = isFor ? 'praise' : 'criticise';
  const name = titleAt(snapshot, item);
  return `You care about ${titleAt(snapshot, group.node)}: ${countText(counted, praise + criticism, verb)} ${name}.`;
}

function countText(counted: number, total: number, verb: string): string {
  if (total === 1) return `the one opinion about it ${verb}s`;
  if (counted === total) return `${total === 2 ? 'both' : `all ${total}`} opinions about it ${verb}`;
  return `${counted} of ${total} opinions about it ${verb}${counted === 1 ? 's' : ''}`;
}

function peopleText(people: number): string {
  return people === 1 ? '1 person' : `${people} people`;
}

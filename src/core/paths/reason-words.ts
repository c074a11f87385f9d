import type { GraphManifest } from '../../contract/types.ts';
import { edgesEnd, edgesStart } from '../graph/csr.ts';
import { english, englishWordings, nameIn, type Wordings } from '../graph/language-words.ts';
import { fillTemplate, relationSentence } from '../graph/relation-words.ts';
import { titleAt } from '../graph/show-node.ts';
import { type GraphSnapshot, relationOf } from '../graph/snapshot.ts';
import { listed } from '../list-words.ts';
import { opinionCount } from '../ranking/aspect-agreement.ts';
import type { AspectTerm } from '../ranking/terms.ts';
import type { PathGroup } from './reasons.ts';

/** What wording needs beside the group: names come from the snapshot, sentences from the manifest. */
export interface WordingContext {
  readonly snapshot: GraphSnapshot;
  readonly manifest: GraphManifest;
  readonly aspectTerm: AspectTerm | null;
  /** English where absent. */
  readonly wordings?: Wordings;
}

/** Returns a reason as one sentence. Only names of items, attributes and aspects occur in it. */
export function reasonText(context: WordingContext, group: PathGroup, item: number): string {
  const wordings = context.wordings ?? englishWordings;
  const { words } = wordings;
  const name = titleAt(context.snapshot, item);
  const people = group.people ?? 0;
  switch (group.through) {
    case 'linking-item': {
      const liked = titleAt(context.snapshot, group.node);
      if (group.contribution < 0) return fillTemplate(words.likedLess, { liked, item: name });
      return linkingItemText(people, liked, name, wordings);
    }
    case 'popularity':
      return fillTemplate(people === 1 ? words.popularOne : words.popularMany, { count: people, item: name });
    case 'related-item':
      return relatedItemText(context, group, item);
    case 'shared-entity':
      return sharedEntityText(context, group, item);
    case 'aspect':
      return aspectText(context, group, item);
  }
}

/** Returns the sentence of a linking item: how many people like both. */
export function linkingItemText(
  people: number,
  liked: string,
  item: string,
  { words }: Wordings = englishWordings,
): string {
  return fillTemplate(people === 1 ? words.likedByOne : words.likedByMany, { count: people, liked, item });
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
  const { snapshot, manifest, wordings = englishWordings } = context;
  const forward = isForward(snapshot, type, item, neighbour);
  const [source, target] = forward ? [item, neighbour] : [neighbour, item];
  const ends = { from: nameIn(snapshot, wordings, source), to: nameIn(snapshot, wordings, target) };
  const language = wordings.language === english ? null : wordings.language;
  return relationSentence(manifest, type, ends, forward ? 'from' : 'to', language);
}

function relatedItemText(context: WordingContext, group: PathGroup, item: number): string {
  const { words } = context.wordings ?? englishWordings;
  const link = linkText(context, group.relation!, item, group.node);
  const liked = titleAt(context.snapshot, group.node);
  return fillTemplate(link.endsWith(liked) ? words.relatedLast : words.related, { link, liked });
}

function sharedEntityText(context: WordingContext, group: PathGroup, item: number): string {
  const { words } = context.wordings ?? englishWordings;
  const link = linkText(context, group.relation!, item, group.node);
  const named = likedNamed(context, group).map((one) => titleAt(context.snapshot, one));
  const liked = listed(named, words.and);
  const count = group.linkingItems.length - named.length;
  const template = count === 0 ? words.shared : count === 1 ? words.sharedAndOne : words.sharedAndMany;
  return fillTemplate(template, { link, liked, count });
}

/** Most of the reader's items that the text of a reason names, and how long their names may be in all, in UTF-16 units. */
const likedNamedMax = 3;
const likedLengthMax = 90;

/**
 * Returns which of the reader's items that share an entity the text of a reason names, as node indices: all of them where
 * they are few and English tells them, else the first, and the text counts the others.
 */
export function likedNamed(
  { snapshot, wordings = englishWordings }: WordingContext,
  { linkingItems }: PathGroup,
): readonly number[] {
  const length = linkingItems
    .slice(0, likedNamedMax)
    .reduce((sum, item) => sum + titleAt(snapshot, item).length, 0);
  const isShort = linkingItems.length <= likedNamedMax && length <= likedLengthMax;
  return isShort && wordings.language === english ? linkingItems : linkingItems.slice(0, 1);
}

function aspectText(context: WordingContext, group: PathGroup, item: number): string {
  const { snapshot, aspectTerm, wordings = englishWordings } = context;
  const { words } = wordings;
  const praise = opinionCount(aspectTerm?.praised ?? null, item, group.node);
  const criticism = opinionCount(aspectTerm?.criticised ?? null, item, group.node);
  const isFor = group.contribution > 0;
  const counts = { count: isFor ? praise : criticism, total: praise + criticism };
  const opinions = fillTemplate(words[`${isFor ? 'praise' : 'criticism'}${sizeOf(counts)}`], {
    ...counts,
    item: titleAt(snapshot, item),
  });
  const aspect = nameIn(snapshot, wordings, group.node);
  return fillTemplate(isFor ? words.praised : words.criticised, { aspect, opinions });
}

/** Which of the sentences counts so many of all opinions. */
function sizeOf(counts: {
  readonly count: number;
  readonly total: number;
}): 'Only' | 'Both' | 'All' | 'One' | 'Some' {
  const { count, total } = counts;
  if (total === 1) return 'Only';
  if (count === total) return total === 2 ? 'Both' : 'All';
  return count === 1 ? 'One' : 'Some';
}

import { nameKey, type Vocabulary, type VocabularyAspect } from './vocabulary.ts';

/** What a review calls an aspect. */
export interface Mention {
  /** In normal form. */
  readonly name: string;
  /** `thing`, `act` for what is done with a thing, or a kind of a vocabulary where a model saw which one is meant. */
  readonly kind: string;
}

/** A vocabulary as extraction asks it. */
export interface MentionLabels {
  /** The aspect that a mention counts as, undefined where the vocabulary knows none. */
  aspectOf(mention: Mention): VocabularyAspect | undefined;
}

/**
 * Returns which aspect a mention counts as: one of the mention's own kind, else one of no kind, else the only one of the other
 * kinds; none where several are left, since grammar alone does not tell them apart. Cost of a question: O(length of name).
 */
export function labelMentions(vocabulary: Vocabulary): MentionLabels {
  const byKey = new Map<string, VocabularyAspect>();
  const ofOtherKinds = new Map<string, Set<VocabularyAspect>>();
  for (const aspect of vocabulary)
    for (const name of [aspect.name, ...aspect.names]) {
      byKey.set(nameKey(name, aspect.kind), aspect);
      if (/^(act|thing)?$/.test(aspect.kind)) continue;
      const key = nameKey(name, '');
      ofOtherKinds.set(key, (ofOtherKinds.get(key) ?? new Set()).add(aspect));
    }
  return {
    aspectOf: ({ name, kind }) => {
      const plain = nameKey(name, '');
      const others = ofOtherKinds.get(plain);
      const only = others?.size === 1 ? [...others][0] : undefined;
      return byKey.get(nameKey(name, kind)) ?? byKey.get(plain) ?? only;
    },
  };
}

/** Returns a mention as the store keeps it: its kind before a colon, unless it is a thing. */
export function mentionText({ name, kind }: Mention): string {
  return kind === plainKind && !marked.test(name) ? name : `${kind}:${name}`;
}

/** Returns the mention of a stored text. */
export function mentionOf(text: string): Mention {
  const [, kind = plainKind, name = text] = marked.exec(text) ?? [];
  return { name, kind };
}

const plainKind = 'thing';
const marked = /^([a-z][a-z0-9-]*):(.*)$/s;

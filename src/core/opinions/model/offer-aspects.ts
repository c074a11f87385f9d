import { compactForm, normalForm } from '../vocabulary/normal-form.ts';
import type { Vocabulary, VocabularyAspect } from '../vocabulary/vocabulary.ts';

/** What a model answers where no aspect that it was offered fits. */
export const otherLabel = 'other';

/** An aspect as a model is offered it. */
export interface OfferedAspect {
  /** The name, with the kind in brackets where it has one; no two are the same. */
  readonly label: string;
  readonly aspect: VocabularyAspect;
}

/** A vocabulary as pieces of reviews ask it. */
export interface AspectOffer {
  /** At most `count` aspects: those of which the text has a word come first, then the others in order. */
  forText(text: string, count: number): OfferedAspect[];
}

/** Returns what a vocabulary offers to a model. Cost of a question: O(names of the vocabulary + length of the text). */
export function offerAspects(vocabulary: Vocabulary): AspectOffer {
  const all = vocabulary.map((aspect) => {
    const words = [aspect.name, ...aspect.names].flatMap((name) => normalForm(name).split(' '));
    return { label: labelOf(aspect), aspect, words: [...new Set(words)].filter((word) => word.length > 2) };
  });
  return {
    forText(text, count) {
      if (all.length <= count) return all.map(({ label, aspect }) => ({ label, aspect }));
      const inText = new Set(text.split(/[^\p{L}\p{N}]+/u).map(compactForm));
      const named = all.filter(({ words }) => words.some((word) => inText.has(word)));
      const others = all.filter((each) => !named.includes(each)).slice(0, Math.max(0, count - named.length));
      return [...named, ...others].slice(0, count).map(({ label, aspect }) => ({ label, aspect }));
    },
  };
}

function labelOf({ name, kind }: VocabularyAspect): string {
  if (kind !== '') return `${name} (${kind})`;
  return name === otherLabel ? `${name} (aspect)` : name;
}

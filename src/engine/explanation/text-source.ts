import type { CitedSentence, Evidence, Explanation, ExplanationPlan } from '../../contract/types.ts';

/** What a text is made from, whatever its form: all that is fixed before a word is written. */
export interface TextSource {
  /** What it is about: the item, or for a profile the user; a comparison has the other item too. */
  readonly about: Pick<Explanation, 'item' | 'other' | 'rank' | 'revision' | 'snapshot'>;
  /** Name of that in sentences. */
  readonly itemName: string;
  /** Name or names that a model is told the text is about. */
  readonly subject: string;
  readonly evidence: readonly Evidence[];
  /** What of it is told; without steps where nothing can be. */
  readonly plan: ExplanationPlan;
  /** Writes a plan, this one or one with less in it, without a model. */
  readonly write: (plan: ExplanationPlan) => CitedSentence[];
  /** What is said where nothing can be told, and why. */
  readonly nothing: { readonly text: string; readonly why: string };
}

import type { CitedSentence, Evidence, ExplanationPlan, PlanStep } from '../../contract/types.ts';
import { gateLimits } from '../../core/explanation/gate/gate.ts';
import { wordCount } from '../../core/explanation/gate/words.ts';
import type { TextForm } from '../../core/explanation/text-form.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { checkedSentences, type ProposedSentence } from './checked-sentences.ts';
import type { TextSource } from './text-source.ts';

/**
 * Returns the source of a text whose sentences are proposed one by one, in order: those that the gate lets pass are its
 * plan, and its text without a model.
 */
export function statementSource(
  graph: LoadedGraph,
  form: TextForm,
  proposed: readonly ProposedSentence[],
  more: Pick<TextSource, 'about' | 'itemName' | 'subject' | 'nothing'>,
): TextSource {
  const { sentences, evidence } = checkedSentences(proposed, more.itemName, graph);
  const roles = new Map(
    sentences.map((sentence, index) => [sentence, roleOf(sentence.cites, evidence, index)]),
  );
  const told = shortened(sentences, (sentence) => roles.get(sentence) !== 'further');
  const steps = told.map(
    (sentence): PlanStep => ({
      role: roles.get(sentence) ?? 'further',
      cites: sentence.cites,
    }),
  );
  const cited = new Set(told.flatMap(({ cites }) => cites));
  return {
    ...more,
    evidence: evidence.filter(({ id }) => cited.has(id)),
    plan: { form, steps },
    write: (plan) => told.filter((sentence) => isTold(plan, sentence)),
  };
}

/** Leaves out what need not stay, the longest first, until the gate lets so many sentences and words pass as one text. */
function shortened(
  sentences: readonly CitedSentence[],
  mustStay: (sentence: CitedSentence) => boolean,
): CitedSentence[] {
  const told = [...sentences];
  const words = (): number => told.reduce((sum, { text }) => sum + wordCount(text), 0);
  while (told.length > gateLimits.sentencesMax || words() > gateLimits.textWordsMax) {
    const loose = told.filter((sentence) => !mustStay(sentence));
    const [longest] = loose.sort((left, right) => right.text.length - left.text.length);
    told.splice(longest === undefined ? told.length - 1 : told.indexOf(longest), 1);
  }
  return told;
}

function roleOf(cites: readonly string[], evidence: readonly Evidence[], index: number): PlanStep['role'] {
  const kinds = evidence.filter(({ id }) => cites.includes(id)).map(({ kind }) => kind);
  if (kinds.includes('against')) return 'drawback';
  if (kinds.includes('opinion')) return 'quote';
  if (kinds.includes('counterfactual')) return 'change';
  return index === 0 ? 'reason' : 'further';
}

/** Whether the plan still tells all that the sentence says. */
function isTold({ steps }: ExplanationPlan, { cites }: CitedSentence): boolean {
  return steps.some((step) => cites.every((id) => step.cites.includes(id)));
}

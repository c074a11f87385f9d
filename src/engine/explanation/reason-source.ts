import type { Evidence, ExplainRequest } from '../../contract/types.ts';
import { buildEvidence, quotablePairs, shownName } from '../../core/explanation/evidence.ts';
import { finished } from '../../core/explanation/gate/statement.ts';
import { harmless } from '../../core/explanation/gate/words.ts';
import { planText } from '../../core/explanation/plan.ts';
import { templateText } from '../../core/explanation/template.ts';
import type { ReasonForm } from '../../core/explanation/text-form.ts';
import { english, type Wordings } from '../../core/graph/language-words.ts';
import { fillTemplate } from '../../core/graph/relation-words.ts';
import { languageOf } from '../../core/opinions/language.ts';
import type { Deps } from '../deps.ts';
import { why } from '../reasons/why.ts';
import type { TextSource } from './text-source.ts';

/** Reasons looked through, those that carry most; few of them can be unfit for words. */
const reasonsReadMax = 12;
/** Opinions looked through for one aspect; the newest that can be quoted is taken. */
export const opinionsReadMax = 20;

/** Returns what there is to say on why an item is recommended, in the words of a language. Rejects as `why`. */
export async function reasonSource(
  deps: Deps,
  request: ExplainRequest & { readonly item: string },
  form: ReasonForm,
  wordings: Wordings,
  signal: AbortSignal,
): Promise<TextSource> {
  const { user, item, counterfactual = true } = request;
  const asked = { user, item, language: wordings.language, strongestFact: counterfactual };
  const answer = await why(deps, asked, signal, reasonsReadMax);
  const { manifest } = await deps.graph.current(signal);
  const pairs = quotablePairs(answer.item);
  const isEnglish = wordings.language === english;
  const read = pairs.length === 0 ? [] : await deps.store.evidence(pairs, opinionsReadMax, signal);
  const opinions = isEnglish ? read : otherThanEnglishFirst(read);
  // One sentence has no room for facts that are merged.
  const found = buildEvidence(answer.item, opinions, answer.strongestFact ?? null, form !== 'sentence');
  const itemName = shownName(answer.item);
  const evidence = isEnglish ? found : withTranslatedQuotes(found, itemName, wordings);
  const isWithheld = answer.item.withheld.count > 0;
  return {
    about: {
      item: { label: 'Item', id: answer.item.id, name: answer.item.name },
      rank: answer.item.rank,
      revision: answer.revision,
      snapshot: answer.snapshot,
    },
    itemName,
    subject: itemName,
    evidence,
    plan: planText(evidence, form),
    write: (plan) => templateText(plan, evidence, { itemName, noun: manifest.item, wordings }),
    nothing: {
      text: fillTemplate(wordings.words[isWithheld ? 'withheld' : 'nothing'], { item: itemName }),
      why: isWithheld
        ? 'every reason is withheld to protect the people behind it'
        : 'there is no reason that can be worded',
    },
  };
}

/** A text in another language had better quote reviews that are not in English; which other language one is in is not known. */
function otherThanEnglishFirst<Opinion extends { readonly text: string }>(
  opinions: readonly Opinion[],
): Opinion[] {
  const isOther = new Map(opinions.map((one) => [one, languageOf(one.text) === 'other']));
  return [...opinions].sort((left, right) => Number(isOther.get(right)) - Number(isOther.get(left)));
}

/** Words of reviewers stay as they are; who is said to have written them is worded. */
function withTranslatedQuotes(
  evidence: readonly Evidence[],
  itemName: string,
  { words }: Wordings,
): Evidence[] {
  return evidence.map((one) => {
    if (one.kind !== 'opinion') return one;
    const values = { item: itemName, quote: harmless(one.quote ?? '') };
    return { ...one, sentence: finished(fillTemplate(words.quoted, values)) };
  });
}

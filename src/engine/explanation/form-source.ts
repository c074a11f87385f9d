import type { ExplainRequest } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { shownName } from '../../core/explanation/evidence.ts';
import { profileSentences } from '../../core/explanation/profile/profile-sentences.ts';
import { isReasonForm, type TextForm } from '../../core/explanation/text-form.ts';
import { english, type Wordings } from '../../core/graph/language-words.ts';
import type { Deps } from '../deps.ts';
import { whyNot } from '../reasons/why-not.ts';
import { profile } from '../reviews/profile.ts';
import { comparedItems } from './compare.ts';
import { reasonSource } from './reason-source.ts';
import { statementSource } from './statement-source.ts';
import type { TextSource } from './text-source.ts';
import { whyNotStatements } from './why-not-statements.ts';

/**
 * Returns what a text of the form asked for is made from. Throws as `why`, `whyNot` and `profile`, and `request-invalid`
 * for a request that lacks what the form is about or has more, and for a form that the language does not have.
 */
export async function formSource(
  deps: Deps,
  request: ExplainRequest,
  form: TextForm,
  wordings: Wordings,
  signal: AbortSignal,
): Promise<TextSource> {
  const { user, item, other } = request;
  if ((other !== undefined) !== (form === 'comparison'))
    throw invalid(
      form === 'comparison'
        ? 'A comparison needs "other", a second item.'
        : '"other" is for a comparison only.',
    );
  if (!isReasonForm(form) && wordings.language !== english)
    throw invalid(`The form ${form} is written in English only, not in ${wordings.language}.`);
  if (form === 'profile') {
    if (item !== undefined) throw invalid('A profile is about the user: leave out "item".');
    return profileSource(deps, user, signal);
  }
  if (item === undefined) throw invalid(`The form ${form} is about an item: give "item".`);
  if (isReasonForm(form)) return reasonSource(deps, { ...request, item }, form, wordings, signal);
  if (other === undefined) return whyNotSource(deps, user, item, signal);
  return comparisonSource(deps, { user, item, other }, signal);
}

async function comparisonSource(
  deps: Deps,
  request: { readonly user: string; readonly item: string; readonly other: string },
  signal: AbortSignal,
): Promise<TextSource> {
  const { graph, item, other, proposed } = await comparedItems(deps, request, signal);
  const itemName = shownName(item);
  const nothing = { text: 'Nothing can be told of both.', why: 'no sentence passed the gate' };
  return statementSource(graph, 'comparison', proposed, {
    about: {
      item: { label: 'Item', id: item.id, name: item.name },
      other: { label: 'Item', id: other.id, name: other.name },
      rank: item.rank,
      revision: graph.snapshot.revision,
      snapshot: graph.snapshot.id,
    },
    itemName,
    subject: `${itemName} and ${shownName(other)}`,
    nothing,
  });
}

async function whyNotSource(
  deps: Deps,
  user: string,
  item: string,
  signal: AbortSignal,
): Promise<TextSource> {
  const graph = await deps.graph.current(signal);
  const answer = await whyNot(deps, { user, item }, signal);
  const itemName = shownName({ id: answer.item.id ?? '', name: answer.item.name });
  const proposed = whyNotStatements(answer).map((one) => ({ text: one.sentence, rests: [one] }));
  return statementSource(graph, 'why-not', proposed, {
    about: {
      item: answer.item,
      rank: answer.rank,
      revision: answer.revision,
      snapshot: answer.snapshot,
    },
    itemName,
    subject: itemName,
    nothing: { text: `Nothing can be told of ${itemName}.`, why: 'no sentence passed the gate' },
  });
}

async function profileSource(deps: Deps, user: string, signal: AbortSignal): Promise<TextSource> {
  const graph = await deps.graph.current(signal);
  const known = await profile(deps, { node: `User:${user}` }, signal);
  return statementSource(graph, 'profile', profileSentences(known), {
    about: { item: known.node, rank: null, revision: known.revision, snapshot: known.snapshot },
    // Nobody is named to herself.
    itemName: '',
    subject: 'you',
    nothing: {
      text: 'Nothing that you did or said is known.',
      why: 'the user likes nothing and wrote no opinion that counts',
    },
  });
}

function invalid(message: string): EngineError {
  return new EngineError('request-invalid', message);
}

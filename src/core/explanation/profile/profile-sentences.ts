import type { Profile } from '../../../contract/types.ts';
import { listed } from '../../list-words.ts';
import { finished, type Statement, statementOf } from '../gate/statement.ts';
import { harmless } from '../gate/words.ts';
import { monthOf } from './profile.ts';

/** Most aspects of each polarity, and most items, that a text names. */
const aspectsMax = 2;
const itemsMax = 3;

/** A sentence and the statement it rests on. */
export interface ProfileSentence {
  readonly text: string;
  readonly rests: readonly [Statement];
}

/**
 * Returns a profile of a user as sentences to her: what she values most, in her own words where a review has them, what she
 * minds most, and what she liked last. Empty where nothing is known. Deterministic.
 */
export function profileSentences({ praise, criticism, likes }: Profile): ProfileSentence[] {
  const [first, ...values] = praise
    .slice(0, aspectsMax)
    .map((line) => lineStatement(line, 'value', 'praised'));
  const [mind, ...minds] = criticism
    .slice(0, aspectsMax)
    .map((line) => lineStatement(line, 'mind', 'criticised'));
  const quote = quoteStatement(praise);
  const liked = likedStatement(likes);
  return [
    ...said('', first),
    ...said('', quote),
    ...values.flatMap((one) => said('Besides, ', one)),
    ...said(first === undefined ? '' : 'On the other hand, ', mind),
    ...minds.flatMap((one) => said('Also, ', one)),
    ...said('', liked),
  ];
}

function said(tie: string, statement: Statement | undefined): ProfileSentence[] {
  if (statement === undefined) return [];
  const text = tie === '' ? statement.sentence : `${tie}${statement.sentence.replace(/^You /u, 'you ')}`;
  return [{ text, rests: [statement] }];
}

function lineStatement(line: Profile['praise'][number], verb: string, act: string): Statement {
  const { aspect, name, opinions, latest } = line;
  const times = opinions === 1 ? 'once' : opinions === 2 ? 'twice' : `${opinions} times`;
  const when = latest === null ? '' : `, ${opinions === 1 ? 'in' : 'last in'} ${monthOf(Date.parse(latest))}`;
  const title = harmless(name ?? aspect);
  return statementOf('number', `You ${verb} ${title}, which you ${act} ${times}${when}.`, [title]);
}

/** Her own words on what she values most. */
function quoteStatement([line]: Profile['praise']): Statement | undefined {
  const quote = line?.quotes[0];
  if (quote === undefined || harmless(quote.text) === '') return undefined;
  const itemName = harmless(quote.itemName ?? quote.item);
  const { sentence, ...rest } = statementOf('opinion', `Of ${itemName} you wrote:`, [itemName], {
    review: quote.review,
    quote: quote.text,
  });
  return { ...rest, sentence: finished(`${sentence.replace(/\.$/u, '')} "${harmless(quote.text)}"`) };
}

function likedStatement(likes: Profile['likes']): Statement | undefined {
  if (likes.length === 0) return undefined;
  const names = likes.slice(0, itemsMax).map(({ id, name }) => harmless(name ?? id));
  return statementOf(
    'number',
    names.length === 1 ? `Your latest like is ${names[0]}.` : `Your latest likes are ${listed(names)}.`,
    names,
  );
}

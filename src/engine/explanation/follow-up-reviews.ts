import type { Reason } from '../../contract/types.ts';
import { buildEvidence, quotablePairs } from '../../core/explanation/evidence.ts';
import { finished, type Statement, statementOf } from '../../core/explanation/gate/statement.ts';
import { harmless } from '../../core/explanation/gate/words.ts';
import { choiceOf } from '../../core/nearest-names.ts';
import type { OpinionEvidence } from '../../store/port.ts';
import type { FollowUpContext, FollowUpReply } from './follow-up-reply.ts';
import { opinionsReadMax } from './reason-source.ts';

/** Most opinions that count as the newest ones; never more than half of those there are. */
const newestMax = 5;
/** Opinions read to tell the newest of one aspect. */
const opinionsCountedMax = 1000;

/** Names the reviews that the explanation quotes, and their writers where the data set lets them be named. */
export async function whoSaidThat({
  deps,
  graph,
  answer,
  itemName,
  signal,
}: FollowUpContext): Promise<FollowUpReply> {
  const pairs = quotablePairs(answer.item);
  const opinions = pairs.length === 0 ? [] : await deps.store.evidence(pairs, opinionsReadMax, signal);
  const quoted = buildEvidence(answer.item, opinions).filter((one) => one.kind === 'opinion');
  if (quoted.length === 0) {
    const text = `No review is quoted for ${itemName}; the people behind its reasons stay unnamed.`;
    return { statements: [], text };
  }
  const reviews = [...new Set(quoted.flatMap((one) => one.review ?? []))];
  const names =
    graph.manifest.reviewersNamed === true
      ? await deps.store.reviewers(reviews, signal)
      : new Map<string, string>();
  return {
    statements: quoted.map(({ review, quote, polarity }) => {
      const who = harmless(names.get(review ?? '') ?? '');
      const sentence = `${who === '' ? 'A reviewer' : who} wrote of ${itemName} in review ${review}: `;
      return quotation(sentence, harmless(quote ?? ''), [itemName, who, review ?? ''], {
        review,
        quote,
        polarity,
      });
    }),
  };
}

/** A statement that ends with the words of a reviewer, which are no names and numbers of ours. */
function quotation(
  opening: string,
  words: string,
  names: readonly string[],
  more: Partial<Statement>,
): Statement {
  const { sentence, ...rest } = statementOf('opinion', opening, names, more);
  return { ...rest, sentence: finished(`${sentence.replace(/\.$/u, '')} "${words}"`) };
}

/** Counts what the newest opinions say of the aspects behind the explanation, beside all of them. */
export async function newestReviews({
  deps,
  answer,
  itemName,
  signal,
}: FollowUpContext): Promise<FollowUpReply> {
  const reasons = [...answer.item.reasons, ...answer.item.against].filter((one) => one.kind === 'aspect');
  if (reasons.length === 0)
    return { statements: [], text: `The reasons for ${itemName} do not rest on reviews.` };
  const pairs = reasons.flatMap((reason) => {
    const aspect = aspectOf(reason)?.id ?? null;
    return aspect === null ? [] : [{ item: answer.item.id, aspect }];
  });
  const opinions = await deps.store.evidence(pairs, opinionsCountedMax, signal);
  const { against } = answer.item;
  const counted = reasons.slice(0, reasonsCountedMax).map((reason) => {
    const aspect = aspectOf(reason);
    const about = opinions.filter((one) => one.aspect === aspect?.id && one.polarity !== 'neutral');
    const name = aspect?.name ?? aspect?.id ?? '';
    return { name, statement: newestStatement(about, name, itemName, against.includes(reason)) };
  });
  const few = counted.filter(({ statement }) => statement === null).map(({ name }) => name);
  const statements = counted.flatMap(({ statement }) => (statement === null ? [] : [statement]));
  if (few.length === 0) return { statements };
  const text = `There are too few opinions about ${choiceOf(few)} of ${itemName} to tell the newest apart.`;
  return { statements: [...statements, statementOf('number', text, [itemName, ...few])] };
}

const reasonsCountedMax = 5;

function aspectOf(reason: Reason): Reason['example']['nodes'][number] | undefined {
  return reason.example.nodes.find((node) => node.label === 'Aspect');
}

/** Counts `opinions` of one aspect, newest first as the store gives them; null where the newest are all there are. */
function newestStatement(
  opinions: readonly OpinionEvidence[],
  aspect: string,
  itemName: string,
  isAgainst: boolean,
): Statement | null {
  const polarity = isAgainst ? 'negative' : 'positive';
  const verb = isAgainst ? 'criticise' : 'praise';
  const count = (some: readonly OpinionEvidence[]): number =>
    some.filter((one) => one.polarity === polarity).length;
  const dated = opinions.filter((one) => one.at !== null);
  const newest = dated.slice(0, Math.min(newestMax, Math.floor(opinions.length / 2)));
  const names = [aspect, itemName];
  if (newest.length === 0) return null;
  const head = newest.length === 1 ? 'The newest opinion' : `Of the newest ${newest.length} opinions`;
  const found = count(newest);
  const said = `${found === 1 ? `${verb}s` : verb} it`;
  const middle =
    newest.length === 1
      ? `about ${aspect} of ${itemName} ${found === 1 ? `${verb}s it` : `does not ${verb} it`}`
      : `about ${aspect} of ${itemName}, ${found} ${said}`;
  const all = count(opinions);
  return statementOf(
    'number',
    `${head} ${middle}; of all ${opinions.length}, ${all} ${all === 1 ? 'does' : 'do'}.`,
    names,
    { polarity },
  );
}

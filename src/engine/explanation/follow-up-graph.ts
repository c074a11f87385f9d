import { additionSentence, ordinal, removalSentence } from '../../core/counterfactual/change-words.ts';
import { type OwnFact, ownFacts, scoreWithout } from '../../core/counterfactual/own-facts.ts';
import { buildEvidence, quotablePairs } from '../../core/explanation/evidence.ts';
import {
  hintedIn,
  type Nameable,
  namedIn,
  questionsAbout,
} from '../../core/explanation/follow-up-question.ts';
import { type Statement, statementOf } from '../../core/explanation/gate/statement.ts';
import { idAt } from '../../core/graph/keys.ts';
import { titleAt } from '../../core/graph/show-node.ts';
import { choiceOf } from '../../core/nearest-names.ts';
import { ownLikes, withLike } from '../../core/ranking/own-likes.ts';
import { scoreUser, seenItems, type UserScoring } from '../../core/ranking/score-user.ts';
import { rankOf, topK } from '../../core/ranking/top-k.ts';
import { resolveNode } from '../node-reference.ts';
import { rankingDefaults } from '../ranking/recommend.ts';
import { whyNot } from '../reasons/why-not.ts';
import {
  type FollowUpContext,
  type FollowUpReply,
  nameable,
  nameables,
  titlesOf,
} from './follow-up-reply.ts';
import { opinionsReadMax } from './reason-source.ts';
import { whyNotStatements } from './why-not-statements.ts';

/** Names offered where a question names nothing that is known. */
const namesOfferedMax = 5;

/** Shows the path of the strongest reason, or of the one through what the question names. */
export function showPath({ graph, request, answer, itemName }: FollowUpContext): FollowUpReply {
  const { reasons, against } = answer.item;
  const named = new Set(
    namedIn(request.question, [
      ...nameables(graph, 'Item'),
      ...nameables(graph, 'Attribute'),
      ...nameables(graph, 'Aspect'),
    ]).map((node) => idAt(graph.snapshot.keys, node)),
  );
  const all = [...reasons, ...against];
  const asked = all.find((one) => one.example.nodes.slice(1, -1).some((node) => named.has(node.id ?? '')));
  const reason = asked ?? all[0];
  if (reason === undefined)
    return { statements: [], text: `No reason for ${itemName} may be told, so there is no path to show.` };
  const isAgainst = against.includes(reason);
  const alone = { ...answer.item, reasons: isAgainst ? [] : [reason], against: isAgainst ? [reason] : [] };
  return { statements: buildEvidence(alone, []).map(({ id: _, ...one }) => one), path: reason.example };
}

/** Ranks anew without what the question names of the user's likes and cares. */
export function whatIfWithout({ graph, request, answer, itemName }: FollowUpContext): FollowUpReply {
  const { scoring, isSeen, position, item } = placeOf(graph, request);
  const facts = ownFacts(scoring);
  const asked = factsNamed(graph, request.question, facts);
  if (asked.length === 0) return { statements: [], text: nothingNamed(graph, request.question, facts) };
  const left = scoreWithout(graph.index, scoring, asked);
  const rank = rankOf(left.scores, isSeen, position);
  const names = [itemName, ...asked.map((fact) => titleAt(graph.snapshot, fact.node))];
  return {
    statements: [
      placeStatement(itemName, answer.item.rank),
      statementOf(
        'counterfactual',
        removalSentence(graph.snapshot, asked, item, rank, answer.item.rank),
        names,
      ),
    ],
  };
}

/** Ranks anew as if the user liked what the question names. */
export function whatIfWith({ graph, request, answer, itemName }: FollowUpContext): FollowUpReply {
  const { scoring, isSeen, position, item } = placeOf(graph, request);
  const others = [...nameables(graph, 'Item')].filter(({ node }) => node !== item);
  const [liked] = namedIn(request.question, others);
  if (liked === undefined) {
    const { one } = graph.manifest.item;
    return { statements: [], text: `Name another ${one} to see what liking it would change.` };
  }
  const title = titleAt(graph.snapshot, liked);
  const own = ownLikes(graph.index, scoring.user);
  if (own.items.includes(liked)) return { statements: [], text: `You like ${title} already.` };
  const scales = scoring.method === 'popularity' ? {} : { scales: scoring.scales };
  const left = scoreUser(graph.index, scoring.user, { ...scales, own: withLike(graph.index, own, liked, 1) });
  const isExcluded = isSeen.slice();
  isExcluded[liked - graph.index.itemStart] = 1;
  const rank = rankOf(left.scores, isExcluded, position);
  return {
    statements: [
      placeStatement(itemName, answer.item.rank),
      statementOf('counterfactual', additionSentence(graph.snapshot, liked, item, rank, answer.item.rank), [
        itemName,
        title,
      ]),
    ],
  };
}

/** Says why another item is not in the list. */
export async function whyNotOther(context: FollowUpContext): Promise<FollowUpReply> {
  const { deps, graph, request, signal } = context;
  const [other] = namedIn(request.question, nameables(graph, 'Item'));
  if (other === undefined) {
    const { one } = graph.manifest.item;
    return { statements: [], text: `Name the ${one} that you mean, as it is called in this data set.` };
  }
  const item = idAt(graph.snapshot.keys, other);
  const name = titleAt(graph.snapshot, other);
  const answer = await whyNot(deps, { user: request.user, item }, signal);
  return { about: name, statements: whyNotStatements(answer) };
}

/** Says what counts against the item, with the words of a reviewer where there are some. */
export async function speaksAgainst({
  deps,
  answer,
  itemName,
  signal,
}: FollowUpContext): Promise<FollowUpReply> {
  const alone = { ...answer.item, reasons: [] };
  const pairs = quotablePairs(alone);
  const opinions = pairs.length === 0 ? [] : await deps.store.evidence(pairs, opinionsReadMax, signal);
  const statements = buildEvidence(alone, opinions).map(({ id: _, ...one }): Statement => one);
  return statements.length === 0
    ? { statements, text: `Nothing that is known speaks against ${itemName}.` }
    : { statements };
}

/** Returns questions that can be asked about an item, with names of this user's graph in them. */
export function questionsFor({ graph, request, answer }: FollowUpContext): string[] {
  const { scoring, isSeen } = placeOf(graph, request);
  const inner = answer.item.reasons.flatMap((reason) => reason.example.nodes.slice(1, -1));
  const nameOf = (label: string): string | undefined => {
    const node = inner.find((one) => one.label === label);
    return node?.name ?? node?.id ?? undefined;
  };
  const below = topK(scoring.scores, isSeen, rankingDefaults.limit + 1).at(-1);
  const other = below === undefined ? undefined : titleAt(graph.snapshot, graph.index.itemStart + below);
  return questionsAbout({ liked: nameOf('Item'), aspect: nameOf('Aspect'), other });
}

interface Place {
  readonly scoring: UserScoring;
  readonly isSeen: Uint8Array;
  /** Of the item, counted from the first item, and its node index. */
  readonly position: number;
  readonly item: number;
}

function placeOf(graph: FollowUpContext['graph'], request: FollowUpContext['request']): Place {
  const user = resolveNode(graph, `User:${request.user}`, ['User']);
  const item = resolveNode(graph, `Item:${request.item}`, ['Item']);
  return {
    scoring: scoreUser(graph.index, user),
    isSeen: seenItems(graph.index, user),
    position: item - graph.index.itemStart,
    item,
  };
}

function placeStatement(itemName: string, rank: number): Statement {
  return statementOf('number', `${itemName} is ${ordinal(rank)} now.`, [itemName]);
}

/** What the question names of them; by part of a name only where exactly one fits best, cares before likes. */
function factsNamed(
  { snapshot }: FollowUpContext['graph'],
  question: string,
  facts: readonly OwnFact[],
): OwnFact[] {
  const named = namedIn(
    question,
    facts.map((fact) => nameable(snapshot, fact.node)),
  );
  if (named.length > 0) return facts.filter((fact) => named.includes(fact.node));
  for (const kind of ['aspect', 'like'] as const) {
    const candidates: Nameable[] = facts
      .filter((fact) => fact.kind === kind)
      .map((fact) => nameable(snapshot, fact.node));
    const hinted = hintedIn(question, candidates);
    if (hinted.length === 1) return facts.filter((fact) => fact.node === hinted[0]);
  }
  return [];
}

function nothingNamed(graph: FollowUpContext['graph'], question: string, facts: readonly OwnFact[]): string {
  const aspects = [...nameables(graph, 'Aspect')];
  const known = [...namedIn(question, aspects), ...hintedIn(question, aspects)];
  const other = known.find((node) => !facts.some((fact) => fact.node === node));
  if (other !== undefined)
    return `You are not known to care about ${titleAt(graph.snapshot, other)}, so nothing would change.`;
  if (facts.length === 0)
    return 'Nothing that you did or said is behind this list, so nothing can be left out.';
  const ofKind = (kind: OwnFact['kind']): string[] =>
    titlesOf(
      graph,
      facts.filter((fact) => fact.kind === kind).map((fact) => fact.node),
      namesOfferedMax,
    );
  return `Name what to leave out, such as ${choiceOf([...ofKind('aspect'), ...ofKind('like')])}.`;
}

import type { Comparison, ComparisonRequest, Reason, RecommendedItem } from '../../contract/types.ts';
import { ordinal } from '../../core/counterfactual/change-words.ts';
import { EngineError } from '../../core/errors.ts';
import { buildEvidence, shownName } from '../../core/explanation/evidence.ts';
import { behindColon } from '../../core/explanation/gate/behind-colon.ts';
import { gateVersion } from '../../core/explanation/gate/gate.ts';
import { finished, type Statement, statementOf } from '../../core/explanation/gate/statement.ts';
import { textOf } from '../../core/explanation/text-form.ts';
import type { ReasonDeps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { why } from '../reasons/why.ts';
import { idWithin } from '../reasons/why-not.ts';
import { checkedSentences, type ProposedSentence } from './checked-sentences.ts';

/**
 * Returns two items compared for a user in at most four sentences: the strongest reason for the first that does not
 * speak for the other (or else the other way round), the strongest that both share, the drawback of each, and the two
 * ranks. No model; each sentence passed the gate of explanations, and one that it refuses is left out. Throws as `why`,
 * and `request-invalid` where both are one item.
 */
export async function compare(
  deps: ReasonDeps,
  request: ComparisonRequest,
  signal: AbortSignal,
): Promise<Comparison> {
  const { graph, item, other, proposed } = await comparedItems(deps, request, signal);
  const { sentences, evidence } = checkedSentences(proposed, shownName(item), graph);
  return {
    user: request.user,
    items: [placeOf(item), placeOf(other)],
    first: item.rank < other.rank ? item.id : other.id,
    text: textOf(sentences),
    sentences,
    evidence,
    gateVersion,
    revision: graph.snapshot.revision,
    snapshot: graph.snapshot.id,
  };
}

/** Two items of one graph, and what can be said of them. */
export interface ComparedItems {
  readonly graph: LoadedGraph;
  readonly item: RecommendedItem;
  readonly other: RecommendedItem;
  readonly proposed: readonly ProposedSentence[];
}

/** Returns what `compare` says before it is checked. Throws as `compare`. */
export async function comparedItems(
  deps: ReasonDeps,
  request: ComparisonRequest,
  signal: AbortSignal,
): Promise<ComparedItems> {
  const { user } = request;
  if (request.item === request.other)
    throw new EngineError(
      'request-invalid',
      `Item ${JSON.stringify(request.item)} is to be compared with itself. Name another item.`,
    );
  const graph = await deps.graph.current(signal);
  // Both answers must be of one graph, whatever is written meanwhile.
  const same: ReasonDeps = { ...deps, graph: { ...deps.graph, current: () => Promise.resolve(graph) } };
  const { item } = await why(same, { user, item: request.item }, signal);
  const { item: other } = await why(same, { user, item: request.other }, signal);
  const proposed = [
    aloneSentence(item, other) ?? aloneSentence(other, item),
    sharedSentence(item, other),
    drawbackSentence(item, other),
    rankSentence(item, other),
  ].filter((one) => one !== null);
  return { graph, item, other, proposed };
}

function placeOf({ id, name, rank }: RecommendedItem): Comparison['items'][number] {
  return { item: { label: 'Item', id, name }, rank };
}

/** The strongest reason for `item` that the other has not; where people were withheld of the other, it may have theirs. */
function aloneSentence(item: RecommendedItem, other: RecommendedItem): ProposedSentence | null {
  const others = new Set(other.reasons.map(idWithin));
  const canTell = (reason: Reason): boolean => reason.people === undefined || other.withheld.count === 0;
  const alone = item.reasons.filter((reason) => !others.has(idWithin(reason)) && canTell(reason));
  for (const reason of alone) {
    const [statement] = statementsOf(item, reason);
    if (statement === undefined) continue;
    const names = [...statement.names, shownName(item), shownName(other)];
    const text = `What speaks for ${shownName(item)} and not for ${shownName(other)}: ${behindColon(statement.sentence)}`;
    const { kind, share, reasonId, polarity, path } = statement;
    const own = statementOf(kind, text, names, {
      share,
      reasonId,
      polarity,
      ...(path === undefined ? {} : { path }),
    });
    return { text: own.sentence, rests: [own] };
  }
  return null;
}

/** The reason of both whose smaller share is the largest, in the words of each. */
function sharedSentence(item: RecommendedItem, other: RecommendedItem): ProposedSentence | null {
  const others = new Map(other.reasons.map((reason) => [idWithin(reason), reason]));
  const shared = item.reasons
    .flatMap((own) => {
      const its = others.get(idWithin(own));
      return its === undefined ? [] : [{ own, its, share: Math.min(own.share, its.share) }];
    })
    .sort((left, right) => right.share - left.share);
  const [best] = shared;
  if (best === undefined) return null;
  return joined([...statementsOf(item, best.own), ...statementsOf(other, best.its)], '');
}

function drawbackSentence(item: RecommendedItem, other: RecommendedItem): ProposedSentence | null {
  const statements = [item, other]
    .flatMap((one) => buildEvidence({ ...one, reasons: [] }, []))
    .map(unnumbered);
  return joined(statements, statements.length > 1 ? 'Drawbacks: ' : 'One drawback: ');
}

function rankSentence(item: RecommendedItem, other: RecommendedItem): ProposedSentence {
  const [first, second] = item.rank < other.rank ? [item, other] : [other, item];
  const names = [shownName(first), shownName(second)] as const;
  const text = `The ranking puts ${names[0]} before ${names[1]}: ${names[0]} is ${ordinal(first.rank)} and ${names[1]} is ${ordinal(second.rank)}.`;
  const statement = statementOf('number', text, names);
  return { text: statement.sentence, rests: [statement] };
}

/** The reason as evidence; empty where it cannot be worded. */
function statementsOf(item: RecommendedItem, reason: Reason): Statement[] {
  return buildEvidence({ ...item, reasons: [reason], against: [] }, []).map(unnumbered);
}

function unnumbered({ id: _, ...statement }: ReturnType<typeof buildEvidence>[number]): Statement {
  return statement;
}

/** One sentence of several statements, each in its own words. */
function joined(statements: readonly Statement[], opening: string): ProposedSentence | null {
  if (statements.length === 0) return null;
  const parts = statements.map((one, index) =>
    index === 0 && opening === '' ? one.sentence : behindColon(one.sentence),
  );
  const text = parts.map((part) => part.replace(/\.$/u, '')).join('; ');
  return { text: finished(`${opening}${text}`), rests: statements };
}

import type { CritiqueAct, CritiqueGiveEvent } from '../../contract/types.ts';
import type { ClosingEvent } from '../../core/conversation/events.ts';
import { EngineError } from '../../core/errors.ts';
import { indexOf } from '../../core/graph/keys.ts';
import { titleAt } from '../../core/graph/show-node.ts';
import { choiceOf } from '../../core/nearest-names.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { resolveNode } from '../node-reference.ts';
import { findAspect, findAttribute } from './conversation-nodes.ts';
import type { ItemNumbersByName } from './conversation-parts.ts';

/** What a critique meets. */
interface CritiqueContext {
  readonly graph: LoadedGraph;
  readonly numbers: ItemNumbersByName;
  readonly standing: ClosingEvent | null;
}

/**
 * Returns the event of a critique with everything looked up: the ids, the item that is compared with, and the number it
 * has now, so that a later change of the data does not move the bound. Throws `node-unknown` and `request-invalid` for
 * what it names, `answer-invalid` where there is nothing to compare with.
 */
export function critiqueEvent(
  context: CritiqueContext,
  act: CritiqueAct,
): Omit<CritiqueGiveEvent, 'sequence' | 'turn'> {
  const { graph } = context;
  const { about, direction, like = false } = act;
  const named = act.than ?? null;
  if (named !== null) resolveNode(graph, `Item:${named}`, ['Item']);
  const listed = about === 'attribute' && !like ? null : firstListed(context, act);
  const than = named ?? listed;
  if (like && than === null) throw nothingToCompare('Something alike was asked for');
  const common = { type: 'critique-give', about, direction, than, like } as const;
  if (about === 'attribute') return { ...common, name: findAttribute(graph, act.name), value: null };
  if (about === 'aspect') return { ...common, name: findAspect(graph, act.name), value: null };
  return { ...common, name: act.name, value: boundOf(context, act, than) };
}

/** The first item of the open list; for a number, the first that has it. */
function firstListed({ graph, numbers, standing }: CritiqueContext, act: CritiqueAct): string | null {
  if (standing?.say.type !== 'show') return null;
  const ids = standing.say.items.map((item) => item.id);
  if (act.about !== 'number') return ids[0] ?? null;
  const column = numbers.get(act.name);
  return ids.find((id) => numberOf(graph, column, id) !== null) ?? null;
}

function boundOf(context: CritiqueContext, act: CritiqueAct, than: string | null): number {
  const { graph, numbers } = context;
  const names = (graph.manifest.numbers ?? []).map(({ name }) => name);
  if (!names.includes(act.name)) {
    const known = names.length === 0 ? 'The manifest names none.' : `It may be ${choiceOf(names)}.`;
    throw new EngineError(
      'request-invalid',
      `${JSON.stringify(act.name)} is no number of these items. ${known}`,
    );
  }
  const value = act.value ?? null;
  if (value !== null) return value;
  if (than === null) throw nothingToCompare(`A ${act.name} was to be compared`);
  const bound = numberOf(graph, numbers.get(act.name), than);
  if (bound !== null) return bound;
  const node = indexOf(graph.snapshot.keys, 'Item', than);
  throw new EngineError(
    'answer-invalid',
    `The data has no ${act.name} of ${JSON.stringify(titleAt(graph.snapshot, node))}. Compare with another item, or give a value.`,
  );
}

function numberOf(graph: LoadedGraph, column: Float64Array | undefined, id: string): number | null {
  const node = indexOf(graph.snapshot.keys, 'Item', id);
  const value = node < 0 ? Number.NaN : (column?.[node - graph.index.itemStart] ?? Number.NaN);
  return Number.isNaN(value) ? null : value;
}

function nothingToCompare(found: string): EngineError {
  return new EngineError(
    'answer-invalid',
    `${found}, and there is no item to compare with. Name one with "than", or wait for a list.`,
  );
}

import type { StrikeList, StrikeRequest } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { edgesEnd, edgesStart } from '../../core/graph/csr.ts';
import { idAt, indexOf, labelAt } from '../../core/graph/keys.ts';
import { nameAt } from '../../core/graph/show-node.ts';
import type { GraphSnapshot } from '../../core/graph/snapshot.ts';
import { struckNodes } from '../../core/graph/strikes.ts';
import { seenItems } from '../../core/ranking/score-user.ts';
import type { FactRows } from '../../store/port.ts';
import type { Deps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { resolveNode } from '../node-reference.ts';

type StrikeDeps = Pick<Deps, 'store' | 'graph' | 'now'>;

/** Labels of what can be struck. */
const struckLabels = ['Item', 'Attribute', 'Aspect'] as const;

/**
 * Returns what a user struck, after striking one more node or, with `undo`, taking that strike back. From then on her
 * relationships with the node count in no walk, and entities she struck carry nothing for her; nothing is deleted.
 * Striking twice changes nothing. Throws `node-unknown`, and `request-invalid` where nothing of the user rests on the
 * node.
 */
export async function strike(
  deps: StrikeDeps,
  request: StrikeRequest,
  signal: AbortSignal,
): Promise<StrikeList> {
  const graph = await deps.graph.current(signal);
  const user = resolveNode(graph, `User:${request.user}`, ['User']);
  const changed = request.node !== undefined && (await change(deps, graph, { ...request, user }, signal));
  const strikes = await deps.store.strikes(request.user, signal);
  return {
    user: request.user,
    changed,
    strikes: strikes.map((row) => shown(graph.snapshot, row)),
    revision: await deps.store.revision(signal),
  };
}

async function change(
  deps: StrikeDeps,
  graph: LoadedGraph,
  request: Omit<StrikeRequest, 'user'> & { readonly user: number },
  signal: AbortSignal,
): Promise<boolean> {
  const { keys, strikes } = graph.snapshot;
  const node = resolveNode(graph, request.node ?? '', struckLabels);
  const row: FactRows['strikes'] = {
    user: idAt(keys, request.user),
    label: labelAt(keys, node) as FactRows['strikes']['label'],
    node: idAt(keys, node),
    at: deps.now(),
  };
  if (request.undo === true) {
    const { removed } = await deps.store.remove('strikes', [row], { dryRun: false, signal });
    return removed > 0;
  }
  if (struckNodes(strikes, request.user).has(node)) return false;
  if (!restsOn(graph, request.user, node)) throw nothingToStrike(row);
  const { created } = await deps.store.upsert('strikes', [row], { dryRun: false, signal });
  return created > 0;
}

/** Whether anything of the user leads to the node: her own relationships, or items she likes that have the attribute. */
function restsOn(graph: LoadedGraph, user: number, node: number): boolean {
  const { snapshot, index } = graph;
  const own = snapshot.relations.some(({ forward, backward }) =>
    [forward, backward].some((csr) => rowOf(csr, user).includes(node)),
  );
  if (own || labelAt(snapshot.keys, node) !== 'Attribute') return own;
  const isSeen = seenItems(index, user);
  return snapshot.relations.some(
    ({ role, forward, backward }) =>
      role === 'link' &&
      [forward, backward].some((csr) =>
        rowOf(csr, node).some((other) => isSeen[other - index.itemStart] === 1),
      ),
  );
}

function rowOf(csr: GraphSnapshot['strikes'], node: number): Uint32Array {
  return csr.targets.subarray(edgesStart(csr, node), edgesEnd(csr, node));
}

function shown(snapshot: GraphSnapshot, row: FactRows['strikes']): StrikeList['strikes'][number] {
  const node = indexOf(snapshot.keys, row.label, row.node);
  return {
    label: row.label,
    id: row.node,
    name: node < 0 ? null : nameAt(snapshot, node),
    at: row.at === null ? null : new Date(row.at).toISOString(),
  };
}

function nothingToStrike({ user, label, node }: FactRows['strikes']): EngineError {
  return new EngineError(
    'request-invalid',
    `Nothing of the user ${JSON.stringify(user)} rests on ${label}:${node}, so that there is nothing to strike. ` +
      `"whypath profile User:${user}" shows what does.`,
  );
}

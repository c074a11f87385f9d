import { EngineError } from '../../errors.ts';
import { foldText } from '../../fold-text.ts';
import { edgesEnd, edgesStart } from '../../graph/csr.ts';
import { idAt, indexOf, labelRange } from '../../graph/keys.ts';
import type { GraphSnapshot } from '../../graph/snapshot.ts';
import { stringAt } from '../../graph/string-table.ts';
import { choiceOf, nearestNames } from '../../nearest-names.ts';
import type { ItemFilter, NumberOperator } from './item-filter.ts';

/** Numbers of items by the name of their property: one entry an item, NaN where it has none. */
export type ItemNumbers = ReadonlyMap<string, Float64Array>;

const nearestCount = 3;

/**
 * Returns 1 for each item that meets a condition: `Uint8Array`, one entry an item. `genre:drama` holds for an item that
 * is linked, either way round, to an attribute of the kind `genre` with the id, or else the id or name, `drama`; in place of a kind a
 * relation may stand, and its other end may then be an item. Case and accents do not count, and in names of relations
 * neither `-` for `_`. A comparison with a number does not hold for an item that has no such number, whatever the
 * comparison; `not` turns that round. Throws `request-invalid` for a kind, relation, number or value that the graph
 * does not know, with the nearest names. Cost: O(attributes + edges of those named + items × conditions).
 */
export function matchFilter(snapshot: GraphSnapshot, numbers: ItemNumbers, filter: ItemFilter): Uint8Array {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const [first, ...rest] = filter.parts.map((part) => matchFilter(snapshot, numbers, part));
      const matches = first!;
      for (const other of rest) {
        for (let item = 0; item < matches.length; item++)
          matches[item] =
            filter.kind === 'and' ? matches[item]! & other[item]! : matches[item]! | other[item]!;
      }
      return matches;
    }
    case 'not':
      return matchFilter(snapshot, numbers, filter.part).map((match) => 1 - match);
    case 'attribute':
      return matchAttribute(snapshot, numbers, filter);
    case 'number':
      return matchNumber(snapshot, numbers, filter);
  }
}

/** Returns whether a condition compares a number, so that numbers have to be read. */
export function comparesNumbers(filter: ItemFilter): boolean {
  if (filter.kind === 'number') return true;
  if (filter.kind === 'attribute') return false;
  return filter.kind === 'not' ? comparesNumbers(filter.part) : filter.parts.some(comparesNumbers);
}

/** Returns the relation of links that a name stands for, in any case and with `-` for `_`; null where there is none. */
export function relationNamed(snapshot: GraphSnapshot, name: string): string | null {
  const wanted = foldText(name).replaceAll('-', '_');
  const found = linkTypes(snapshot).find((type) => foldText(type) === wanted);
  return found ?? null;
}

/** Returns the position of a kind of attributes plus 1, as nodes hold it; 0 where there is none of that name. */
export function kindNamed({ kindNames }: GraphSnapshot, name: string): number {
  const wanted = foldText(name);
  return kindNames.findIndex((kind) => foldText(kind) === wanted) + 1;
}

function linkTypes({ relations }: GraphSnapshot): string[] {
  return relations.filter(({ role }) => role === 'link').map(({ type }) => type);
}

function matchAttribute(
  snapshot: GraphSnapshot,
  numbers: ItemNumbers,
  { name, value }: Extract<ItemFilter, { kind: 'attribute' }>,
): Uint8Array {
  const kind = kindNamed(snapshot, name);
  const type = kind > 0 ? null : relationNamed(snapshot, name);
  if (kind === 0 && type === null) throw unknownName(snapshot, numbers, name);
  const { start, end } = labelRange(snapshot.keys, 'Item');
  const wanted = foldText(value);
  const isWanted = (node: number): boolean =>
    foldText(idAt(snapshot.keys, node)) === wanted || foldText(stringAt(snapshot.names, node)) === wanted;
  const matches = new Uint8Array(end - start);
  const others = (): number[] => (kind > 0 ? nodesOfKind(snapshot, kind) : otherEnds(snapshot, type!));
  // An exact id is found by search; folding the names of a million attributes would take a second.
  const byId = indexOf(snapshot.keys, 'Attribute', value);
  const named = byId >= 0 && kind > 0 && snapshot.kinds[byId] === kind ? [byId] : others().filter(isWanted);
  if (named.length === 0) throw unknownValue(snapshot, name, value, others());
  for (const relation of snapshot.relations) {
    if (relation.role !== 'link' || (type !== null && relation.type !== type)) continue;
    for (const csr of [relation.forward, relation.backward]) {
      for (const node of named) {
        for (let slot = edgesStart(csr, node); slot < edgesEnd(csr, node); slot++) {
          const item = csr.targets[slot]!;
          if (item >= start && item < end) matches[item - start] = 1;
        }
      }
    }
  }
  return matches;
}

function nodesOfKind({ keys, kinds }: GraphSnapshot, kind: number): number[] {
  const { start, end } = labelRange(keys, 'Attribute');
  const nodes: number[] = [];
  for (let node = start; node < end; node++) if (kinds[node] === kind) nodes.push(node);
  return nodes;
}

/** Nodes other than users at either end of a relation. */
function otherEnds(snapshot: GraphSnapshot, type: string): number[] {
  const users = labelRange(snapshot.keys, 'User');
  const ends = new Set<number>();
  for (const relation of snapshot.relations) {
    if (relation.type !== type) continue;
    for (const csr of [relation.forward, relation.backward]) {
      for (const node of csr.targets) if (node < users.start || node >= users.end) ends.add(node);
    }
  }
  return [...ends].sort((left, right) => left - right);
}

function matchNumber(
  snapshot: GraphSnapshot,
  numbers: ItemNumbers,
  { name, operator, number }: Extract<ItemFilter, { kind: 'number' }>,
): Uint8Array {
  const wanted = foldText(name);
  const found = [...numbers].find(([property]) => foldText(property) === wanted);
  if (found === undefined) throw unknownName(snapshot, numbers, name);
  const { start, end } = labelRange(snapshot.keys, 'Item');
  const [, column] = found;
  return Uint8Array.from({ length: end - start }, (_, item) =>
    holds(column[item] ?? Number.NaN, operator, number) ? 1 : 0,
  );
}

function holds(value: number, operator: NumberOperator, number: number): boolean {
  if (Number.isNaN(value)) return false;
  switch (operator) {
    case '<':
      return value < number;
    case '<=':
      return value <= number;
    case '=':
      return value === number;
    case '!=':
      return value !== number;
    case '>=':
      return value >= number;
    case '>':
      return value > number;
  }
}

function unknownName(snapshot: GraphSnapshot, numbers: ItemNumbers, name: string): EngineError {
  const known = [...snapshot.kindNames, ...linkTypes(snapshot), ...numbers.keys()];
  const nearest = nearestNames(name, known, nearestCount);
  const hint = nearest.length === 0 ? 'The graph has none of them.' : `Nearest: ${choiceOf(nearest)}.`;
  return new EngineError(
    'request-invalid',
    `The filter names ${JSON.stringify(name)}, which is no kind of attribute, relation or number of the items. ${hint}`,
  );
}

function unknownValue(
  snapshot: GraphSnapshot,
  name: string,
  value: string,
  others: readonly number[],
): EngineError {
  const names = others.map((node) => stringAt(snapshot.names, node) || idAt(snapshot.keys, node));
  const nearest = nearestNames(value, names, nearestCount);
  return new EngineError(
    'request-invalid',
    `The filter asks for ${JSON.stringify(`${name}:${value}`)}, but no ${name} has this id or name. Nearest: ${choiceOf(nearest)}.`,
  );
}

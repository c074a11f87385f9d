import type { GraphManifest } from '../../../contract/types.ts';
import { EngineError } from '../../errors.ts';
import { labelRange, type NodeLabel, nodeLabels } from '../../graph/keys.ts';
import { compareCodeUnits, type GraphSnapshot, type RelationEdges } from '../../graph/snapshot.ts';
import { choiceOf, nearestNames } from '../../nearest-names.ts';

/** One step of a meta-path: a relationship type, and whether it is walked along, against or either way. */
export interface MetaStep {
  readonly type: string;
  readonly isForward: boolean | null;
}

/** The form of a path: labels of its nodes and, one fewer, the steps between them. */
export interface MetaPath {
  readonly labels: readonly NodeLabel[];
  readonly steps: readonly MetaStep[];
}

/** Which labels each relationship type leads between, as `Item>Attribute`. */
export type RelationEnds = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Returns the meta-path that a pattern writes: labels with steps between them, `-TYPE>` along a relationship, `<TYPE-`
 * against it and `-TYPE-` either way, as in `User-RATED>Item-DIRECTED_BY>Attribute<DIRECTED_BY-Item`. Blanks around
 * labels and types do not count. Throws `request-invalid` for what does not parse (with the place), for an unknown
 * label, for more than `stepsMax` steps, for a step that its relation does not make (with the one it makes), and for two
 * users in a row inside, which no path may pass; `relation-unknown` with the nearest types.
 */
export function parsePattern(text: string, ends: RelationEnds, stepsMax: number): MetaPath {
  const path = readPattern(text);
  if (path.steps.length > stepsMax) {
    throw invalid(
      `The pattern has ${path.steps.length} steps, and a path at most ${stepsMax}. Shorten it or search it in two parts.`,
    );
  }
  path.steps.forEach((step, position) => {
    checkStep(step, path.labels[position]!, path.labels[position + 1]!, position + 1, ends);
  });
  for (let position = 1; position + 2 < path.labels.length; position++) {
    if (path.labels[position] === 'User' && path.labels[position + 1] === 'User') {
      throw invalid(
        'The pattern passes two people in a row. Other people count only together, so put an item, attribute or aspect between them.',
      );
    }
  }
  return path;
}

/** Returns a meta-path as `parsePattern` reads it, without blanks. */
export function patternText({ labels, steps }: MetaPath): string {
  return steps.reduce((text, { type, isForward }, position) => {
    const step = isForward === false ? `<${type}-` : `-${type}${isForward === true ? '>' : '-'}`;
    return `${text}${step}${labels[position + 1]}`;
  }, String(labels[0]));
}

/**
 * Returns the labels that each relationship type of the graph leads between, and those that the manifest declares for
 * types without a relationship. Cost: O(edges).
 */
export function relationEnds(snapshot: GraphSnapshot, manifest: GraphManifest): RelationEnds {
  const found = new Map<string, Set<string>>();
  const add = (type: string, end: string): void => {
    found.set(type, (found.get(type) ?? new Set()).add(end));
  };
  for (const relation of manifest.relations)
    for (const [from, to] of relation.ends) add(relation.type, `${from}>${to}`);
  for (const { kind } of manifest.interactions ?? []) add(kind, 'User>Item');
  for (const relation of snapshot.relations)
    for (const end of endsOf(snapshot, relation)) add(relation.type, end);
  return found;
}

function endsOf(snapshot: GraphSnapshot, { forward }: RelationEdges): Set<string> {
  const ends = new Set<string>();
  for (const from of nodeLabels) {
    const sources = labelRange(snapshot.keys, from);
    const first = Math.max(0, sources.start - forward.firstNode);
    const last = Math.min(forward.offsets.length - 1, sources.end - forward.firstNode);
    if (first >= last) continue;
    const targets = forward.targets.subarray(forward.offsets[first]!, forward.offsets[last]!);
    for (const to of nodeLabels) {
      const { start, end } = labelRange(snapshot.keys, to);
      if (targets.some((target) => target >= start && target < end)) ends.add(`${from}>${to}`);
    }
  }
  return ends;
}

/** A label, or one of the three forms of a step, from a place on. */
const labelPattern = /\s*(\w+)\s*/y;
const stepPattern = /-\s*([^\s<>-]+)\s*([>-])|<\s*([^\s<>-]+)\s*-/y;

function readPattern(text: string): MetaPath {
  const labels: NodeLabel[] = [];
  const steps: MetaStep[] = [];
  let position = 0;
  for (;;) {
    const label = matchAt(labelPattern, text, position);
    if (label === null) throw misread(text, position, `a label: ${choiceOf(nodeLabels)}`);
    labels.push(labelOf(label[1]!));
    position += label[0].length;
    if (position === text.length) break;
    const step = matchAt(stepPattern, text, position);
    if (step === null) throw misread(text, position, 'a step such as -RATED>, <RATED- or -RATED-');
    const [whole, along, end, against] = step;
    steps.push(
      against === undefined
        ? { type: along!, isForward: end === '>' ? true : null }
        : { type: against, isForward: false },
    );
    position += whole.length;
  }
  if (steps.length > 0) return { labels, steps };
  throw invalid(`The pattern ${quoted(text)} has no step. Write one such as User-RATED>Item.`);
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

function labelOf(name: string): NodeLabel {
  const label = nodeLabels.find((known) => known === name);
  if (label !== undefined) return label;
  throw invalid(
    `There is no label ${quoted(name)}. Did you mean ${nearestNames(name, nodeLabels, 1)[0]}? There are ${[...nodeLabels].join(', ')}.`,
  );
}

function checkStep(
  step: MetaStep,
  from: NodeLabel,
  to: NodeLabel,
  number: number,
  allEnds: RelationEnds,
): void {
  const ends = allEnds.get(step.type);
  if (ends === undefined) {
    const nearest = nearestNames(step.type, allEnds.keys(), 3);
    throw new EngineError(
      'relation-unknown',
      `The graph has no relation ${quoted(step.type)}. Nearest: ${choiceOf(nearest) || 'none'}.`,
    );
  }
  const along = ends.has(`${from}>${to}`);
  const against = ends.has(`${to}>${from}`);
  if ((step.isForward !== false && along) || (step.isForward !== true && against)) return;
  const known = [...ends].sort(compareCodeUnits);
  const made = known.map((end) => end.replace('>', ` to `));
  const forms = known.flatMap((end) => {
    const [source, target] = end.split('>');
    return [`${source}-${step.type}>${target}`, `${target}<${step.type}-${source}`];
  });
  throw invalid(
    `Step ${number} of the pattern walks ${step.type} from ${from} to ${to}${step.isForward === false ? ', against its direction' : ''}, but it leads from ${choiceOf(made)}. Write ${choiceOf(forms)}.`,
  );
}

function misread(text: string, position: number, expected: string): EngineError {
  const rest = text.slice(position);
  const found = rest === '' ? 'it ends' : `${quoted(rest.slice(0, 20))} stands`;
  return invalid(
    `The pattern ${quoted(text)} cannot be read: at character ${position + 1} ${found} where ${expected} is expected.`,
  );
}

function invalid(message: string): EngineError {
  return new EngineError('request-invalid', message);
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 119)}…` : text);
}

import type {
  Explanation,
  NodeShown,
  PathShown,
  Reason,
  ServerStatus,
  Why,
} from '../../src/contract/types.ts';

/** Returns a share as a percentage: whole from 10 % on, one decimal below, `< 0.1 %` where that would be 0. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.05) return '< 0.1 %';
  return `${value >= 9.95 || value === 0 ? Math.round(value) : value.toFixed(1)} %`;
}

/** Returns a number with its noun, such as `1 path` or `7 paths`. */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** Returns what a kind of reason is called. */
export function kindWords(reason: Reason): string {
  if (reason.kind === 'linking-item')
    return reason.people === undefined ? 'Related item' : 'People in common';
  if (reason.kind === 'shared-entity') return 'Something in common';
  return reason.kind === 'aspect' ? 'What you care about' : 'Popular';
}

/** Returns how many paths and people stand behind a reason. */
export function basisWords(reason: Reason): string {
  const paths = count(reason.paths, 'path', 'paths');
  return reason.people === undefined ? paths : `${paths} · ${count(reason.people, 'person', 'people')}`;
}

/** Returns a change of rank, such as `3 → 14`; `out` where the item is no longer ranked. */
export function rankChange(before: number, after: number | null): string {
  return `${before} → ${after ?? 'out'}`;
}

/** Returns the change of rank as a sentence for the ear. */
export function rankSentence(before: number, after: number | null, removed: number): string {
  const without = `Without ${removed === 1 ? 'this reason' : `these ${removed} reasons`}`;
  if (after === null) return `${without} the item is no longer ranked.`;
  if (after === before) return `${without} the item stays on rank ${before}.`;
  return `${without} the item ${after > before ? 'falls' : 'rises'} from rank ${before} to ${after}.`;
}

/** Returns what is said of the reasons held back, null where there are none. */
export function withheldWords(why: Why): string | null {
  const { count: number, share } = why.item.withheld;
  if (number === 0) return null;
  const behind = number === 1 ? 'it' : 'each';
  const few = `fewer than ${count(why.parameters.peopleMin, 'person stands', 'people stand')} behind ${behind}`;
  return `${count(number, 'reason', 'reasons')} with ${percent(share)} of the score ${number === 1 ? 'is' : 'are'} not shown, because ${few}.`;
}

/** Returns the name of a node; another user is `someone`, or several people where the reason counts them. */
export function nodeName(node: NodeShown, people?: number): string {
  if (node.id === null) return people === undefined ? 'someone' : count(people, 'person', 'people');
  return node.name ?? node.id;
}

/** Returns a relationship type as words, such as `illustrated by`. */
export function relationWords(type: string): string {
  return type.toLowerCase().replaceAll('_', ' ');
}

/** Returns a path as one line: names joined by the relations, with arrows in the direction of each fact. */
export function pathWords(path: PathShown, people?: number): string {
  return path.nodes.reduce((line, node, index) => {
    const name = nodeName(node, people);
    const step = path.relations[index - 1];
    if (step === undefined) return name;
    const words = relationWords(step.type);
    return step.direction === 'forward' ? `${line} — ${words} → ${name}` : `${line} ← ${words} — ${name}`;
  }, '');
}

/** Returns who wrote an explanation and what was checked. */
export function writerWords(explanation: Explanation): string {
  const covered = `The reasons it names carry ${percent(explanation.scoreCovered)} of the score.`;
  if (explanation.rung === 'template') return `Written from templates. ${covered}`;
  const repaired = explanation.rung === 'repair' ? ' after one repair' : '';
  return `Written by ${explanation.model ?? 'a model'}${repaired}; every sentence was checked against the graph. ${covered}`;
}

/** Returns the state of the model in a few words. */
export function modelWords(status: ServerStatus): string {
  const { available, name } = status.model;
  return available ? `Texts by ${name ?? 'a model'}` : 'Texts by templates, as no model answers';
}

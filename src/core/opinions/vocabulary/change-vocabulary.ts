import { EngineError } from '../../errors.ts';
import { nearestNames } from '../../nearest-names.ts';
import { aspectTitle, nameKey, type Vocabulary, type VocabularyAspect, vocabularyOf } from './vocabulary.ts';

/** One step of a vocabulary's history: the aspects it took out, and those it put in their place. */
export interface VocabularyChange {
  readonly act: 'propose' | 'merge' | 'split' | 'edit';
  readonly before: readonly VocabularyAspect[];
  readonly after: readonly VocabularyAspect[];
}

/** A vocabulary with the steps that led to it from an empty one; the last step comes last. */
export interface VocabularyState {
  readonly vocabulary: Vocabulary;
  readonly log: readonly VocabularyChange[];
}

/** Where every vocabulary begins. */
export const emptyVocabulary: VocabularyState = { vocabulary: [], log: [] };

/**
 * Returns the state in which the names `from` count as the aspect `into`: aspects of those names are dissolved into it with
 * all their names, names that no aspect has become its names, and an aspect that is not there is made. Only aspects of one
 * `kind` can be one. Throws `request-invalid` for a name that another aspect counts as its own: split it off first.
 */
export function mergeAspects(
  state: VocabularyState,
  { into, from, kind }: { readonly into: string; readonly from: readonly string[]; readonly kind: string },
): VocabularyState {
  const { vocabulary } = state;
  const target = aspectCalled(vocabulary, into, kind);
  if (target === undefined) {
    refuseAlias(vocabulary, into, kind);
    refuseOtherKind(vocabulary, into, kind);
  }
  const sources = from.map((name) => {
    const source = aspectCalled(vocabulary, name, kind);
    if (source !== undefined) return source;
    const owner = aspectWith(vocabulary, name, kind);
    if (owner !== undefined && owner !== target) refuseAlias(vocabulary, name, kind);
    refuseOtherKind(vocabulary, name, kind);
    return { name, kind, names: [] };
  });
  const name = target?.name ?? into;
  const names = [...(target?.names ?? []), ...sources.flatMap((source) => [source.name, ...source.names])];
  const known = new Set(vocabulary);
  const before = [...new Set([...(target === undefined ? [] : [target]), ...sources])].filter((aspect) =>
    known.has(aspect),
  );
  return changed(state, { act: 'merge', before, after: [{ name, kind, names }] });
}

/**
 * Returns the state in which `names` of an aspect are an aspect of their own, called `as`; its kind may be another one
 * (`asKind`), which keeps homonyms apart: then the names stay with the first aspect, too. Throws `request-invalid` where
 * the aspect is not there, does not have a name, or nothing would be left of it.
 */
export function splitAspect(
  state: VocabularyState,
  request: {
    readonly aspect: string;
    readonly kind: string;
    readonly names: readonly string[];
    readonly as: string;
    readonly asKind: string;
  },
): VocabularyState {
  const { aspect: called, kind, names, as, asKind } = request;
  const aspect = aspectCalled(state.vocabulary, called, kind);
  if (aspect === undefined) throw unknownAspect(state.vocabulary, called, kind);
  const taken = new Set(names.map((name) => nameKey(name, kind)));
  const has = new Set([aspect.name, ...aspect.names].map((name) => nameKey(name, kind)));
  const foreign = names.find((name) => !has.has(nameKey(name, kind)));
  if (foreign !== undefined)
    throw invalid(
      `${JSON.stringify(foreign)} is no name of ${aspectTitle(aspect)}; its names are ${[aspect.name, ...aspect.names].map((name) => JSON.stringify(name)).join(', ')}.`,
    );
  const isHomonym = asKind !== kind;
  if (!isHomonym && taken.has(nameKey(aspect.name, kind)))
    throw invalid(
      `${aspectTitle(aspect)} cannot be split from itself. Split its other names off, or give --as-kind.`,
    );
  const own = [...aspect.names].filter((name) => isHomonym || !taken.has(nameKey(name, kind)));
  const split = [...aspect.names, aspect.name].filter((name) => taken.has(nameKey(name, kind)));
  return changed(state, {
    act: 'split',
    before: [aspect],
    after: [
      { ...aspect, names: own },
      { name: as, kind: asKind, names: split },
    ],
  });
}

/**
 * Returns the state with proposed aspects added. What is there stays as it is: a name that counts as some aspect, also one
 * that was split off, stays there, and a proposal with names of one aspect gives that aspect its new names; where its names
 * count as several aspects already, those of its own name get them, or else they are an aspect of their own.
 */
export function addProposals(state: VocabularyState, proposals: Vocabulary): VocabularyState {
  const { vocabulary } = state;
  const byKey = keysOf(vocabulary);
  const grown = new Map<VocabularyAspect, string[]>();
  const added: VocabularyAspect[] = [];
  for (const { name, kind, names } of proposals) {
    const free = [name, ...names].filter((each) => !byKey.has(nameKey(each, kind)));
    if (free.length === 0) continue;
    const owners = new Set([name, ...names].flatMap((each) => byKey.get(nameKey(each, kind)) ?? []));
    const owner = byKey.get(nameKey(name, kind)) ?? (owners.size === 1 ? [...owners][0] : undefined);
    if (owner !== undefined) grown.set(owner, [...(grown.get(owner) ?? []), ...free]);
    else added.push({ name, kind, names: free });
  }
  const before = [...grown.keys()];
  const after = [
    ...[...grown].map(([aspect, names]) => ({ ...aspect, names: [...aspect.names, ...names] })),
    ...added,
  ];
  return before.length + after.length === 0 ? state : changed(state, { act: 'propose', before, after });
}

/** Returns the state in which the vocabulary is `edited`, as somebody wrote it; the same state where nothing differs. */
export function recordEdit(state: VocabularyState, edited: Vocabulary): VocabularyState {
  const keyOf = (aspect: VocabularyAspect): string =>
    JSON.stringify([aspect.name, aspect.kind, aspect.names]);
  const was = new Set(state.vocabulary.map(keyOf));
  const is = new Set(edited.map(keyOf));
  const before = state.vocabulary.filter((aspect) => !is.has(keyOf(aspect)));
  const after = edited.filter((aspect) => !was.has(keyOf(aspect)));
  return before.length + after.length === 0 ? state : changed(state, { act: 'edit', before, after });
}

/** Returns the state before the last step, exactly as it was. Throws `request-invalid` where there is no step. */
export function undoChange(state: VocabularyState): VocabularyState {
  const last = state.log.at(-1);
  if (last === undefined) throw invalid('There is nothing to undo: no step led to this vocabulary.');
  return {
    vocabulary: replaced(state.vocabulary, last.after, last.before),
    log: state.log.slice(0, -1),
  };
}

/** Returns the state that a log of steps leads to from an empty vocabulary. Throws `data-invalid` for one that does not fit. */
export function replayLog(log: readonly VocabularyChange[]): VocabularyState {
  let vocabulary: Vocabulary = [];
  for (const { before, after } of log) vocabulary = replaced(vocabulary, before, after);
  return { vocabulary, log };
}

function changed(state: VocabularyState, change: VocabularyChange): VocabularyState {
  const after = vocabularyOf(change.after);
  const isSame = JSON.stringify(vocabularyOf(change.before)) === JSON.stringify(after);
  if (isSame) return state;
  const vocabulary = replaced(state.vocabulary, change.before, after);
  return { vocabulary, log: [...state.log, { ...change, after }] };
}

function replaced(
  vocabulary: Vocabulary,
  out: readonly VocabularyAspect[],
  into: readonly VocabularyAspect[],
): Vocabulary {
  const keyOf = (aspect: VocabularyAspect): string =>
    JSON.stringify([aspect.name, aspect.kind, aspect.names]);
  const gone = new Set(out.map(keyOf));
  const kept = vocabulary.filter((aspect) => !gone.has(keyOf(aspect)));
  if (kept.length !== vocabulary.length - gone.size)
    throw new EngineError(
      'data-invalid',
      'The history of the vocabulary names an aspect that is not there. Remove the log file; the vocabulary itself stays.',
    );
  return vocabularyOf([...kept, ...into]);
}

function keysOf(vocabulary: Vocabulary): Map<string, VocabularyAspect> {
  return new Map(
    vocabulary.flatMap((aspect) =>
      [aspect.name, ...aspect.names].map((name) => [nameKey(name, aspect.kind), aspect] as const),
    ),
  );
}

/** The aspect that is called by a name, or one of whose names it is. */
function aspectWith(vocabulary: Vocabulary, name: string, kind: string): VocabularyAspect | undefined {
  const key = nameKey(name, kind);
  return vocabulary.find(
    (aspect) =>
      aspect.kind === kind && [aspect.name, ...aspect.names].some((each) => nameKey(each, kind) === key),
  );
}

function aspectCalled(vocabulary: Vocabulary, name: string, kind: string): VocabularyAspect | undefined {
  const key = nameKey(name, kind);
  return vocabulary.find((aspect) => aspect.kind === kind && nameKey(aspect.name, kind) === key);
}

function refuseAlias(vocabulary: Vocabulary, name: string, kind: string): void {
  const owner = aspectWith(vocabulary, name, kind);
  if (owner !== undefined)
    throw invalid(
      `${JSON.stringify(name)} is a name of ${aspectTitle(owner)}. Merge that one, or split the name off first.`,
    );
}

function refuseOtherKind(vocabulary: Vocabulary, name: string, kind: string): void {
  const other = vocabulary.find((aspect) => nameKey(aspect.name, '') === nameKey(name, ''));
  if (other !== undefined)
    throw invalid(
      `${aspectTitle(other)} is of another kind than ${kind === '' ? 'none' : kind}: homonyms of different kinds are never one.`,
    );
}

function unknownAspect(vocabulary: Vocabulary, name: string, kind: string): EngineError {
  const near = nearestNames(
    name,
    vocabulary.filter((aspect) => aspect.kind === kind).map((aspect) => aspect.name),
    3,
  );
  const hint =
    near.length === 0 ? 'It is empty.' : `Near: ${near.map((each) => JSON.stringify(each)).join(', ')}.`;
  return invalid(`The vocabulary has no aspect ${aspectTitle({ name, kind })}. ${hint}`);
}

function invalid(message: string): EngineError {
  return new EngineError('request-invalid', message);
}

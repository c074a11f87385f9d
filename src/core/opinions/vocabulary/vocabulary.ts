import { EngineError } from '../../errors.ts';
import { compactForm } from './normal-form.ts';

/** An aspect of a vocabulary: what it is called, and what else counts as it. */
export interface VocabularyAspect {
  readonly name: string;
  /**
   * What tells homonyms apart, empty for most aspects. `act` and `thing` take only what reviews use as a verb or as a noun
   * ("charge" of a battery, "charge" of a shop); any other word keeps an aspect apart from those of its name.
   */
  readonly kind: string;
  /** Other names, in code-unit order, without the aspect's own. */
  readonly names: readonly string[];
}

/** Aspects in the order of name, then kind; no name of a kind stands for two of them. */
export type Vocabulary = readonly VocabularyAspect[];

/** Most aspects of a vocabulary and names of an aspect, and most UTF-16 units of a name and of a kind. */
export const vocabularyLimits = { aspects: 100_000, names: 1000, nameUnits: 200, kindUnits: 40 } as const;

/**
 * Returns a vocabulary of these aspects: sorted, without names that repeat. Throws `data-invalid` where a name of one kind
 * stands for two aspects, and for a name or kind that cannot be written. Cost: O(names × log names).
 */
export function vocabularyOf(aspects: readonly VocabularyAspect[]): Vocabulary {
  const sorted = aspects.map(plainAspect).sort(compareAspects);
  const problem = vocabularyProblems(sorted)[0];
  if (problem !== undefined) throw new EngineError('data-invalid', problem.reason);
  return sorted;
}

/** What is wrong with an aspect of a list. */
export interface VocabularyProblem {
  /** Position of the aspect in the list. */
  readonly position: number;
  readonly reason: string;
}

/** Returns what keeps a list of aspects from being a vocabulary; empty where nothing does. */
export function vocabularyProblems(aspects: readonly VocabularyAspect[]): VocabularyProblem[] {
  const problems: VocabularyProblem[] = [];
  const aspectByName = new Map<string, string>();
  for (const [position, aspect] of aspects.entries()) {
    const unwritable = unwritableIn(aspect);
    if (unwritable !== undefined) {
      problems.push({ position, reason: unwritable });
      continue;
    }
    for (const form of formsOf(aspect)) {
      const other = aspectByName.get(form.key);
      if (other !== undefined)
        problems.push({
          position,
          reason: `${JSON.stringify(form.name)} counts as two aspects, ${JSON.stringify(other)} and ${JSON.stringify(aspect.name)}: take it out of one, or give one another kind`,
        });
      aspectByName.set(form.key, aspect.name);
    }
  }
  return problems;
}

/** Returns how an aspect is named in a message: its name, with the kind where it has one. */
export function aspectTitle({ name, kind }: Pick<VocabularyAspect, 'name' | 'kind'>): string {
  return kind === '' ? JSON.stringify(name) : `${JSON.stringify(name)} of kind ${kind}`;
}

/** Names that mean the same are one: each compact form once. */
function formsOf({ name, kind, names }: VocabularyAspect): { readonly key: string; readonly name: string }[] {
  const forms = new Map<string, string>();
  for (const each of [name, ...names]) {
    const key = nameKey(each, kind);
    if (!forms.has(key)) forms.set(key, each);
  }
  return [...forms].map(([key, each]) => ({ key, name: each }));
}

/** Returns the key under which a vocabulary knows a name of a kind. */
export function nameKey(name: string, kind: string): string {
  return `${kind}\t${compactForm(name)}`;
}

function plainAspect({ name, kind, names }: VocabularyAspect): VocabularyAspect {
  const others = [...new Set(names)].filter((each) => each !== name).sort();
  return { name, kind, names: others };
}

function compareAspects(left: VocabularyAspect, right: VocabularyAspect): number {
  if (left.name !== right.name) return left.name < right.name ? -1 : 1;
  return left.kind < right.kind ? -1 : left.kind > right.kind ? 1 : 0;
}

function unwritableIn({ name, kind, names }: VocabularyAspect): string | undefined {
  const { nameUnits, kindUnits } = vocabularyLimits;
  const bad = [name, ...names].find((each) => !isWritable(each, nameUnits));
  if (bad !== undefined)
    return `${JSON.stringify(bad.slice(0, 80))} is no name: give at most ${nameUnits} characters with a letter or digit, without tab, line end or ";"`;
  if (names.length > vocabularyLimits.names)
    return `${JSON.stringify(name)} has ${names.length} names, more than ${vocabularyLimits.names}`;
  if (kind !== '' && !(kind.length <= kindUnits && /^[a-z][a-z0-9-]*$/.test(kind)))
    return `${JSON.stringify(kind.slice(0, 80))} is no kind: give a word of small letters, digits and "-", or "-" for none`;
  return undefined;
}

function isWritable(name: string, unitsMax: number): boolean {
  if (name.length > unitsMax || name !== name.trim() || /[\t\n\r;\u2028\u2029]|^#/.test(name)) return false;
  return name.isWellFormed() && compactForm(name) !== '';
}

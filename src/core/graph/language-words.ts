import type { DataLanguage, GraphManifest, LanguageWords } from '../../contract/types.ts';
import { EngineError } from '../errors.ts';
import { englishWords } from './english-words.ts';
import { germanWords } from './german-words.ts';
import { idAt, labelAt } from './keys.ts';
import { titleAt } from './show-node.ts';
import type { GraphSnapshot } from './snapshot.ts';

/** The language of data sets that name none. */
export const english = 'en';

/** Everything that puts reasons into words of one language. */
export interface Wordings {
  /** Code of the language. */
  readonly language: string;
  readonly words: Required<LanguageWords>;
  /** Names of attributes and aspects in this language by reference, such as `Aspect:noise`. */
  readonly names: Readonly<Record<string, string>>;
  /** How an item is called that was named before; null where it keeps its name. */
  readonly item: DataLanguage['item'] | null;
}

/** What English needs: nodes keep their names. */
export const englishWordings: Wordings = { language: english, words: englishWords, names: {}, item: null };

/** Languages whose sentences need not be in a manifest. */
const knownWords: Readonly<Record<string, Required<LanguageWords>>> = { de: germanWords };

/**
 * Returns the wordings of a language of a data set: those of the manifest, and for what it leaves out those that whypath
 * brings. Throws `request-invalid` for a language that the manifest does not name, listing those that it does.
 */
export function wordingsOf(manifest: GraphManifest, language: string = english): Wordings {
  if (language === english) return englishWordings;
  const found = manifest.languages?.find(({ code }) => code === language);
  if (found === undefined) {
    const available = [english, ...(manifest.languages ?? []).map(({ code }) => code)];
    throw new EngineError(
      'request-invalid',
      `The data set has no wordings in the language ${JSON.stringify(language)}. It has ${available.join(', ')}; ` +
        'a language is added under "languages" of its graph.json.',
    );
  }
  const words = { ...englishWords, ...knownWords[language], ...found.words };
  return { language, words, names: found.names ?? {}, item: found.item ?? null };
}

/** Returns the name of a node as the language has it, else its own. Never call it for another user. */
export function nameIn(snapshot: GraphSnapshot, { names }: Wordings, node: number): string {
  const { keys } = snapshot;
  return names[`${labelAt(keys, node)}:${idAt(keys, node)}`] ?? titleAt(snapshot, node);
}

/**
 * Returns what is wrong with the languages of a manifest: one named twice, English named as another one, sentences missing
 * in a language that whypath does not know, a relation translated into a language that is not named.
 */
export function languageProblems({ languages = [], relations }: GraphManifest): string[] {
  const problems: string[] = [];
  const codes = new Set<string>();
  for (const { code, words } of languages) {
    if (code === english) {
      problems.push('English is no further language: its words stand in the relations');
      continue;
    }
    if (codes.has(code)) problems.push(`the language ${code} is named twice`);
    codes.add(code);
    const given = { ...knownWords[code], ...words };
    const missing = Object.keys(englishWords).filter((key) => !(key in given));
    if (missing.length > 0) problems.push(`the language ${code} lacks the words ${missing.join(', ')}`);
  }
  for (const { type, translations = {} } of relations) {
    const unknown = Object.keys(translations).filter((code) => !codes.has(code));
    if (unknown.length > 0)
      problems.push(`${type} is translated into ${unknown.join(', ')}, which "languages" does not name`);
  }
  return problems;
}

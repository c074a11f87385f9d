import { EngineError } from '../../errors.ts';
import {
  type Vocabulary,
  type VocabularyAspect,
  vocabularyLimits,
  vocabularyOf,
  vocabularyProblems,
} from './vocabulary.ts';

const header = `# A vocabulary of aspects, one a line, in columns parted by tabs. Edit it freely; "whypath vocabulary undo" takes edits back.
# aspect: what it is called. kind: "-", or a word that keeps homonyms apart (act: what is done, thing: what there is).
# names: what else counts as it, parted by "; ".
aspect\tkind\tnames
`;
const problemsShownMax = 10;

/** Returns a vocabulary as the text of a file that people read and edit; the same vocabulary gives the same text. */
export function formatVocabulary(vocabulary: Vocabulary): string {
  const lines = vocabulary.map(({ name, kind, names }) =>
    `${name}\t${kind === '' ? '-' : kind}\t${names.join('; ')}`.trimEnd(),
  );
  return header + lines.map((line) => `${line}\n`).join('');
}

/**
 * Returns the vocabulary of a text as `formatVocabulary` writes it or somebody edited it: lines in any order, empty ones,
 * comments after "#", a missing kind or names, and any blanks around them are understood. Throws `data-invalid` with
 * `file` and the line of each problem, at most ten: a fourth column, a line without a name, a name or kind that cannot be,
 * a name that counts as two aspects of a kind, too many aspects.
 */
export function parseVocabulary(text: string, file: string): Vocabulary {
  const problems: string[] = [];
  const aspects: VocabularyAspect[] = [];
  const lines: number[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#') || isHeading(line)) continue;
    const read = aspectOf(line);
    if (typeof read === 'string') problems.push(`${file} line ${index + 1}: ${read}`);
    else {
      aspects.push(read);
      lines.push(index + 1);
    }
    if (aspects.length > vocabularyLimits.aspects) {
      problems.push(`${file} line ${index + 1}: more than ${vocabularyLimits.aspects} aspects`);
      break;
    }
  }
  if (problems.length === 0)
    problems.push(
      ...vocabularyProblems(aspects).map(
        ({ position, reason }) => `${file} line ${lines[position] ?? 0}: ${reason}`,
      ),
    );
  if (problems.length === 0) return vocabularyOf(aspects);
  const more = problems.length - problemsShownMax;
  throw new EngineError(
    'data-invalid',
    `${problems.slice(0, problemsShownMax).join('\n')}${more > 0 ? `\nand ${more} more` : ''}`,
  );
}

function isHeading(line: string): boolean {
  return /^aspect\s*\tkind\s*\tnames\s*$/.test(line);
}

function aspectOf(line: string): VocabularyAspect | string {
  const columns = line.split('\t').map((column) => column.trim());
  const [name = '', kind = '', names = '', ...rest] = columns;
  if (rest.some((column) => column !== ''))
    return `${columns.length} columns, expected aspect, kind and names parted by tabs`;
  if (name === '') return 'the line begins with a tab, expected the name of an aspect';
  return {
    name,
    kind: kind === '-' ? '' : kind,
    names: names
      .split(';')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  };
}

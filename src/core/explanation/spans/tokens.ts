import { wordKey } from './same-word.ts';

/** A word of a text with its place. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly key: string;
  readonly isCapital: boolean;
  readonly isNumber: boolean;
  /** Characters between the word before and this one, in the same sentence; empty at its beginning. */
  readonly gap: string;
}

/** The tokens of one sentence. */
export type Sentence = readonly Token[];

const tokenPattern = /\p{N}+(?:[.,]\p{N}+)*\p{L}*|(?:\p{Lu}\.){2,}|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|%/gu;
/** A full stop after these, or after one capital letter, ends no sentence. */
const abbreviations: ReadonlySet<string> = new Set(
  'mr mrs ms dr st jr sr prof no vs etc inc ltd co corp mt ft gen col capt lt sgt rev hon approx ca e.g i.e'.split(
    ' ',
  ),
);

/**
 * Returns the sentences of `text`. A sentence ends at . ! ? or a line end before a word that does not begin with a
 * small letter; not after an initial, an abbreviation or inside one of `names`. Cost: O(length).
 */
export function sentencesOf(text: string, names: readonly string[]): Sentence[] {
  const sentences: Token[][] = [];
  const dotted = names.filter((name) => /[.!?…]/u.test(name));
  let open: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(tokenPattern)) {
    const gap = text.slice(end, match.index);
    const previous = open.at(-1);
    if (
      previous !== undefined &&
      endsSentence(previous.text, gap, match[0]) &&
      !isInside(text, match.index, dotted)
    ) {
      sentences.push(open);
      open = [];
    }
    open.push(tokenOf(match[0], match.index, open.length === 0 ? '' : gap));
    end = match.index + match[0].length;
  }
  if (open.length > 0) sentences.push(open);
  return sentences;
}

function tokenOf(text: string, start: number, gap: string): Token {
  return {
    start,
    end: start + text.length,
    text,
    key: wordKey(text),
    isCapital: /^\p{Lu}/u.test(text),
    isNumber: /^\p{N}/u.test(text),
    gap,
  };
}

function endsSentence(previous: string, gap: string, next: string): boolean {
  if (/\n/u.test(gap)) return true;
  if (!/[.!?…]["”')\]]*\s/u.test(`${gap} `) || !/^[\p{Lu}\p{N}]/u.test(next)) return false;
  if (!gap.startsWith('.')) return true;
  return !(/^\p{Lu}$/u.test(previous) || abbreviations.has(previous.toLowerCase()));
}

/** Whether a name of the evidence goes over the place `offset`. */
function isInside(text: string, offset: number, names: readonly string[]): boolean {
  return names.some((name) => {
    const around = text.slice(Math.max(0, offset - name.length + 1), offset + name.length - 1);
    return around.includes(name);
  });
}

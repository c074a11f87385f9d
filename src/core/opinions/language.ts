/** What a text is written in, as far as the rules for English need to know. */
export type TextLanguage = 'english' | 'other' | 'none';

/** Common English words, closed-class ones and those of short reviews, that are rare in other languages. */
const englishWords: ReadonlySet<string> = new Set(
  `the and it to for this that with are be have has had not but they you were at as from on there which would very my
  our their your i i'm it's don't didn't doesn't can't will can been what when than out just only if too its she them
  these those who about or by does did how more some up good great nice works work well easy price use used using get
  got new best like made love much really any other after before because also think still could should`.split(
    /\s+/,
  ),
);
/** Words that are read, and the least number of them by which a language can be told. */
const wordsRead = 400;
const wordsMin = 6;
/** English prose has about half of its words from the list; headings and lists of features have fewer. */
const shareMin = 0.15;
/** Shares of letters of other scripts, and of characters that are no text, from which a text is not English. */
const otherLettersMax = 0.3;
const unreadableMax = 0.1;

/**
 * Returns `english`, `other` for a text in another language or script, or `none` for one without words (signs, bytes).
 * A text of fewer than six words in Latin letters counts as English: it is too short to tell, and the rules find
 * nothing in words that their lists do not know. Cost: linear in the first 400 words.
 */
export function languageOf(text: string): TextLanguage {
  const part = text.slice(0, wordsRead * 12);
  const letters = part.match(/\p{L}/gu)?.length ?? 0;
  const unreadable = part.match(/[\p{Cc}\ufffd]/gu)?.filter((sign) => !/\s/.test(sign)).length ?? 0;
  if (letters === 0 || unreadable > unreadableMax * part.length) return 'none';
  const latin = part.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters - latin > otherLettersMax * letters) return 'other';
  const words =
    part
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}']+/gu)
      ?.slice(0, wordsRead) ?? [];
  if (words.length < wordsMin) return 'english';
  const known = words.filter((word) => englishWords.has(word)).length;
  return known >= shareMin * words.length ? 'english' : 'other';
}

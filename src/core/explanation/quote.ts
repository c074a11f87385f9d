/** Longest quotation in UTF-16 units. */
export const quoteLengthMax = 160;

/** An opinion in its review: what evidence needs of it. Offsets are UTF-16 units of `text`. */
export interface QuotableOpinion {
  readonly review: string;
  readonly item: string;
  readonly aspect: string;
  readonly polarity: 'positive' | 'negative' | 'neutral';
  readonly text: string;
  readonly aspectStart: number;
  readonly aspectEnd: number;
  readonly start: number;
  readonly end: number;
}

/** Where a span of text lies, in UTF-16 units. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the words of the review around an opinion, verbatim: the sentence that holds the aspect and the opinion
 * where it has at most `quoteLengthMax` units, else the part between commas or like marks, else as many whole words
 * as fit around both. Null where even the two phrases do not fit, or where the offsets do not lie in the text.
 * A sentence with a negation is never shortened, because the cut could turn its meaning round.
 */
export function quoteOf(opinion: QuotableOpinion): string | null {
  const { text } = opinion;
  const core: Span = {
    start: Math.min(opinion.aspectStart, opinion.start),
    end: Math.max(opinion.aspectEnd, opinion.end),
  };
  if (core.start < 0 || core.end > text.length || core.start >= core.end) return null;
  const sentence = trimmed(text, boundsAround(text, core, /[.!?…\n\r]+(?=\s|$)|[\n\r]/gu));
  if (lengthOf(sentence) <= quoteLengthMax) return text.slice(sentence.start, sentence.end);
  if (negationPattern.test(text.slice(sentence.start, sentence.end))) return null;
  const phrase = trimmed(text, within(boundsAround(text, core, /[,;:()–—]/gu), sentence));
  if (lengthOf(phrase) <= quoteLengthMax) return text.slice(phrase.start, phrase.end);
  if (lengthOf(core) > quoteLengthMax) return null;
  const words = trimmed(text, wholeWords(text, core, phrase));
  return text.slice(words.start, words.end);
}

const negationPattern = /\b(?:not|no|never|none|neither|nor|without|hardly|barely|cannot)\b|n['’]t\b/iu;

/** The widest span around `core` that no match of `mark` cuts; a mark that ends a sentence belongs to it. */
function boundsAround(text: string, core: Span, mark: RegExp): Span {
  let start = 0;
  for (const match of text.matchAll(mark)) {
    const end = match.index + match[0].length;
    if (end <= core.start) start = end;
    else if (match.index >= core.end) {
      return { start, end: /[.!?…]/u.test(match[0]) ? end : match.index };
    }
  }
  return { start, end: text.length };
}

function within(span: Span, outer: Span): Span {
  return { start: Math.max(span.start, outer.start), end: Math.min(span.end, outer.end) };
}

/** Grows `core` to both sides inside `outer`, then cuts words that were reached only in part. */
function wholeWords(text: string, core: Span, outer: Span): Span {
  const room = quoteLengthMax - lengthOf(core);
  let start = Math.max(outer.start, core.start - Math.floor(room / 2));
  let end = Math.min(outer.end, start + quoteLengthMax);
  while (start > outer.start && start < core.start && /[^\s]/u.test(text[start - 1] ?? ' ')) start++;
  while (end < outer.end && end > core.end && /[^\s]/u.test(text[end] ?? ' ')) end--;
  return { start, end };
}

function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/u.test(text[start] ?? '')) start++;
  while (end > start && /\s/u.test(text[end - 1] ?? '')) end--;
  return { start, end };
}

function lengthOf(span: Span): number {
  return span.end - span.start;
}

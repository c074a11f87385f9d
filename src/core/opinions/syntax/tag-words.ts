import model from 'wink-eng-lite-web-model';
import winkNLP, { type ItsFunction, type PartOfSpeech } from 'wink-nlp';
import type { Word } from './word.ts';

const tagger = winkNLP(model, ['sbd', 'pos']);
const { its } = tagger;
/** Longer sentences are cut into pieces, so that rules that look back stay linear in the text. */
const sentenceWordsMax = 200;
/** No word is as long as this; the time that the tagger takes for one grows with the square of its length. */
const noWord = /\S{300,}/g;

/**
 * Returns the sentences of a text as words with part-of-speech tags and lemmas; offsets are those of `text`. The tagger
 * sees lower case, since it takes capitals at the start of a sentence or for emphasis for names, and adjectives with
 * them. Tags of HTML and the text between them keep their places: what is between "<" and ">" is read as blanks, and so are
 * 300 signs and more without a blank. Words
 * joined by hyphens are one word. Cost: linear in the text.
 */
export function tagWords(text: string): Word[][] {
  const lower = blankMarkup(lowerCase(text));
  const document = tagger.readDoc(lower);
  const tokens = document.tokens();
  // The types of the package describe what comes back less closely than its documentation.
  const tags = tokens.out(its.pos) as readonly string[] as readonly PartOfSpeech[];
  const lemmas = tokens.out(its.lemma as unknown as ItsFunction<string>);
  const words: Word[] = [];
  let offset = 0;
  for (const [index, value] of tokens.out().entries()) {
    const start = lower.indexOf(value, offset);
    // A token that does not stand in the text as it is has no verbatim span: an empty word keeps its place.
    const end = start < 0 ? offset : start + value.length;
    words.push({
      text: text.slice(start < 0 ? offset : start, end),
      lower: start < 0 ? '' : value,
      lemma: lemmas[index] ?? value,
      tag: start < 0 ? 'PUNCT' : (tags[index] ?? 'X'),
      start: start < 0 ? offset : start,
      end,
    });
    offset = end;
  }
  const sentences: Word[][] = [];
  const spans = document.sentences().out(its.span) as unknown as readonly (readonly [number, number])[];
  for (const [first, last] of spans)
    for (let from = first; from <= last; from += sentenceWordsMax)
      sentences.push(joinHyphens(words.slice(from, Math.min(last + 1, from + sentenceWordsMax))));
  return sentences;
}

/** Lower case that keeps every offset, also where a letter would become two; typographic apostrophes made plain. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  const kept = lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (part) => part.toLowerCase());
  return kept.replaceAll('’', "'");
}

function blankMarkup(text: string): string {
  return text
    .replace(/<\/?[a-z][^<>]{0,200}>/g, (tag) => ' '.repeat(tag.length))
    .replace(/&[a-z]{2,8};|&#\d{1,6};/g, (entity) => ' '.repeat(entity.length))
    .replace(noWord, (run) => ' '.repeat(run.length));
}

function joinHyphens(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (const [index, word] of words.entries()) {
    const left = joined.at(-1);
    const hyphen = words[index - 1];
    const isPart =
      left !== undefined &&
      hyphen?.lower === '-' &&
      hyphen.start === left.end &&
      hyphen.end === word.start &&
      /^\w/.test(left.lower);
    const isHyphen =
      word.lower === '-' &&
      left?.end === word.start &&
      words[index + 1]?.start === word.end &&
      /^\w/.test(left.lower);
    if (isPart) joined[joined.length - 1] = joinOf(left, word);
    else if (!isHyphen) joined.push(word);
  }
  return joined;
}

function joinOf(left: Word, right: Word): Word {
  const lower = `${left.lower}-${right.lower}`;
  return {
    text: `${left.text}-${right.text}`,
    lower,
    lemma: lower,
    // "built-in", "over-priced": said of a noun, whatever their last part is.
    tag: /^(VERB|ADP|ADV)$/.test(right.tag) ? 'ADJ' : right.tag,
    start: left.start,
    end: right.end,
  };
}

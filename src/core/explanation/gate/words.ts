const controlsPattern =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff]/gu;
const quoteMarksPattern = /["\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02]/gu;
/** One line of letters and signs of Latin scripts, which is most names: nothing of it can do harm. */
const plainPattern = /^[!#-~\u00c0-\u024f]+(?: [!#-~\u00c0-\u024f]+)*$/u;
const wordPattern = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|%/gu;
const lonelySurrogatePattern = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Returns `text` of a data set as one line that can stand inside a sentence: control characters, escape sequences,
 * bidirectional and zero-width characters, private-use characters and halves of surrogate pairs are dropped, runs of
 * white space become one blank, and double quotation marks become apostrophes, so that a double quotation mark in a
 * sentence is always ours.
 */
export function harmless(text: string): string {
  if (plainPattern.test(text)) return text;
  return text
    .replace(lonelySurrogatePattern, '')
    .replace(controlsPattern, '')
    .replace(quoteMarksPattern, "'")
    .replace(/[\s\u0085]+/gu, ' ')
    .trim();
}

/** Returns the words and numbers of `text` in order, as written; a hyphen parts two words, `%` is a word. */
export function wordsOf(text: string): string[] {
  return text.match(wordPattern) ?? [];
}

/** Returns the number of words of `text`. */
export function wordCount(text: string): number {
  return wordsOf(text).length;
}

/**
 * Returns a lower-case stem of an English word: possessive and contracted endings, plural, past and progressive
 * endings are cut, so that like, likes, liked and liking are one. Too coarse for meaning, enough to see that a word of a
 * sentence is a form of a word of its evidence.
 */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = cutEndings(word);
  if (stems.size >= stemsKeptMax) stems.clear();
  if (word.length <= wordKeptMax) stems.set(word, found);
  return found;
}

/** Sentences say the same words again and again; long ones are not kept. */
const stems = new Map<string, string>();
const stemsKeptMax = 10_000;
const wordKeptMax = 40;

function cutEndings(word: string): string {
  const lower = word.toLowerCase().replaceAll('’', "'");
  const bare = lower.replace(/(?:n't|'(?:s|re|ve|ll|d|m))$/u, '');
  const base = irregular.get(bare) ?? bare;
  if (base.length < 4) return base;
  const singular = base
    .replace(/ies$/u, 'y')
    .replace(/(?<=s|x|z|ch|sh)es$/u, '')
    .replace(/(?<!s|u|i)s$/u, '');
  const plain = singular.replace(/(?<=[a-z]{3})(?:ed|ing)$/u, '');
  const single = plain === singular ? plain : plain.replace(/([b-df-hj-np-rtv-z])\1$/u, '$1');
  return single.length > 3 ? single.replace(/e$/u, '') : single;
}

const irregular: ReadonlyMap<string, string> = new Map([
  ['wrote', 'write'],
  ['written', 'write'],
  ['said', 'say'],
  ['bought', 'buy'],
  ['made', 'make'],
  ['people', 'person'],
  ['criticize', 'criticise'],
  ['criticized', 'criticise'],
  ['criticizes', 'criticise'],
]);

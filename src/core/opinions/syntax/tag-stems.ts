import model from 'wink-eng-lite-web-model';
import winkNLP, { type ItsFunction, type PartOfSpeech } from 'wink-nlp';

const tagger = winkNLP(model, ['sbd', 'pos']);
const { its } = tagger;

/** A word with its part of speech and the stem of Porter's English stemmer (Porter 2001, "Porter2"). */
export interface StemmedWord {
  /** As written. */
  readonly text: string;
  /** Universal part-of-speech tag. */
  readonly tag: PartOfSpeech;
  /** In lower case. */
  readonly stem: string;
}

/**
 * Returns the words of an English text in order, without marks. Unlike `tagWords` it reads capitals, which make
 * proper nouns. Cost: linear in the text.
 */
export function tagStems(text: string): StemmedWord[] {
  const tokens = tagger.readDoc(text).tokens();
  // The types of the package describe what comes back less closely than its documentation.
  const tags = tokens.out(its.pos) as readonly string[] as readonly PartOfSpeech[];
  const stems = tokens.out(its.stem as unknown as ItsFunction<string>) as readonly string[];
  return tokens
    .out()
    .map((word, index) => ({
      text: word,
      tag: tags[index] ?? 'X',
      stem: (stems[index] ?? word).toLowerCase(),
    }))
    .filter((word) => /[\p{L}\p{N}]/u.test(word.text));
}

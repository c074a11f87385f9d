import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

const reader = winkNLP(model, []);

/**
 * Returns whether the tagger's English word list (some 87,000 forms) holds a word, given in lower case. A slip of the pen
 * is rarely a word, and a word is rarely a slip: "spring" is not a misspelt "string". Cost: some microseconds.
 */
export function isKnownWord(word: string): boolean {
  return word !== '' && idOf(word) < firstUnknownId;
}

/** Words of the list are numbered from 0, those that only a text has after them. */
function idOf(word: string): number {
  return reader.readDoc(word).tokens().itemAt(0).out(reader.its.uniqueId) as unknown as number;
}

const firstUnknownId = idOf('qzxvqjk');

/** Words of documents, by word. */
export interface TextIndex {
  readonly documentCount: number;
  /** Documents that have the word, ascending, with the weight that it has in each. */
  readonly postings: ReadonlyMap<string, Postings>;
}

/** Where a word stands. */
export interface Postings {
  readonly documents: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Saturation of a word's count, the usual value, and how far long documents are damped, less than usual: a movie has a
 * long document because many dialogs name it. Dimensionless.
 */
export const textSettings = { saturation: 1.2, lengthShare: 0.4 } as const;

const wordPattern = /[\p{L}\p{N}]+/gu;

/**
 * Returns the index of documents under BM25 (Robertson and Zaragoza 2009, section 3): the weight of a word in a document
 * is idf · tf (k + 1) / (tf + k (1 - b + b length / mean length)), idf = ln(1 + (N - n + 0.5) / (n + 0.5)), k and b of
 * `textSettings`. Cost: O(words).
 */
export function buildTextIndex(documents: readonly string[]): TextIndex {
  const { saturation, lengthShare } = textSettings;
  const counts = documents.map((text) => countsOf(dialogWords(text)));
  const lengths = counts.map((words) => [...words.values()].reduce((sum, count) => sum + count, 0));
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length);
  const found = new Map<string, { documents: number[]; weights: number[] }>();
  counts.forEach((words, document) => {
    const relativeLength = (lengths[document] ?? 0) / meanLength;
    const damping = saturation * (1 - lengthShare + lengthShare * relativeLength);
    for (const [word, count] of words) {
      const posting = found.get(word) ?? { documents: [], weights: [] };
      posting.documents.push(document);
      posting.weights.push((count * (saturation + 1)) / (count + damping));
      found.set(word, posting);
    }
  });
  for (const { documents: having, weights } of found.values()) {
    const idf = Math.log(1 + (documents.length - having.length + 0.5) / (having.length + 0.5));
    weights.forEach((weight, place) => {
      weights[place] = weight * idf;
    });
  }
  return { documentCount: documents.length, postings: found };
}

/** Returns the score of each document for words with weights: the sum of word weight × weight in the document, ≥ 0. */
export function textScores(index: TextIndex, query: ReadonlyMap<string, number>): Float64Array {
  const scores = new Float64Array(index.documentCount);
  for (const [word, weight] of query) {
    const posting = index.postings.get(word);
    posting?.documents.forEach((document, place) => {
      scores[document] = (scores[document] ?? 0) + weight * (posting.weights[place] ?? 0);
    });
  }
  return scores;
}

/** Returns the words of a text in lower case, in order. */
export function dialogWords(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

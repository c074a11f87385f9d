/** Words of documents, by word. */
export interface TextIndex {
  readonly documentCount: number;
  /** Documents that have the word, ascending, with the weight that it has in each. */
  readonly postings: ReadonlyMap<string, Postings>;
}

/** Where a word stands. */
export interface Postings {
  readonly documents: Uint32Array;
  readonly weights: Float64Array;
}

const noPostings: Postings = { documents: new Uint32Array(0), weights: new Float64Array(0) };

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
  const postings = postingsOf(counts, (count, document) => {
    const relativeLength = (lengths[document] ?? 0) / meanLength;
    return (
      (count * (saturation + 1)) / (count + saturation * (1 - lengthShare + lengthShare * relativeLength))
    );
  });
  for (const { documents: having, weights } of postings.values()) {
    const idf = Math.log(1 + (documents.length - having.length + 0.5) / (having.length + 0.5));
    scale(weights, () => idf);
  }
  return { documentCount: documents.length, postings };
}

/**
 * Returns the index under which `textScores` ranks documents by cosine: words with weights w are vectors of w · idf,
 * idf = ln(1 + N / (n + 1)). The length of the query is left out, as it is the same for all documents, so that scores of
 * two queries do not compare. Cost: O(words).
 */
export function buildCosineIndex(documents: readonly ReadonlyMap<string, number>[]): TextIndex {
  const postings = postingsOf(documents, (weight) => weight);
  const squares = new Float64Array(documents.length);
  const idfOf = ({ documents: having }: Postings): number =>
    Math.log(1 + documents.length / (having.length + 1));
  for (const posting of postings.values()) {
    const idf = idfOf(posting);
    posting.documents.forEach((document, place) => {
      squares[document] = (squares[document] ?? 0) + ((posting.weights[place] ?? 0) * idf) ** 2;
    });
  }
  for (const posting of postings.values()) {
    const square = idfOf(posting) ** 2;
    scale(posting.weights, (place) => square / Math.sqrt(squares[posting.documents[place] ?? 0] ?? 1));
  }
  return { documentCount: documents.length, postings };
}

/** Returns the score of each document for words with weights: the sum of word weight × weight in the document, ≥ 0. */
export function textScores(index: TextIndex, query: ReadonlyMap<string, number>): Float64Array {
  const scores = new Float64Array(index.documentCount);
  for (const [word, weight] of query) {
    const { documents, weights } = index.postings.get(word) ?? noPostings;
    for (let place = 0; place < documents.length; place++) {
      const document = documents[place] ?? 0;
      scores[document] = (scores[document] ?? 0) + weight * (weights[place] ?? 0);
    }
  }
  return scores;
}

/** Returns the words of utterances, oldest first; one counts where it was said last: `recency` to the utterances since. */
export function recentWords(utterances: readonly string[], recency: number): Map<string, number> {
  const words = new Map<string, number>();
  utterances.toReversed().forEach((text, since) => {
    for (const word of dialogWords(text)) if (!words.has(word)) words.set(word, recency ** since);
  });
  return words;
}

/** Returns the words of a text in lower case, in order. */
export function dialogWords(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

function postingsOf(
  documents: readonly ReadonlyMap<string, number>[],
  weightOf: (value: number, document: number) => number,
): Map<string, Postings> {
  const found = new Map<string, { documents: number[]; weights: number[] }>();
  documents.forEach((words, document) => {
    for (const [word, value] of words) {
      const posting = found.get(word) ?? { documents: [], weights: [] };
      posting.documents.push(document);
      posting.weights.push(weightOf(value, document));
      found.set(word, posting);
    }
  });
  const packed = new Map<string, Postings>();
  for (const [word, posting] of found)
    packed.set(word, {
      documents: Uint32Array.from(posting.documents),
      weights: Float64Array.from(posting.weights),
    });
  return packed;
}

function scale(weights: Float64Array, factorOf: (place: number) => number): void {
  weights.forEach((weight, place) => {
    weights[place] = weight * factorOf(place);
  });
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

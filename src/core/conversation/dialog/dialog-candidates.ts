import { type Csr, edgesEnd, edgesStart } from '../../graph/csr.ts';
import { personalisedPageRank } from '../../ranking/pagerank.ts';
import { buildCompanions, buildDialogGraph, type DialogGraphSource } from './dialog-graph.ts';
import type { DialogSettings } from './dialog-settings.ts';
import { buildTextIndex, dialogWords, type TextIndex, textScores } from './text-index.ts';

/** What earlier dialogs and a knowledge graph say of movies. */
export interface DialogSource extends DialogGraphSource {
  readonly entityNames: readonly string[];
  /** Entities that may be recommended. */
  readonly movies: readonly number[];
  /** What was said in earlier dialogs up to where movies were named. */
  readonly passages: readonly { readonly text: string; readonly movies: readonly number[] }[];
  readonly descriptions: ReadonlyMap<number, string>;
}

/** What is known before a dialog begins; arrays of one entry a movie are in the order of `movies`. */
export interface DialogModel {
  readonly entityCount: number;
  readonly movies: readonly number[];
  readonly isMovie: Uint8Array;
  readonly edges: Csr;
  /** Movies that earlier dialogs name together. */
  readonly companions: Csr;
  readonly texts: TextIndex;
  /** Logarithm of 1 + how many earlier dialogs name the movie. */
  readonly popularity: Float64Array;
}

/** A dialog so far. */
export interface DialogContext {
  /** Utterances, oldest first. */
  readonly context: readonly string[];
  /** Linked entities, each once; the age counts turns, 0 is the latest. */
  readonly mentioned: readonly { readonly entity: number; readonly age: number }[];
}

/** How far a walk's scores may be from the exact ones, in L1. */
const walkEpsilon = 0.01;

/** Returns the model of earlier dialogs. Cost: that of the graph and of all words. */
export function buildDialogModel(source: DialogSource, settings: DialogSettings): DialogModel {
  const isMovie = new Uint8Array(source.entityCount);
  for (const movie of source.movies) isMovie[movie] = 1;
  const counts = new Float64Array(source.entityCount);
  for (const named of source.mentions) {
    for (const entity of new Set(named)) counts[entity] = (counts[entity] ?? 0) + 1;
  }
  return {
    entityCount: source.entityCount,
    movies: source.movies,
    isMovie,
    edges: buildDialogGraph(source, settings.factShare),
    companions: buildCompanions(source, isMovie, counts),
    texts: buildTextIndex(documentsOf(source)),
    popularity: Float64Array.from(source.movies, (movie) => Math.log1p(counts[movie] ?? 0)),
  };
}

/**
 * Returns a score for each movie of the model, above 0, larger is better: (walk + floor) × exp(weights · (companions,
 * text, popularity)). The walk restarts at the linked entities, the text score compares the words
 * of the dialog with what was said before the movie was named in earlier dialogs, and with facts about it. Mentioned
 * movies have scores too; the caller leaves out what it will not show. Cost: edges near the entities, postings of the words.
 */
export function dialogScores(
  model: DialogModel,
  dialog: DialogContext,
  settings: DialogSettings,
): Float64Array {
  const walk = walkScores(model, dialog, settings);
  const companions = scaled(companionScores(model, dialog, settings));
  const texts = scaled(textScores(model.texts, queryOf(dialog.context, settings.wordRecency)));
  return Float64Array.from(model.movies, (movie, place) => {
    const near = (walk?.[movie] ?? 0) + settings.floor;
    const parts =
      settings.companionWeight * (companions[movie] ?? 0) +
      settings.textWeight * (texts[place] ?? 0) +
      settings.popularityWeight * (model.popularity[place] ?? 0);
    return near * Math.exp(parts);
  });
}

/** Returns scores divided by the largest; all 0 stay 0. */
function scaled(scores: Float64Array): Float64Array {
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  return best === 0 ? scores : scores.map((score) => score / best);
}

/** Returns one score an entity: the sum over mentioned movies, older ones less. */
function companionScores(
  model: DialogModel,
  { mentioned }: DialogContext,
  settings: DialogSettings,
): Float64Array {
  const { companions } = model;
  const scores = new Float64Array(model.entityCount);
  for (const { entity, age } of mentioned) {
    const weight = settings.recency ** age;
    const end = edgesEnd(companions, entity);
    for (let slot = edgesStart(companions, entity); slot < end; slot++) {
      const other = companions.targets[slot] ?? 0;
      scores[other] = (scores[other] ?? 0) + weight * (companions.weights[slot] ?? 0);
    }
  }
  return scores;
}

/** Null where nothing of the dialog is linked. */
function walkScores(
  model: DialogModel,
  { mentioned }: DialogContext,
  settings: DialogSettings,
): Float64Array | null {
  if (mentioned.length === 0) return null;
  const restart = new Float64Array(model.entityCount);
  for (const { entity, age } of mentioned) {
    restart[entity] = (model.isMovie[entity] === 1 ? 1 : settings.otherWeight) * settings.recency ** age;
  }
  return personalisedPageRank({
    nodeCount: model.entityCount,
    edges: [model.edges],
    restart,
    restartProbability: settings.restart,
    epsilon: walkEpsilon,
  }).scores;
}

/** Returns the words of utterances; a word counts where it was said last. */
function queryOf(context: readonly string[], wordRecency: number): Map<string, number> {
  const query = new Map<string, number>();
  context.toReversed().forEach((text, since) => {
    for (const word of dialogWords(text)) if (!query.has(word)) query.set(word, wordRecency ** since);
  });
  return query;
}

function documentsOf(source: DialogSource): string[] {
  const texts = new Map<number, string[]>(source.movies.map((movie) => [movie, []]));
  const addName = (movie: number, entity: number): void => {
    texts.get(movie)?.push(source.entityNames[entity] ?? '');
  };
  for (const movie of source.movies) addName(movie, movie);
  for (const { head, tail } of source.triples) {
    if (head === tail) continue;
    addName(head, tail);
    addName(tail, head);
  }
  for (const [movie, text] of source.descriptions) texts.get(movie)?.push(text);
  for (const { text, movies } of source.passages) for (const movie of movies) texts.get(movie)?.push(text);
  return [...texts.values()].map((parts) => parts.join('\n'));
}

import type { Csr } from '../../graph/csr.ts';
import { buildPushGraph, type PushGraph, pushPageRank } from '../../ranking/pagerank/push-pagerank.ts';
import {
  buildCompanions,
  buildDialogGraph,
  buildFacts,
  companionScores,
  type DialogGraphSource,
  sharedFactScores,
} from './dialog-graph.ts';
import type { DialogMention, DialogPassage } from './dialog-record.ts';
import type { DialogSettings } from './dialog-settings.ts';
import { buildLikeDialogs, type LikeDialogs, likeDialogScores } from './like-dialogs.ts';
import { buildTextIndex, recentWords, type TextIndex, textScores } from './text-index.ts';
import { buildTitleIndex, saidTitles, type TitleIndex } from './title-index.ts';

/** What earlier dialogs and a knowledge graph say of movies. */
export interface DialogSource extends DialogGraphSource {
  readonly entityNames: readonly string[];
  /** Entities that may be recommended. */
  readonly movies: readonly number[];
  readonly passages: readonly DialogPassage[];
  readonly descriptions: ReadonlyMap<number, string>;
}

/** What is known before a dialog begins; texts have one document a movie, in the order of `movies`. */
export interface DialogModel {
  readonly entityNames: readonly string[];
  readonly movies: readonly number[];
  readonly isMovie: Uint8Array;
  readonly walk: PushGraph;
  readonly facts: Csr;
  /** Entities that earlier dialogs name together. */
  readonly companions: Csr;
  /** Names of a movie's facts, and its description. */
  readonly factTexts: TextIndex;
  /** What was said in earlier dialogs up to the turns that name a movie. */
  readonly passageTexts: TextIndex;
  readonly titles: TitleIndex;
  readonly likeDialogs: LikeDialogs;
}

/** A dialog so far. */
export interface DialogContext {
  /** Utterances, oldest first. */
  readonly context: readonly string[];
  /** Linked entities, each once. */
  readonly mentioned: readonly DialogMention[];
}

/** Mass that the walk may leave at an entity without following it further: less than an eighth of the default floor. */
const walkEpsilon = 3e-5;

/** Returns the model of earlier dialogs. Cost: that of the graph and of all words. */
export function buildDialogModel(source: DialogSource, settings: DialogSettings): DialogModel {
  const { movies, entityNames } = source;
  const isMovie = new Uint8Array(source.entityCount);
  for (const movie of movies) isMovie[movie] = 1;
  const facts = buildFacts(source);
  const places = new Map(movies.map((movie, place) => [movie, place]));
  return {
    entityNames,
    movies,
    isMovie,
    walk: buildPushGraph(source.entityCount, [buildDialogGraph(source, facts, settings.factShare)]),
    facts,
    companions: buildCompanions(source),
    factTexts: buildTextIndex(factTextsOf(source, places)),
    passageTexts: buildTextIndex(passageTextsOf(source, places)),
    titles: buildTitleIndex(movies.map((movie) => entityNames[movie] ?? '')),
    likeDialogs: buildLikeDialogs(source.passages, places, settings.wordRecency),
  };
}

/**
 * Returns a score for each movie of the model, above 0, larger is better: (walk + floor) × exp(weights · (facts shared,
 * companions, text of facts, text of passages, title said, like dialogs)). The walk restarts at the linked entities; texts
 * compare the words of the dialog with facts of a movie and with what was said before it was named in earlier dialogs.
 * Mentioned movies have scores too; the caller leaves out what it will not show. Cost: edges near the entities, postings
 * of the words, turns of earlier dialogs.
 */
export function dialogScores(
  model: DialogModel,
  dialog: DialogContext,
  settings: DialogSettings,
): Float64Array {
  const { movies, facts, isMovie } = model;
  const { recency, wordRecency } = settings;
  const query = recentWords(dialog.context, wordRecency);
  const walk = walkScores(model, dialog, settings);
  const shared = sharedFactScores(facts, isMovie, dialog.mentioned, recency);
  const companions = companionScores(model.companions, dialog.mentioned, recency);
  const factTexts = textScores(model.factTexts, query);
  const passages = scaled(textScores(model.passageTexts, query));
  const like = likeDialogScores(model.likeDialogs, query, movies.length);
  const linked = dialog.mentioned.map(({ entity }) => model.entityNames[entity] ?? '');
  const said = saidTitles(model.titles, dialog.context, linked, wordRecency);
  return Float64Array.from(movies, (movie, place) => {
    const parts =
      settings.sharedFactsWeight * (shared[movie] ?? 0) +
      settings.companionWeight * (companions[movie] ?? 0) +
      settings.factTextWeight * (factTexts[place] ?? 0) +
      settings.passageTextWeight * (passages[place] ?? 0) +
      settings.titleWeight * (said.get(place) ?? 0) +
      settings.likeDialogsWeight * (like[place] ?? 0);
    return ((walk?.[movie] ?? 0) + settings.floor) * Math.exp(parts);
  });
}

/** Returns scores divided by the largest; all 0 stay 0. */
function scaled(scores: Float64Array): Float64Array {
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  return best === 0 ? scores : scores.map((score) => score / best);
}

/** Null where nothing of the dialog is linked. */
function walkScores(
  { walk, isMovie }: DialogModel,
  { mentioned }: DialogContext,
  { otherWeight, recency, restart }: DialogSettings,
): Float64Array | null {
  if (mentioned.length === 0) return null;
  const weights = mentioned.map(
    ({ entity, age }) => (isMovie[entity] === 1 ? 1 : otherWeight) * recency ** age,
  );
  const seeds = {
    nodes: Uint32Array.from(mentioned, ({ entity }) => entity),
    weights: Float64Array.from(weights),
  };
  // Edges are not symmetric, so only the bound on the mass that was not pushed holds.
  return pushPageRank(walk, seeds, null, {
    restartProbability: restart,
    nodeEpsilon: walkEpsilon,
    edgesMax: Number.POSITIVE_INFINITY,
  }).scores;
}

/** Returns the names of each movie and of its facts, and its description. */
function factTextsOf(source: DialogSource, places: ReadonlyMap<number, number>): string[] {
  const texts = source.movies.map((movie) => [source.entityNames[movie] ?? '']);
  const addName = (movie: number, entity: number): void => {
    textsOf(texts, places, movie)?.push(source.entityNames[entity] ?? '');
  };
  for (const { head, tail } of source.triples) {
    if (head === tail) continue;
    addName(head, tail);
    addName(tail, head);
  }
  for (const [movie, text] of source.descriptions) textsOf(texts, places, movie)?.push(text);
  return texts.map((parts) => parts.join('\n'));
}

function passageTextsOf(source: DialogSource, places: ReadonlyMap<number, number>): string[] {
  const texts: string[][] = source.movies.map(() => []);
  for (const { before, turn, movies } of source.passages)
    for (const movie of movies) textsOf(texts, places, movie)?.push(...before, turn);
  return texts.map((parts) => parts.join('\n'));
}

function textsOf(
  texts: string[][],
  places: ReadonlyMap<number, number>,
  movie: number,
): string[] | undefined {
  const place = places.get(movie);
  return place === undefined ? undefined : texts[place];
}

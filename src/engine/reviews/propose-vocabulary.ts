import { EngineError } from '../../core/errors.ts';
import { labelMentions, mentionOf } from '../../core/opinions/vocabulary/label-mentions.ts';
import { meaningLinks } from '../../core/opinions/vocabulary/meaning-links.ts';
import { type NameCount, proposeMerges } from '../../core/opinions/vocabulary/propose-merges.ts';
import type { Vocabulary } from '../../core/opinions/vocabulary/vocabulary.ts';
import type { TextEmbedder } from '../../llm/port.ts';
import type { Deps } from '../deps.ts';
import type { ProposeVocabularyRequest, VocabularyProposals } from '../engine.ts';
import { storedOpinions } from './stored-opinions.ts';

/** Names compared by meaning: the most frequent ones. */
const meaningNamesMax = 2000;

/** What proposing a vocabulary needs. */
export type ProposeDeps = Pick<Deps, 'store'> & {
  /** The embedding model of a name. */
  readonly embedderOf: (model: string) => TextEmbedder;
};

/**
 * Returns aspects proposed from what the opinions of the store call them: names of one normal form, rare slips beside
 * frequent names, and, with an embedding model, names near in meaning are one. Aspects with fewer opinions than asked for
 * are left out. Names that the known vocabulary keeps apart by kind stay apart. Throws `graph-empty` where the store holds
 * no opinion that knows its mention, `interrupted`, and what stores and models throw. Memory: every name once.
 */
export async function proposeVocabulary(
  deps: ProposeDeps,
  { known, opinionsMin, embeddingModel, onProgress }: ProposeVocabularyRequest,
  signal: AbortSignal,
): Promise<VocabularyProposals> {
  const { names, opinions } = await countNames(deps, known, onProgress, signal);
  if (names.length === 0)
    throw new EngineError(
      'graph-empty',
      'The store holds no opinion that says what its review calls the aspect. Run: whypath extract',
    );
  const isFrequent = new Map<string, number>();
  const vectors =
    embeddingModel === null
      ? []
      : await deps.embedderOf(embeddingModel).embed(
          names.slice(0, meaningNamesMax).map(({ name }) => name),
          signal,
        );
  for (const { name, count } of names) isFrequent.set(name, (isFrequent.get(name) ?? 0) + count);
  const merged = proposeMerges(names, meaningLinks(vectors));
  const countOf = (aspect: Vocabulary[number]): number =>
    [aspect.name, ...aspect.names].reduce((sum, name) => sum + (isFrequent.get(name) ?? 0), 0);
  return {
    opinions,
    names: names.length,
    proposals: merged.filter((aspect) => countOf(aspect) >= opinionsMin),
  };
}

/** Names from the most frequent on. A name counts under the kind of the known aspect that it belongs to. */
async function countNames(
  deps: ProposeDeps,
  known: Vocabulary,
  onProgress: ProposeVocabularyRequest['onProgress'],
  signal: AbortSignal,
): Promise<{ readonly names: NameCount[]; readonly opinions: number }> {
  const labels = labelMentions(known);
  const total = (await deps.store.counts(signal)).opinions;
  const counts = new Map<string, NameCount>();
  let opinions = 0;
  for await (const page of storedOpinions(deps.store, signal)) {
    if (signal.aborted) throw new EngineError('interrupted', 'Reading the opinions was interrupted.');
    onProgress({ phase: 'count names', done: opinions, total, unit: 'opinions' });
    for (const opinion of page) {
      opinions++;
      if (opinion.mention === undefined) continue;
      const mention = mentionOf(opinion.mention);
      const kind = labels.aspectOf(mention)?.kind ?? '';
      const key = `${kind}\t${mention.name}`;
      counts.set(key, { name: mention.name, kind, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const names = [...counts.values()].sort(
    (left, right) => right.count - left.count || (left.name < right.name ? -1 : 1),
  );
  return { names, opinions };
}

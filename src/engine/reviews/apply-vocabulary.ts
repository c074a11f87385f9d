import type { AspectRow, VocabularyApplyReport } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { labelMentions, mentionOf } from '../../core/opinions/vocabulary/label-mentions.ts';
import type { FactRows } from '../../store/port.ts';
import type { Deps } from '../deps.ts';
import type { ApplyVocabularyRequest } from '../engine.ts';
import { readAspectNames } from './aspect-names.ts';
import { storedOpinions } from './stored-opinions.ts';

/**
 * Returns what naming the opinions of the store by a vocabulary did. Each opinion that knows what its review calls the
 * aspect is put on the aspect that the vocabulary counts it as, or on one of its own name where the vocabulary knows none;
 * ids stay, so that a vocabulary that was changed back puts every opinion back. Nothing is searched again. Each page is
 * one transaction, and a run that was stopped is finished by the same run again. Throws `interrupted`, and what stores
 * throw. Memory: one page, and the names of aspects.
 */
export async function applyVocabulary(
  deps: Pick<Deps, 'store' | 'now'>,
  { vocabulary, dryRun, onProgress }: ApplyVocabularyRequest,
  signal: AbortSignal,
): Promise<VocabularyApplyReport> {
  const startedAt = deps.now();
  const { store } = deps;
  const labels = labelMentions(vocabulary);
  const names = await readAspectNames(store, signal);
  const total = (await store.counts(signal)).opinions;
  const counts = { opinions: 0, relabelled: 0, unchanged: 0, fixed: 0, outside: 0, aspectsCreated: 0 };
  for await (const page of storedOpinions(store, signal)) {
    if (signal.aborted)
      throw new EngineError(
        'interrupted',
        'Naming the opinions was interrupted; the same command again goes on.',
      );
    onProgress({ phase: 'apply', done: counts.opinions, total, unit: 'opinions' });
    const aspects: AspectRow[] = [];
    const moved: FactRows['opinions'][] = [];
    for (const opinion of page) {
      counts.opinions++;
      if (opinion.mention === undefined) {
        counts.fixed++;
        continue;
      }
      const mention = mentionOf(opinion.mention);
      const known = labels.aspectOf(mention);
      if (known === undefined) counts.outside++;
      const { name, kind } = known ?? { name: mention.name, kind: '' };
      const { aspect, isNew } = names.idOf(name, kind);
      if (isNew) aspects.push({ id: aspect, name });
      if (aspect === opinion.aspect) counts.unchanged++;
      else moved.push({ ...opinion, aspect });
    }
    const options = { dryRun, signal };
    if (aspects.length > 0) await store.upsert('aspects', aspects, options);
    if (moved.length > 0) await store.upsert('opinions', moved, options);
    counts.relabelled += moved.length;
    counts.aspectsCreated += aspects.length;
  }
  const revision = await store.revision(signal);
  return { dryRun, ...counts, revision, seconds: (deps.now() - startedAt) / 1000 };
}

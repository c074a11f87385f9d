import type { Deps } from '../deps.ts';
import type { ExtractRequest } from '../engine.ts';
import { type ExtractCounts, noExtractCounts } from './extract-account.ts';

/** How far an extraction came, in the store. */
export interface ExtractCheckpoint {
  /** Id of the last review whose page was confirmed, empty at the begin. */
  readonly after: string;
  readonly counts: ExtractCounts;
  confirm(after: string, counts: ExtractCounts, signal: AbortSignal): Promise<void>;
  /** Records that the run is complete, so that the next one begins with the first review. */
  finish(signal: AbortSignal): Promise<void>;
}

interface CheckpointRecord {
  /** Revision of the store after the last confirmed page: if it moved since, facts were written that are not in it. */
  readonly revision: number;
  readonly after: string;
  readonly counts: ExtractCounts | null;
}

/**
 * Returns the checkpoint of an extraction with the same options. `finder` stands for everything that decides what is found;
 * when that, the vocabulary or the store's revision differ from those of the interrupted run, it starts from the begin, which costs time and noExtractCounts else. A dry run has none.
 */
export async function openExtraction(
  deps: Pick<Deps, 'store' | 'hash'>,
  request: ExtractRequest & { readonly finder: string },
  signal: AbortSignal,
): Promise<ExtractCheckpoint> {
  const { store } = deps;
  if (request.dryRun)
    return { after: '', counts: noExtractCounts, confirm: async () => {}, finish: async () => {} };
  const labelling = deps.hash();
  labelling.update(JSON.stringify([request.vocabulary ?? null, request.isClosed ?? false]));
  const options = `${request.since ?? 'all'}/${request.aspectReviewsMin}/${labelling.digest()}`;
  const key = `extract/${request.finder}/${options}`;
  const found = (await store.getResult(key, signal)) as CheckpointRecord | null;
  const isUsable =
    found !== null && found.counts !== null && found.revision === (await store.revision(signal));
  const write = async (
    after: string,
    counts: ExtractCounts | null,
    writeSignal: AbortSignal,
  ): Promise<void> => {
    const record: CheckpointRecord = { revision: await store.revision(writeSignal), after, counts };
    await store.putResult(key, record, writeSignal);
  };
  return {
    after: isUsable ? found.after : '',
    counts: isUsable ? (found.counts ?? noExtractCounts) : noExtractCounts,
    confirm: write,
    finish: (finishSignal) => write('', null, finishSignal),
  };
}

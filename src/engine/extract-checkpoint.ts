import type { Deps } from './deps.ts';
import type { ExtractRequest } from './engine.ts';

/** What a run has counted so far. */
export interface ExtractCounts {
  reviews: number;
  withOpinions: number;
  cut: number;
  language: number;
  wordless: number;
  labelled: number;
  older: number;
  overdue: number;
  opinionsCreated: number;
  opinionsUnchanged: number;
  opinionsRemoved: number;
  opinionsLeftOut: number;
  aspectsCreated: number;
}

/** How far an extraction came, in the store. */
export interface ExtractCheckpoint {
  /** Id of the last review whose page was confirmed, empty at the begin. */
  readonly after: string;
  readonly counts: ExtractCounts;
  confirm(after: string, counts: ExtractCounts, signal: AbortSignal): Promise<void>;
  /** Records that the run is complete, so that the next one begins with the first review. */
  finish(signal: AbortSignal): Promise<void>;
}

// Raise it when the rules or the lists would find other opinions in the same text.
const rulesVersion = 2;

interface CheckpointRecord {
  /** Revision of the store after the last confirmed page: if it moved since, facts were written that are not in it. */
  readonly revision: number;
  readonly after: string;
  readonly counts: ExtractCounts | null;
}

const nothing: ExtractCounts = {
  reviews: 0,
  withOpinions: 0,
  cut: 0,
  language: 0,
  wordless: 0,
  labelled: 0,
  older: 0,
  overdue: 0,
  opinionsCreated: 0,
  opinionsUnchanged: 0,
  opinionsRemoved: 0,
  opinionsLeftOut: 0,
  aspectsCreated: 0,
};

/**
 * Returns the checkpoint of an extraction by rules with the same options. When the rules or the store's revision differ
 * from those of the interrupted run, it starts from the begin, which costs time and nothing else. A dry run has none.
 */
export async function openExtraction(
  deps: Pick<Deps, 'store'>,
  request: ExtractRequest,
  signal: AbortSignal,
): Promise<ExtractCheckpoint> {
  const { store } = deps;
  if (request.dryRun) return { after: '', counts: nothing, confirm: async () => {}, finish: async () => {} };
  const key = `extract/rules/${rulesVersion}/${request.since ?? 'all'}/${request.aspectReviewsMin}`;
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
    counts: isUsable ? (found.counts ?? nothing) : nothing,
    confirm: write,
    finish: (finishSignal) => write('', null, finishSignal),
  };
}

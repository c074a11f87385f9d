// Run by extract-kill.test.ts as a process of its own: searches the reviews of <folder>/graph.db, and may be killed.
import { join } from 'node:path';
import { extractReviews } from '../../../src/engine/reviews/extract.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { smallLexicon } from '../../core/opinions/word-lists.ts';
import { sha256 } from '../../fixtures/sha256.ts';

const signal = new AbortController().signal;
const store = openSqliteStore({ path: join(process.argv[2] ?? '', 'graph.db'), now: Date.now });
await store.migrate(signal);
const report = await extractReviews(
  { store, hash: sha256, now: Date.now },
  {
    lexicon: smallLexicon(),
    dryRun: false,
    since: null,
    aspectReviewsMin: 1,
    deadlineMs: null,
    onProgress: ({ done }) => process.stdout.write(`${done}\n`),
  },
  signal,
);
await store.close();
process.stdout.write(`${JSON.stringify(report)}\n`);

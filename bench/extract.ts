/**
 * `npm run bench -- extract [--data DIR] [--reviews N]`: reviews a second that the rules search on one core, alone and with
 * the writing of what they find into a new SQLite file, and how the memory of the process grows. Reviews are those of a
 * folder of split reviews, or the seed's, repeated; `--reviews` is their number.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { extractOpinions } from '../src/core/opinions/extract-opinions.ts';
import type { OpinionLexicon } from '../src/core/opinions/lexicon.ts';
import { extractReviews } from '../src/engine/reviews/extract.ts';
import { openSource } from '../src/files/open-source.ts';
import { readLexicon } from '../src/files/read-lexicon.ts';
import { readSplitReviews } from '../src/files/split-reviews.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../test/fixtures/sha256.ts';

const never = new AbortController().signal;
const batch = 5000;
const megabyte = 1_000_000;

/** Prints both rates and the memory at each tenth of the run. */
export async function bench(args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { data: option, reviews: option } });
  const all = values.data === undefined ? await seedTexts() : await textsOf(values.data);
  const count = values.reviews === undefined ? all.length : Number(values.reviews);
  const texts = Array.from({ length: count }, (_, index) => all[index % all.length] ?? '');
  const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
  console.log(`${count} reviews, ${(words / count).toFixed(0)} words each`);
  const lexicon = await readLexicon(never);
  searchAlone(texts, lexicon);
  await searchAndWrite(texts, lexicon);
}

async function textsOf(folder: string): Promise<string[]> {
  return (await readSplitReviews(folder, never)).reviews.map(({ text }) => text);
}

async function seedTexts(): Promise<string[]> {
  const texts: string[] = [];
  for (const part of (await openSource('seed', {})).parts.filter(({ kind }) => kind === 'reviews'))
    for await (const read of part.rows(never))
      if ('row' in read) texts.push((read.row as { readonly text: string }).text);
  return Array.from({ length: 10 }, () => texts).flat();
}

function searchAlone(texts: readonly string[], lexicon: OpinionLexicon): void {
  // The first reviews are searched by code that is not compiled yet.
  for (const text of texts.slice(0, 200)) extractOpinions(text, lexicon);
  const startedAt = performance.now();
  let found = 0;
  for (const text of texts) found += extractOpinions(text, lexicon).length;
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`rules alone: ${rate(texts.length, seconds)}, ${found} opinions`);
}

async function searchAndWrite(texts: readonly string[], lexicon: OpinionLexicon): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'whypath-bench-'));
  const store = openSqliteStore({ path: join(folder, 'graph.db'), now: Date.now });
  try {
    await store.migrate(never);
    const options = { dryRun: false, signal: never };
    const [users, items] = [1500, 900];
    await store.upsert(
      'items',
      Array.from({ length: items }, (_, id) => ({ id: `${id}`, name: `${id}` })),
      options,
    );
    await store.upsert(
      'users',
      Array.from({ length: users }, (_, id) => ({ id: `${id}` })),
      options,
    );
    const rows = texts.map((text, id) => ({
      id: String(id).padStart(9, '0'),
      user: `${id % users}`,
      item: `${(id * 7) % items}`,
      text,
      at: null,
    }));
    for (let from = 0; from < rows.length; from += batch)
      await store.upsert('reviews', rows.slice(from, from + batch), options);
    const memory: number[] = [];
    const report = await extractReviews(
      { store, hash: sha256, now: () => performance.now() },
      {
        lexicon,
        dryRun: false,
        since: null,
        aspectReviewsMin: 1,
        deadlineMs: null,
        onProgress: ({ done }) => {
          if (done >= (memory.length * texts.length) / 10) memory.push(process.memoryUsage.rss());
        },
      },
      never,
    );
    console.log(
      `into SQLite: ${rate(report.reviews, report.seconds)}, ${report.opinions.created} opinions, ${report.aspectsCreated} aspects`,
    );
    console.log(`memory (MB, each tenth): ${memory.map((bytes) => (bytes / megabyte).toFixed(0)).join(' ')}`);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

function rate(count: number, seconds: number): string {
  return `${(count / seconds).toFixed(0)} reviews/s (${seconds.toFixed(1)} s)`;
}

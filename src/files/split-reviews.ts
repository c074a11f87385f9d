import { basename, join, resolve } from 'node:path';
import { EngineError } from '../core/errors.ts';
import { reviewText } from './amazon/review-text.ts';
import { readJsonLines } from './json-lines.ts';
import type { SplitReview, SplitReviews } from './reviews-port.ts';
import { listFiles } from './source-files.ts';

const fileName = 'reviews.jsonl';
const splits = ['train', 'valid', 'test'];

/**
 * Reads a folder of split reviews: `reviews.jsonl`, packed or plain, {user, item, rating, time (epoch seconds), summary?,
 * text, split: train | valid | test}. Throws `data-missing`, `data-invalid` with file and line. Memory: the whole of it.
 */
export async function readSplitReviews(folder: string, signal: AbortSignal): Promise<SplitReviews> {
  const file = (await listFiles(folder)).find((one) => one.plainName === fileName);
  if (file === undefined) {
    throw new EngineError(
      'data-missing',
      `${join(folder, fileName)} is not there. Give --data a folder that holds it.`,
    );
  }
  const reviews: SplitReview[] = [];
  for await (const read of readJsonLines(file, (row) => row, signal)) {
    const place = `${file.name} line ${read.line}`;
    if ('reason' in read) throw new EngineError('data-invalid', `${place}: ${read.reason}.`);
    reviews.push(reviewOf(place, read.row));
  }
  return { name: basename(resolve(folder)), reviews };
}

function reviewOf(place: string, value: unknown): SplitReview {
  const row = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const { user, item, rating, time, summary, text, split } = row;
  const isWhole =
    typeof user === 'string' &&
    typeof item === 'string' &&
    typeof text === 'string' &&
    typeof rating === 'number' &&
    typeof time === 'number' &&
    (summary === undefined || typeof summary === 'string');
  if (!isWhole || !splits.includes(split as string)) {
    throw new EngineError(
      'data-invalid',
      `${place}: expected {user, item, text: strings, rating, time: numbers, split: ${splits.join(' | ')}}.`,
    );
  }
  return {
    user,
    item,
    text: reviewText(summary ?? '', text),
    rating,
    at: time * 1000,
    split: split as SplitReview['split'],
  };
}

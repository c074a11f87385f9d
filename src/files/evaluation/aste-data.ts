import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../core/errors.ts';
import type { GoldSentence, GoldTriple } from '../../core/evaluation/extraction-metrics.ts';
import type { Polarity } from '../../core/opinions/lexicon.ts';
import type { AsteData, AsteSplit } from '../aste-port.ts';

const fileOfSplit: Readonly<Record<AsteSplit, string>> = { valid: 'dev.txt', test: 'test.txt' };
const polarityOfLabel: Readonly<Record<string, Polarity>> = {
  POS: 'positive',
  NEG: 'negative',
  NEU: 'neutral',
};

/**
 * Reads one split of every set of a folder in the aspect-opinion layout, or of the one set asked for:
 * `v2/<set>/{train,dev,test}.txt`, a line `tokens joined by blanks####[([positions], [positions], 'POS'), ...]`, split
 * valid in dev.txt. A set without the split is named in `skipped`. Throws `data-missing` when the folder or the set
 * asked for is not there or nothing has the split, `data-invalid` with file and line for a line that is none.
 */
export async function readAsteData(
  folder: string,
  options: { readonly set?: string; readonly split: AsteSplit },
  signal: AbortSignal,
): Promise<AsteData> {
  const names = setNames(folder, options.set);
  const file = fileOfSplit[options.split];
  const found = names.filter((name) => existsSync(join(folder, 'v2', name, file)));
  if (found.length === 0) {
    throw new EngineError(
      'data-missing',
      `${join(folder, 'v2')}: none of ${names.join(', ')} has ${file}. Choose another --split.`,
    );
  }
  const sets = [];
  for (const set of found) {
    signal.throwIfAborted();
    const path = join(folder, 'v2', set, file);
    const lines = (await readFile(path, { encoding: 'utf8', signal })).split('\n');
    const sentences = lines.flatMap((line, index) =>
      line.trim() === '' ? [] : [sentenceOf(line.trim(), `${set}/${file} line ${index + 1}`)],
    );
    sets.push({ set, split: options.split, sentences });
  }
  const skipped = names.filter((name) => !found.includes(name)).map((name) => `${name}/${options.split}`);
  return { sets, skipped };
}

function setNames(folder: string, asked: string | undefined): string[] {
  const root = join(folder, 'v2');
  const names = existsSync(root)
    ? readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  if (names.length === 0) {
    throw new EngineError(
      'data-missing',
      `${root} holds no set. Give --data a folder with v2/<set>/test.txt.`,
    );
  }
  if (asked === undefined) return names;
  if (names.includes(asked)) return [asked];
  throw new EngineError(
    'data-missing',
    `${root} holds no set "${asked}". Choose one of ${names.join(', ')}.`,
  );
}

function sentenceOf(line: string, place: string): GoldSentence {
  const cut = line.lastIndexOf('####');
  const tokens = line.slice(0, Math.max(0, cut)).split(' ');
  const list = line.slice(cut + 4);
  const triples = [...list.matchAll(/\(\[([\d, ]+)\], ?\[([\d, ]+)\], ?'(POS|NEG|NEU)'\)/g)].map(
    ([, aspect = '', opinion = '', label = '']): GoldTriple => ({
      aspect: positionsOf(aspect),
      opinion: positionsOf(opinion),
      polarity: polarityOfLabel[label] ?? 'neutral',
    }),
  );
  const stated = list.split('(').length - 1;
  const largest = Math.max(-1, ...triples.flatMap((triple) => [...triple.aspect, ...triple.opinion]));
  if (cut < 0 || stated !== triples.length || largest >= tokens.length) {
    throw new EngineError(
      'data-invalid',
      `${place}: expected "tokens####[([positions], [positions], 'POS'|'NEG'|'NEU'), ...]" with positions below the number of tokens.`,
    );
  }
  return { tokens, triples };
}

function positionsOf(list: string): number[] {
  return list
    .split(',')
    .map(Number)
    .sort((one, other) => one - other);
}

/**
 * `npm run bench -- vocabulary [--names N] [--rounds N] [--seed N]`: seconds to propose the merges of N aspect names and of
 * a quarter of them, on one core. The names are one to three words drawn by a skewed law from a generated stock, a
 * fifth of the names with a slip of the pen.
 */
import { parseArgs } from 'node:util';
import { type NameCount, proposeMerges } from '../src/core/opinions/vocabulary/propose-merges.ts';
import { createRandom, type Random } from '../src/core/random.ts';

const defaults = { names: '50000', rounds: '5', seed: '1' };

/** Prints seconds a round with their spread, for N names and for a quarter of them. */
export async function bench(args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { names: option, rounds: option, seed: option } });
  const { names, rounds, seed } = { ...defaults, ...values };
  for (const count of [Math.floor(Number(names) / 4), Number(names)]) {
    const given = namesOf(count, createRandom(Number(seed)));
    const seconds: number[] = [];
    let merged = 0;
    for (let round = 0; round < Number(rounds); round++) {
      const begin = performance.now();
      merged = proposeMerges(given).reduce((sum, aspect) => sum + aspect.names.length, 0);
      seconds.push((performance.now() - begin) / 1000);
    }
    console.log(`${count} names: ${spread(seconds)} s, ${merged} names merged into others`);
  }
}

function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / Math.max(1, values.length - 1));
  return `mean ${mean.toFixed(2)} ± ${deviation.toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
}

function namesOf(count: number, random: Random): NameCount[] {
  const stock = Array.from({ length: 20_000 }, () => wordOf(random));
  const right: string[][] = [];
  const names = new Map<string, NameCount>();
  while (names.size < count) {
    if (names.size < count * shareRight) {
      const words = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(stock, random() ** 3));
      right.push(words);
      const name = words.join(' ');
      names.set(name, { name, kind: '', count: 5 + Math.floor(200 * random() ** 8) });
    } else {
      const words = pick(right, random());
      const at = Math.floor(random() * words.length);
      const name = words.with(at, slipOf(words[at] ?? '', random)).join(' ');
      if (!names.has(name)) names.set(name, { name, kind: '', count: 1 });
    }
  }
  return [...names.values()];
}

/** Share of the names without a slip. */
const shareRight = 0.8;

function pick<T>(list: readonly T[], place: number): T {
  return list[Math.floor(place * list.length)]!;
}

function wordOf(random: Random): string {
  const syllables = 1 + Math.floor(random() * 4);
  const letter = (letters: string): string => pick([...letters], random());
  return Array.from(
    { length: syllables },
    () => `${letter('bcdfghlmnprstv')}${letter('aeiou')}${letter('lnrst')}`,
  ).join('');
}

function slipOf(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 1));
  if (random() < 0.5) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
}

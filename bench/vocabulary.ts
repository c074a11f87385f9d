/**
 * `npm run bench -- vocabulary [--names N] [--rounds N] [--seed N]`: seconds to propose the merges of N aspect names and of
 * a quarter of them, on one core. The names are one to three words drawn by a skewed law from a generated stock, every
 * tenth word with a slip of the pen.
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
  const names = new Map<string, NameCount>();
  while (names.size < count) {
    const words = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const word = stock[Math.floor(random() ** 3 * stock.length)] ?? 'word';
      return random() < 0.1 ? slipOf(word, random) : word;
    });
    const name = words.join(' ');
    names.set(name, { name, kind: '', count: 1 + Math.floor(20 * random() ** 8) });
  }
  return [...names.values()];
}

function wordOf(random: Random): string {
  const syllables = 1 + Math.floor(random() * 4);
  const pick = (letters: string): string => letters[Math.floor(random() * letters.length)] ?? 'a';
  return Array.from(
    { length: syllables },
    () => `${pick('bcdfghlmnprstv')}${pick('aeiou')}${pick('lnrst')}`,
  ).join('');
}

function slipOf(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 1));
  if (random() < 0.5) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
}

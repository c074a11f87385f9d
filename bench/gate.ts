/**
 * `npm run bench -- gate [--rounds N] [--seed N]`: how many corrupted and true sentences of the seed the gate refuses, by
 * kind, and how many sentences it judges and texts a template writes in a second, on one core.
 */
import { parseArgs } from 'node:util';
import { type GateInput, judge } from '../src/core/explanation/gate/gate.ts';
import { planText } from '../src/core/explanation/plan.ts';
import { templateText } from '../src/core/explanation/template.ts';
import { createRandom } from '../src/core/random.ts';
import { corrupted, corruptionKinds, sourceOf, withoutMember } from '../test/core/explanation/corruptions.ts';
import { readSeedTexts, type SeedText, type SeedTexts } from '../test/core/explanation/seed-evidence.ts';

const defaults = { rounds: '5', seed: '1' };

/** Prints the table of corruptions and the rates. */
export async function bench(args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { rounds: option, seed: option } });
  const { rounds, seed } = { ...defaults, ...values };
  const seedTexts = await readSeedTexts(new AbortController().signal);
  console.log(`${seedTexts.texts.length} texts of the seed, generator seed ${seed}`);
  printTable(seedTexts, Number(seed));
  printDropped(seedTexts, Number(seed));
  printRates(seedTexts, Number(rounds));
}

function printTable({ noun, texts, names, relations }: SeedTexts, seed: number): void {
  const wrong = texts.filter((text) => text.sentences.length > 0 && !accepts(text, noun, text.sentences));
  console.log(
    row('true texts refused', wrong.length, texts.filter((text) => text.sentences.length > 0).length),
  );
  for (const kind of corruptionKinds) {
    const random = createRandom(seed);
    let tried = 0;
    let refused = 0;
    for (const text of texts) {
      for (const [index, { cites, text: words }] of text.sentences.entries()) {
        const source = { ...sourceOf(text, cites), names, relations, random };
        const changed = corrupted(kind, words, source);
        if (changed === null) continue;
        tried++;
        const sentences = text.sentences.with(index, { text: changed, cites });
        if (!accepts(text, noun, sentences)) refused++;
        else if (process.env['SHOW'] !== undefined) console.log(kind, '|', words, '|', changed);
      }
    }
    console.log(row(`${kind} corrupted, refused`, refused, tried));
  }
}

/** True texts that name one of a list less. */
function printDropped({ noun, texts }: SeedTexts, seed: number): void {
  const random = createRandom(seed);
  let tried = 0;
  let refused = 0;
  for (const text of texts) {
    for (const [index, { cites, text: words }] of text.sentences.entries()) {
      const shorter = withoutMember(words, random);
      if (shorter === null) continue;
      tried++;
      const sentences = text.sentences.with(index, { text: shorter, cites });
      if (!accepts(text, noun, sentences)) refused++;
    }
  }
  console.log(row('member left out, refused', refused, tried));
}

function accepts(text: SeedText, noun: GateInput['noun'], sentences: GateInput['sentences']): boolean {
  return judge({ sentences, evidence: text.evidence, itemName: text.itemName, noun }).accepted;
}

function row(what: string, part: number, whole: number): string {
  const share = part / whole;
  const error = Math.sqrt((share * (1 - share)) / whole);
  return `${what.padEnd(32)} ${String(part).padStart(6)} of ${String(whole).padEnd(6)} ${(100 * share).toFixed(2)} % ± ${(100 * error).toFixed(2)}`;
}

function printRates({ noun, texts }: SeedTexts, rounds: number): void {
  const told = texts.filter((text) => text.sentences.length > 0);
  const sentences = told.reduce((sum, text) => sum + text.sentences.length, 0);
  const judged = rates(rounds, sentences, () => told.every((text) => accepts(text, noun, text.sentences)));
  const written = rates(rounds, told.length, () =>
    told.every(
      ({ evidence, itemName }) =>
        templateText(planText(evidence, 'paragraph'), evidence, { itemName, noun }).length > 0,
    ),
  );
  console.log(`sentences judged:  ${judged} a second`);
  console.log(`texts by template: ${written} a second`);
}

/** Median, lowest and highest rate of `rounds` runs after one to warm up. */
function rates(rounds: number, count: number, work: () => boolean): string {
  const found: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const startedAt = performance.now();
    if (!work()) throw new Error('a true text was refused');
    if (round > 0) found.push(Math.round((1000 * count) / (performance.now() - startedAt)));
  }
  found.sort((left, right) => left - right);
  return `median ${found[found.length >> 1]} (${found[0]} to ${found.at(-1)})`;
}

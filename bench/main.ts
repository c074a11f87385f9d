/**
 * `npm run bench -- NAME [options]`: runs bench/NAME.ts, whose `bench` takes the options. Every benchmark prints
 * its command, its parameters and the spread of its runs. Machines are noisy: compare figures of one run, as ratios.
 */
import { readdirSync } from 'node:fs';

const [name, ...options] = process.argv.slice(2);
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.slice(0, -'.ts'.length));

if (name === undefined || !names.includes(name)) {
  console.error(`Which benchmark? npm run bench -- ${names.join(' | ')}`);
  process.exitCode = 2;
} else {
  const benchmark = (await import(`./${name}.ts`)) as { bench: (args: readonly string[]) => Promise<void> };
  console.log(`npm run bench -- ${[name, ...options].join(' ')}`);
  await benchmark.bench(options);
}

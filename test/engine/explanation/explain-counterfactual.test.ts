import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Explanation } from '../../../src/contract/types.ts';
import { explain } from '../../../src/engine/explanation/explain.ts';
import { explainMany } from '../../../src/engine/explanation/explain-many.ts';
import { openPairs } from '../../../src/files/read-pairs.ts';
import { openRejects } from '../../../src/files/rejects.ts';
import { openResults } from '../../../src/files/results-file.ts';
import { createScriptedModel } from '../../../src/llm/scripted-model.ts';
import { explainDeps } from './explain-deps.ts';

const never = new AbortController().signal;
const noModel = createScriptedModel([], { available: false, reason: 'no model', fix: 'get one' });
const pair = { user: 'mara', item: 'harbour' };
const changes = ({ evidence }: Explanation): string[] =>
  evidence.filter((one) => one.kind === 'counterfactual').map((one) => one.sentence);

describe('what would be without the strongest fact', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whypath-counterfactual-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is evidence for one pair unless it is not wanted, and the key says which', async () => {
    const { deps } = explainDeps(noModel);
    const told = await explain(deps, pair, never);
    expect(changes(told)).toEqual(['Without your liking of Kilo, Harbour Lights would not be recommended.']);
    const untold = await explain(deps, { ...pair, counterfactual: false }, never);
    expect(changes(untold)).toEqual([]);
    expect(untold.key).not.toBe(told.key);
    expect(untold.scoreCovered).toBe(told.scoreCovered);
  });

  it('is left out of a file of pairs, whose texts must outlast a change of ranks, unless a line asks for it', async () => {
    const [input, output] = [join(folder, 'pairs.jsonl'), join(folder, 'out.jsonl')];
    const lines = [pair, { ...pair, counterfactual: true }];
    writeFileSync(input, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const request = {
      pairs: openPairs(input),
      results: openResults(output),
      failures: openRejects(`${output}.failed.jsonl`),
      concurrency: 1,
      onProgress: () => undefined,
    };
    expect(await explainMany(explainDeps(noModel).deps, request, never)).toMatchObject({
      made: 2,
      failed: 0,
    });
    const texts = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(texts.map((line) => changes(JSON.parse(line) as Explanation).length).sort()).toEqual([0, 1]);
  });
});

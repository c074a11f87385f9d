import { readFileSync } from 'node:fs';
import type { CitedSentence, Evidence, GraphManifest } from '../../../src/contract/types.ts';
import { buildEvidence, quotablePairs, shownName } from '../../../src/core/explanation/evidence.ts';
import { planText } from '../../../src/core/explanation/plan.ts';
import { templateText } from '../../../src/core/explanation/template.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { users } from '../../../src/engine/users.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { writeSeed } from '../../store/seed-store.ts';

/** A recommended item of the seed with its evidence and its text by template. */
export interface SeedText {
  readonly itemName: string;
  readonly evidence: readonly Evidence[];
  /** Evidence in which each reason is told by itself. */
  readonly apart: readonly Evidence[];
  readonly sentences: readonly CitedSentence[];
}

/** The texts of every recommendation of the seed, and what they can be made wrong with. */
export interface SeedTexts {
  readonly noun: GraphManifest['item'];
  readonly texts: readonly SeedText[];
  readonly names: readonly string[];
  readonly relations: readonly string[];
}

const opinionsMax = 20;

/** Returns the texts of ten recommendations for each user of the seed. */
export async function readSeedTexts(signal: AbortSignal): Promise<SeedTexts> {
  const store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(store, signal);
  const deps = { store, graph: createGraphCache(store, sha256), settings: { peopleMin: null }, hash: sha256 };
  const { item: noun } = manifest();
  const texts: SeedText[] = [];
  for (const { id } of await users(deps, { text: '', limit: 1000 }, signal)) {
    const { items } = await recommend(deps, { user: id, reasonsMax: null }, signal);
    for (const item of items) {
      const opinions = await store.evidence(quotablePairs(item), opinionsMax, signal);
      const evidence = buildEvidence(item, opinions);
      const itemName = shownName(item);
      texts.push({
        itemName,
        evidence,
        apart: buildEvidence(item, opinions, null, false),
        sentences: templateText(planText(evidence, 'paragraph'), evidence, { itemName, noun }),
      });
    }
  }
  await store.close();
  return {
    noun,
    texts,
    names: [...new Set(texts.flatMap((text) => text.evidence.flatMap((one) => one.names)))],
    relations: relationWords(),
  };
}

/** What stands between the two ends in the words of each relation. */
function relationWords(): string[] {
  const words = manifest().relations.flatMap((relation) => [relation.forward, relation.backward]);
  const between = words.map((text) => /\{from\} (.+) \{to\}/u.exec(text ?? '')?.[1]);
  return [...new Set(between.filter((text) => text !== undefined))];
}

function manifest(): GraphManifest {
  return JSON.parse(
    readFileSync(new URL('../../../seed/graph.json', import.meta.url), 'utf8'),
  ) as GraphManifest;
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { GraphManifest } from '../../../src/contract/types.ts';
import { buildEvidence } from '../../../src/core/explanation/evidence.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { users } from '../../../src/engine/users.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { writeSeed } from '../../store/seed-store.ts';

const signal = new AbortController().signal;

it('words every relation of the seed, one way and the other', async () => {
  const store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(store, signal);
  const deps = { store, graph: createGraphCache(store, sha256), settings: { peopleMin: null }, hash: sha256 };
  const sentences = new Map<string, string>();
  for (const { id } of await users(deps, { text: '', limit: 1000 }, signal)) {
    const { items } = await recommend(deps, { user: id, reasonsMax: null, limit: 40 }, signal);
    for (const item of items) {
      for (const reason of [...item.reasons, ...item.against]) {
        const isFor = item.reasons.includes(reason);
        const [, relation] = reason.id.split(':');
        const last = reason.example.relations.at(-1)?.direction;
        const kind = /^(?:shared-entity|related-item):/u.test(reason.id)
          ? `${relation} ${last}`
          : reason.id.split(':')[0];
        const alone = { ...item, reasons: isFor ? [reason] : [], against: isFor ? [] : [reason] };
        const [evidence] = buildEvidence(alone, []);
        const key = `${kind}${isFor ? '' : ' against'}`;
        if (evidence !== undefined && !sentences.has(key)) sentences.set(key, evidence.sentence);
      }
    }
  }
  await store.close();
  const lines = [...sentences].sort().map(([key, sentence]) => `${key}: ${sentence}`);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../golden/explanation/relations.txt');
  const manifest = JSON.parse(
    readFileSync(new URL('../../../seed/graph.json', import.meta.url), 'utf8'),
  ) as GraphManifest;
  const weighed = manifest.relations.filter(
    ({ weight, inverseOf }) => weight !== 0 && inverseOf === undefined,
  );
  const unworded = weighed.filter(
    ({ type }) => ![...sentences.keys()].some((key) => key.startsWith(`${type} `)),
  );
  expect(unworded.map(({ type }) => type)).toEqual([]);
});

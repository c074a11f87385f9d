import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { schemaNames } from '../../../src/contract/validate.ts';
import { registerRoutes } from '../../../src/serve/http/routes.ts';
import { fakeEngine } from './fake-engine.ts';

const page = readFileSync(new URL('../../../docs/http.md', import.meta.url), 'utf8');

it('docs/http.md has every route, no other, and names schemas that are there', async () => {
  const routes: string[] = [];
  const app = fastify({ exposeHeadRoutes: false });
  app.addHook('onRoute', ({ method, url }) => {
    routes.push(`${String(method)} ${url}`);
  });
  registerRoutes(app, fakeEngine().engine);
  await app.close();
  const documented = Array.from(page.matchAll(/^\| `([A-Z]+ [^`]+)` \|/gmu), ([, route]) => route);
  expect(documented.length).toBeGreaterThan(20);
  expect([...documented].sort()).toEqual(routes.sort());
  const schemas = Array.from(page.matchAll(/\[([a-z-]+)\]\(\.\.\/schema\/([a-z-]+)\.schema\.json\)/gu));
  for (const [, name, file] of schemas)
    expect([file, schemaNames()]).toEqual([name, expect.arrayContaining([name])]);
});

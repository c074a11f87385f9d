import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../scripts/run-command.ts';
import { launchChromium } from '../../scripts/servers/chromium.ts';
import { EngineError } from '../../src/core/errors.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { listen } from '../../src/serve/http/listen.ts';
import { pageFolder } from '../../src/serve/http/page.ts';
import { createServer } from '../../src/serve/http/server.ts';
import { aspectReason, explanation, fakeEngine, harbourItem } from '../serve/http/fake-engine.ts';
import { describeWithChromium } from '../servers/real.ts';
import { openPage, overflow } from './watched-page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const prank = '<img src=x onerror=alert(1)>"\'</script><b>bold</b>';

describeWithChromium('the page in every state', () => {
  let browser: Browser;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const vite = join(root, 'node_modules', '.bin', 'vite');
    await runCommand(vite, ['build', 'web', '--emptyOutDir'], { folder: root, timeoutMs: 60_000 });
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(() => browser?.close());

  it('markup in names, reasons, sentences and reviews stays text', async () => {
    const { page, faults, url } = await open(hostileEngine());
    await page.goto(`${url}/?user=mara&item=harbour`);
    await page.locator('.sentence').first().waitFor();
    await page.getByText('The paths as text').click();
    for (const place of ['#list', '#item-title', '.reason-text', '.sentence', '.paths', '#status']) {
      expect(await page.locator(place).first().textContent(), place).toContain(prank);
    }
    expect(await page.locator('#user').inputValue()).toBe(prank);
    await page.locator('#user').click();
    await page.locator('[role=option]').first().waitFor();
    expect(await page.locator('[role=option]').first().textContent()).toContain(prank);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Reviews' }).first().click();
    await page.locator('dialog mark').first().waitFor();
    expect(await page.locator('dialog blockquote').textContent()).toBe(`There is ${prank} noise.`);
    expect(await page.locator('main img, main b, dialog img, dialog b').count()).toBe(0);
    expect(await overflow(page)).toBe(0);
    expect(faults).toEqual([]);
  });

  it('an empty store shows the command that fills it', async () => {
    const empty = () => Promise.reject(new EngineError('graph-empty', 'The store holds no graph.'));
    for (const users of [empty, () => Promise.resolve([])]) {
      const { page, faults, url } = await open(fakeEngine({ users }).engine);
      await page.goto(url);
      await page.getByText('whypath import seed', { exact: true }).waitFor();
      expect(faults).toEqual([]);
    }
  });

  it('a user to whom nothing leads is told so', async () => {
    const { engine } = fakeEngine();
    const recommend: Engine['recommend'] = async (request) => ({
      ...(await engine.recommend(request)),
      items: [],
    });
    const { page, url } = await open({ ...engine, recommend });
    await page.goto(`${url}/?user=mara`);
    await page.getByText('Nothing to recommend').waitFor();
  });

  it('a server that is gone is named, and its return is noticed by trying again', async () => {
    const { page, url, stop } = await open(fakeEngine().engine);
    await page.goto(`${url}/?user=mara`);
    await page.locator('button.item').waitFor();
    await stop();
    await page.locator('button.item').click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByRole('alert').first().textContent()).toContain('The server is gone');
    await serve(fakeEngine().engine, Number(new URL(url).port));
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.locator('.reason').first().waitFor();
    await page.locator('.sentences').first().waitFor();
  });

  it('a slow explanation does not keep the reasons waiting, and a failed one leaves them', async () => {
    let fail: (error: Error) => void = () => undefined;
    const explain = () =>
      new Promise<never>((_, reject) => {
        fail = reject;
      });
    const { page, url } = await open(fakeEngine({ explain }).engine);
    await page.goto(`${url}/?user=mara&item=harbour`);
    await page.locator('.reason').first().waitFor();
    await page.getByText('Writing the explanation…').waitFor();
    fail(new EngineError('store-unavailable', 'bolt://x does not answer.'));
    await page.getByText('bolt://x does not answer.').waitFor();
    expect(await page.locator('.reason').count()).toBe(2);
  });

  it('a reason that the graph has lost since says so where the rank stands', async () => {
    const { engine } = fakeEngine();
    const why: Engine['why'] = (request) =>
      request.without === undefined
        ? engine.why(request)
        : Promise.reject(new EngineError('reason-unknown', 'There is no reason of that name any more.'));
    const { page, url } = await open({ ...engine, why });
    await page.goto(`${url}/?user=mara&item=harbour`);
    await page.locator('[data-take]').first().click();
    await page.locator('.rank-line', { hasText: 'There is no reason of that name any more.' }).waitFor();
  });

  it('what is withheld is told with its share', async () => {
    const { page, url } = await open(fakeEngine().engine);
    await page.goto(`${url}/?user=mara&item=harbour`);
    await page
      .getByText('1 reason with 10 % of the score is not shown, because fewer than 5 people stand behind it.')
      .waitFor();
  });

  async function serve(engine: Engine, port: number): Promise<{ url: string; stop: () => Promise<unknown> }> {
    const app = createServer(engine, { pageFolder: pageFolder() });
    let isOpen = true;
    const stop = async (): Promise<void> => {
      if (isOpen) await app.close();
      isOpen = false;
    };
    closing.push(stop);
    return { url: await listen(app, { host: '127.0.0.1', port, nextFree: false }), stop };
  }

  async function open(engine: Engine) {
    const { url, stop } = await serve(engine, 0);
    const { page, faults } = await openPage(browser, url, { viewport: { width: 900, height: 800 } });
    closing.push(() => page.close());
    return { page, faults, url, stop };
  }
});

/** An engine whose every text tries to be markup. */
function hostileEngine(): Engine {
  const nodes = aspectReason.example.nodes.map((node) => ({ ...node, name: prank }));
  const reason = { ...aspectReason, text: prank, example: { ...aspectReason.example, nodes } };
  const item = {
    ...harbourItem,
    name: prank,
    reasons: [reason],
    against: [{ ...reason, id: 'aspect:other' }],
  };
  const { engine } = fakeEngine();
  const text = `There is ${prank} noise.`;
  return {
    ...engine,
    storeAddress: prank,
    users: () => Promise.resolve([{ id: 'mara', name: prank }]),
    recommend: async (request) => ({ ...(await engine.recommend(request)), items: [item] }),
    why: async (request) => ({ ...(await engine.why(request)), item }),
    explain: () =>
      Promise.resolve({
        ...explanation,
        why: prank,
        sentences: [{ text: prank, cites: ['E1'] }],
        evidence: [evidence],
      }),
    opinions: async (...request) =>
      (await engine.opinions(...request)).map((opinion) => ({
        ...opinion,
        text,
        start: 9,
        end: 9 + prank.length,
        aspectStart: text.length - 6,
        aspectEnd: text.length - 1,
      })),
  };
}

const evidence = {
  id: 'E1',
  kind: 'reason' as const,
  sentence: prank,
  share: 0.3,
  reasonId: 'aspect:noise',
  names: [],
  numbers: [],
  polarity: 'positive' as const,
  review: null,
  quote: null,
};

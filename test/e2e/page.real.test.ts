import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumArguments, findChromium } from '../../scripts/servers/chromium.ts';
import type { Recommendations, Why } from '../../src/contract/types.ts';
import { describeWithChromium } from '../servers/real.ts';
import { openSeedPage, type SeedPage } from './seed-page.ts';
import { lowContrasts, openPage, overflow } from './watched-page.ts';

const softwareWebgl = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

describeWithChromium('the page on the seed data', () => {
  let seedPage: SeedPage;
  let serve: SeedPage['serve'];
  let browser: Browser;
  let best: Recommendations['items'][number];

  beforeAll(async () => {
    seedPage = await openSeedPage();
    ({ serve, browser } = seedPage);
    const answer = await fetch(`${serve.url}/api/recommendations?user=mara&limit=20`);
    best = ((await answer.json()) as Recommendations).items[0] as typeof best;
  });

  afterAll(async () => {
    expect(await seedPage?.close()).toBe(0);
  });

  it('by keyboard alone: choose a user, open an item, take a reason away and put it back, close', async () => {
    const { page, faults } = await openPage(browser, serve.url);
    await page.goto(serve.url);
    await page.locator('#user:focus').waitFor();
    await page.keyboard.type('mara');
    await page.waitForSelector('[role=option]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('button.item');
    expect(await page.locator('button.item').count()).toBe(20);

    await tabTo(page, 'button.item');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toContain(best.name);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#item-title:focus');

    const reason = best.reasons[0]?.id ?? '';
    await tabTo(page, `[data-take="${reason}"]`);
    await page.keyboard.press('Enter');
    const without = await rankWithout(serve.url, [reason]);
    await page.getByText(`1 → ${without}`).first().waitFor();
    expect(await page.locator('#announcer').textContent()).toContain(`from rank 1 to ${without}.`);
    expect(await focused(page)).toBe('Put back');
    await page.keyboard.press('Enter');
    await page.locator('.rank-line', { hasText: '1Rank' }).waitFor();
    expect(await page.locator('.rank-line').textContent()).not.toContain('→');

    await page.keyboard.press('Escape');
    expect(await focused(page)).toContain(best.name);
    expect(new URL(page.url()).search).toBe('?user=mara');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('answers questions about the explanation, and says what can be asked', async () => {
    const { page, faults } = await openItem(`?user=mara&item=${best.id}`);
    expect(await page.locator('.counterfactual').textContent()).toMatch(
      /^Without your .* would be \d+(st|nd|rd|th)\.$/,
    );
    const box = page.getByRole('textbox', { name: 'Ask about this explanation' });
    await box.fill('What if I had not liked Tern Against Tide?');
    await page.keyboard.press('Enter');
    await page.locator('.answer', { hasText: 'Without your liking of Tern Against Tide, ' }).waitFor();
    await box.fill('What is the weather?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.locator('.answer', { hasText: 'That question is not understood.' }).waitFor();
    expect(await page.locator('.offer').count()).toBe(8);
    await page.getByRole('button', { name: 'Who said that?' }).click();
    await page.locator('.answer', { hasText: /A reviewer wrote of .* in review r\d+: "/ }).waitFor();
    expect(await lowContrasts(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('several reasons together, and all back at once', async () => {
    const { page, faults } = await openItem(`?user=mara&item=${best.id}`);
    const ids = await page
      .locator('[data-take]')
      .evaluateAll((all) => all.slice(0, 3).map((each) => each.getAttribute('data-take')));
    for (const id of ids) await page.locator(`[data-take="${id}"]`).click();
    const rank = await rankWithout(serve.url, ids as string[]);
    expect(rank).toBeGreaterThan(1);
    await page.locator('.rank-line', { hasText: `1 → ${rank}` }).waitFor();
    expect(await page.locator('.reason.taken').count()).toBe(3);
    await page.getByRole('button', { name: 'Put all back' }).click();
    expect(await page.locator('.reason.taken').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('a sentence brings its reason and its path forward', async () => {
    const { page, faults } = await openItem(`?user=mara&item=${best.id}`);
    const sentence = page.locator('.sentence').first();
    const reason = await sentence.getAttribute('data-reason');
    await sentence.hover();
    expect(await page.locator('.reason.cited').getAttribute('data-reason')).toBe(reason);
    await page.mouse.move(0, 0);
    expect(await page.locator('.reason.cited').count()).toBe(0);
    await sentence.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.reason.selected').getAttribute('data-reason')).toBe(reason);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('a review stands behind an opinion, with both phrases marked; Escape closes it alone', async () => {
    const { page, faults } = await openItem(`?user=mara&item=${best.id}`);
    const button = page.locator('button', { hasText: 'Reviews' }).first();
    await button.click();
    const quote = page.locator('dialog blockquote').first();
    await quote.waitFor();
    expect(await quote.locator('mark.aspect').count()).toBe(1);
    expect(await quote.locator('mark.opinion').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('#item-title').count()).toBe(1);
    expect(await focused(page)).toBe('Reviews');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('draws with sigma.js where there is WebGL', async () => {
    const args = [...chromiumArguments.filter((argument) => argument !== '--disable-gpu'), ...softwareWebgl];
    const withWebgl = await chromium.launch({ executablePath: findChromium() ?? '', args });
    try {
      const { page, faults } = await openPage(withWebgl, serve.url);
      await page.goto(`${serve.url}/?user=mara&item=${best.id}`);
      await page.locator('.canvas canvas.sigma-nodes').waitFor({ state: 'attached' });
      await page.locator('.reason-text').first().click();
      expect(await page.locator('.canvas svg').count()).toBe(0);
      expect(await overflow(page)).toBe(0);
      expect(faults).toEqual([]);
    } finally {
      await withWebgl.close();
    }
  });

  it('draws with SVG where there is none, and says every path as text', async () => {
    const { page, faults } = await openPage(browser, serve.url);
    await page.addInitScript('HTMLCanvasElement.prototype.getContext = () => null');
    await page.goto(`${serve.url}/?user=mara&item=${best.id}`);
    await page.locator('.canvas svg circle').first().waitFor();
    expect(await page.locator('.canvas svg text').allTextContents()).toContain('Mara T.');
    await page.getByText('The paths as text').click();
    const paths = await page.locator('.paths li').allTextContents();
    expect(paths.length).toBe(5);
    for (const path of paths) expect(path).toMatch(/^Mara T\. — .* (→|—) Kestrel Hour$/u);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('names no other user anywhere', async () => {
    const { page } = await openItem(`?user=mara&item=${best.id}`);
    await page.locator('.sentence').first().waitFor();
    await page.getByRole('button', { name: /more reasons/u }).click();
    const users = (await (await fetch(`${serve.url}/api/users?limit=200`)).json()) as {
      users: { id: string; name: string }[];
    };
    const text = await page.locator('main').evaluate((main) => main.textContent ?? '');
    const others = users.users.filter(({ id }) => id !== 'mara');
    expect(others.length).toBeGreaterThan(50);
    expect(others.filter(({ name }) => text.includes(name))).toEqual([]);
    await page.close();
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'is readable in %s at %i pixels: no sideways scrolling, contrast of 4.5',
    async (colorScheme, width) => {
      const { page, faults } = await openItem('?user=mara', {
        colorScheme,
        viewport: { width, height: 800 },
      });
      await page.locator('button.item').first().waitFor();
      expect([await overflow(page), await lowContrasts(page)]).toEqual([0, []]);
      await page.locator('button.item').first().click();
      await page.locator('.sentence').first().waitFor();
      await page.locator('[data-take]').first().click();
      await page.locator('.reason-text').nth(1).click();
      await page.getByText('The paths as text').click();
      expect([await overflow(page), await lowContrasts(page)]).toEqual([0, []]);
      await page.locator('button', { hasText: 'Reviews' }).first().click();
      await page.locator('dialog blockquote').first().waitFor();
      expect([await overflow(page), await lowContrasts(page)]).toEqual([0, []]);
      expect(faults).toEqual([]);
      await page.close();
    },
  );

  it('at 360 pixels shows the list or the item, with a way back', async () => {
    const { page } = await openItem('?user=mara', { viewport: { width: 360, height: 800 } });
    await page.locator('button.item').first().click();
    await page.locator('#item-title').waitFor();
    expect(await page.locator('button.item').first().isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Back to the list' }).click();
    expect(await page.locator('button.item').first().isVisible()).toBe(true);
    await page.close();
  });

  it('follows its address, and the buttons of the browser', async () => {
    const { page, faults } = await openItem(`?user=mara&item=${best.id}`);
    await page.locator('button.item').nth(1).click();
    const second = await page.locator('button.item').nth(1).getAttribute('data-item');
    expect(new URL(page.url()).searchParams.get('item')).toBe(second);
    await page.goBack();
    await page.locator('#item-title', { hasText: best.name ?? '' }).waitFor();
    expect(await page.locator('button.item[aria-current]').getAttribute('data-item')).toBe(best.id);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says that a user is unknown, and that one without a history gets what is popular', async () => {
    const unknown = await openItem('?user=nobody-at-all');
    await unknown.page.getByRole('alert').waitFor();
    expect(await unknown.page.getByRole('alert').textContent()).toContain('nobody-at-all');
    const cold = await openItem('?user=ines');
    await cold.page.locator('button.item').first().waitFor();
    expect(await cold.page.locator('#list .hint').textContent()).toContain('has no history yet');
    await cold.page.locator('button.item').first().click();
    await cold.page.locator('.reason').first().waitFor();
    expect(await cold.page.locator('.reason .kind').first().textContent()).toBe('Popular');
    expect([...unknown.faults, ...cold.faults]).toEqual([]);
    await Promise.all([unknown.page.close(), cold.page.close()]);
  });

  it('offers some people to whoever knows nobody', async () => {
    const { page, faults } = await openItem('');
    const people = page.getByRole('group', { name: 'Some people' }).getByRole('button');
    await people.first().waitFor();
    expect(await people.count()).toBe(8);
    const name = (await people.nth(1).textContent()) ?? '';
    await people.nth(1).click();
    await page.locator('button.item').first().waitFor();
    expect(await page.locator('#list .list-title').textContent()).toBe(`For ${name}`);
    expect(await page.locator('#user').inputValue()).toBe(name);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('the status line tells store and writer', async () => {
    const { page } = await openItem('');
    await page.getByText('Texts by templates').waitFor();
    expect(await page.locator('#status').textContent()).toContain('seed.db');
    await page.close();
  });

  async function openItem(search: string, options = {}): Promise<Awaited<ReturnType<typeof openPage>>> {
    const opened = await openPage(browser, serve.url, options);
    await opened.page.goto(`${serve.url}/${search}`);
    if (search.includes('item=')) await opened.page.locator('.reason').first().waitFor();
    return opened;
  }

  async function rankWithout(url: string, without: string[]): Promise<number | null> {
    const body = JSON.stringify({ user: 'mara', item: best.id, without });
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${url}/api/why`, { method: 'POST', headers, body });
    return ((await reply.json()) as Why).without?.rank ?? null;
  }
});

function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent');
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus-visible`).count()) > 0) return;
  }
  expect.fail(`Tab never reaches ${selector}`);
}

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithChromium } from '../servers/real.ts';
import { openSeedPage, type SeedPage } from './seed-page.ts';
import { lowContrasts, openPage, overflow } from './watched-page.ts';

describeWithChromium('a conversation on the page', () => {
  let seedPage: SeedPage;
  let serve: SeedPage['serve'];
  let browser: SeedPage['browser'];

  beforeAll(async () => {
    seedPage = await openSeedPage();
    ({ serve, browser } = seedPage);
  });

  afterAll(async () => {
    expect(await seedPage?.close()).toBe(0);
  });

  it('narrows the graph by words and keys, survives a reload, and ends with an item', async () => {
    const { page, faults } = await openPage(browser, serve.url);
    await page.goto(`${serve.url}/?user=mara`);
    await page.waitForSelector('button.item');
    await page.locator('#talk-open').press('Enter');
    await page.locator('.talk-answers button').first().waitFor();
    const opening = await candidates(page);

    await page.locator('#say').fill('something by Fen Adderly, under 60 euros');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Fenn Adderley' }).press('Enter');
    await page.locator('.step', { hasText: 'Fenn Adderley' }).waitFor();
    expect(await candidates(page)).toBeLessThan(opening);
    expect(await page.locator('line.narrow-line.yes').count()).toBeGreaterThan(0);

    const address = page.url();
    expect(new URL(address).searchParams.get('talk')).not.toBeNull();
    await page.reload();
    await page.locator('.step', { hasText: 'Fenn Adderley' }).waitFor();

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.step', { hasText: 'Fenn Adderley' }).waitFor({ state: 'detached' });
    await untilShown(page);
    await page.locator('.talk-item button', { hasText: 'Take it' }).first().press('Enter');
    await page.locator('.talk-line', { hasText: 'The conversation ends here.' }).waitFor();

    expect(await overflow(page)).toBe(0);
    expect(await lowContrasts(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.waitForSelector('button.item');
    expect(new URL(page.url()).search).toBe('?user=mara');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('fits a phone, with a stranger', async () => {
    const { page, faults } = await openPage(browser, serve.url, { viewport: { width: 390, height: 844 } });
    await page.goto(serve.url);
    await page.locator('#talk-open').click();
    await untilShown(page);
    expect(await page.locator('.narrowing').isVisible()).toBe(true);
    expect(await overflow(page)).toBe(0);
    expect(faults).toEqual([]);
    await page.close();
  });
});

async function candidates(page: Page): Promise<number> {
  return Number.parseInt((await page.locator('#left').textContent()) ?? '', 10);
}

/** Answers no until a list is shown. */
async function untilShown(page: Page): Promise<void> {
  for (;;) {
    const buttons = page.locator('.talk-answers button');
    await buttons.first().waitFor();
    if ((await page.locator('.talk-item').count()) > 0) return;
    const said = await page.locator('.talk-line.person').count();
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await page.locator('.talk-line.person').nth(said).waitFor();
    await page.locator('.talk-answers .loading').waitFor({ state: 'detached' });
  }
}

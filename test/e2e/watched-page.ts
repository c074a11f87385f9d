import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page with what must not happen on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of the console, exceptions, and requests to other hosts, in words. */
  readonly faults: string[];
}

/** Opens a page that notes errors, breaches of the content policy, and requests to anywhere but `url`. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  const faults: string[] = [];
  page.on('console', (message) => {
    // A failed request of our own is told by the page itself; Chromium adds a line for each.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('data:'))
      faults.push(`request to ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  return { page, faults };
}

/** Returns how far the page reaches beyond the right edge of the window, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/**
 * Returns every visible text whose contrast with its ground is below 4.5 to 1 (WCAG 2.2, 1.4.3), with its ratio. Texts
 * in front of pictures are not looked at.
 */
export function lowContrasts(page: Page): Promise<string[]> {
  return page.evaluate(lowContrastScript);
}

const lowContrastScript = `(() => {
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const groundOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3) return color;
    }
    return parse(getComputedStyle(document.documentElement).backgroundColor);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (text === '' || !element.checkVisibility({ visibilityProperty: true })) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(groundOf(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(text + ' ' + ratio.toFixed(2));
  }
  return found;
})()`;

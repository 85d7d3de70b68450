import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable'];

/** Nothing that calls home, and no sandbox: the tests also run as root. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Debian's Chromium. Says what to install where there is none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath === undefined) {
    throw new Error(
      'The portal is tested in Chromium, and there is none. Install it: apt-get install chromium fonts-noto-cjk',
    );
  }
  return chromium.launch({ executablePath, args: flags });
}

/** Of a Cairn under test: where it is, and the session of whoever visits it. */
export interface VisitedCairn {
  readonly url: string;
  readonly cookie: string;
}

export type Language = 'en' | 'fr' | 'ja';

export interface Visitor {
  readonly language?: Language;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** `null` comes without a session. */
  readonly cookie?: string | null;
}

/** What went wrong inside a page: exceptions, refused scripts, requests to anywhere else. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** A browser of its own for somebody: language, scheme, width and session as asked; else a signed-in owner at a desk. */
export async function visit(browser: Browser, cairn: VisitedCairn, visitor: Visitor = {}): Promise<Visit> {
  const { language = 'en', colorScheme = 'light', width = 1280, cookie = cairn.cookie } = visitor;
  const context = await browser.newContext({
    baseURL: cairn.url,
    locale: language,
    colorScheme,
    timezoneId: 'Europe/Paris',
    viewport: { width, height: 800 },
  });
  if (cookie !== null) {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: cairn.url, httpOnly: true, sameSite: 'Lax' }]);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (err) => faults.push(String(err)));
  page.on('console', (message) => {
    // Chromium reports every answer above 399 here; those are the server's business.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(message.text());
    }
  });
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(cairn.url) || request.url().startsWith('data:');
    if (!isOwn) faults.push(`request to ${request.url()}`);
  });
  return { page, context, faults, close: () => context.close() };
}

/** Loads an address and waits until nothing is on its way any more. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, one line for each element; empty is what we want. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Something half faded in has the wrong contrast.
  await page.evaluate(`Promise.allSettled(
    document
      .getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished),
  )`);
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

// The code for the page is text: these files are checked without the types of a browser.

/** Pixels that the page is wider than its window; 0 unless it scrolls sideways. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate<number>(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)',
  );

/** Waits until the focus is on an element that the expression, over `element`, finds right. */
export async function focusOn(page: Page, expression: string): Promise<void> {
  await page.waitForFunction(`((element) => ${expression})(document.activeElement)`);
}

/** Adds up how far things jumped since the page was opened (cumulative layout shift). */
export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) sum += value;
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    // Buffered entries arrive in a task of their own.
    setTimeout(() => resolve(sum), 50);
  })`);

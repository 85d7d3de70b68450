import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import { accessibilityFaults, focusOn, open, openBrowser, sidewaysOverflow, visit } from './browser.ts';

let cairn: TestCairn;
let browser: Browser;
const path = (search = '') => `/organizations/${cairn.organizationId}/audit-logs${search}`;

const send = (...events: object[]) =>
  cairn.call('POST', `/organizations/${cairn.organizationId}/events`, { body: { events } });

const hourMs = 3_600_000;
const levels = ['information', 'notice', 'warning', 'error'] as const;

/** 240 events over the last 20 hours, so that the list is longer than a window and than a page. */
const sample = Array.from({ length: 240 }, (_, index) => ({
  action: index % 5 === 0 ? 'member.updated' : 'document.shared',
  occurred_at: new Date(Date.now() - (240 - index) * (hourMs / 12)).toISOString(),
  level: levels[index % 4],
  actor: { type: 'user', id: `u-${index % 6}`, name: index % 6 === 0 ? '佐藤 花子' : `Person ${index % 6}` },
  resources: [{ type: 'document', id: `d-${index % 9}`, name: `Report ${index % 9}` }],
  context: { source_ip: '133.11.0.21', request_id: `r-${index % 80}` },
  details: { before: { role: 'READER' }, after: { role: 'OWNER' } },
}));

beforeAll(async () => {
  [cairn, browser] = await Promise.all([startCairn(), openBrowser()]);
  await send(...sample);
});

afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
});

const box = (page: Page) => page.getByRole('combobox', { name: 'Search the audit log' });
const status = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
const rows = (page: Page) => page.locator('[data-index]');
const query = (page: Page) => new URL(page.url()).searchParams;

test('a search finds events, stands in the address, and clears', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, path());
  await box(page).fill('level:error action:document.shared');
  await box(page).press('Enter');
  await status(page, '48 events').waitFor();
  expect(query(page).get('q')).toBe('level:error action:document.shared');
  expect(await page.title()).toContain('level:error');
  await page.reload();
  await status(page, '48 events').waitFor();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await page.waitForURL(({ searchParams }) => !searchParams.has('q'));
  expect(faults).toEqual([]);
  await close();
});

test('a mistake is named with what was meant, one click mends it, and the last good result stays', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path('?q=level:error'));
  await status(page, '60 events').waitFor();
  await box(page).fill('acton:document.shared');
  await box(page).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'unknown field "acton"' }).waitFor();
  await status(page, '60 events').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Write “action”' }).click();
  await status(page, '192 events').waitFor();
  await close();
});

test('fields and values are offered while typing, and taken by keyboard', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path());
  await page.keyboard.press('/');
  await page.keyboard.type('lev');
  await page.getByRole('option', { name: 'level:' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /warning/ }).waitFor();
  await page.keyboard.type('warn');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await status(page, '60 events').waitFor();
  expect(query(page).get('q')).toBe('level:warning');
  await close();
});

test('a facet includes by click and excludes by Alt and click, in step with the text', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path());
  const level = page.getByRole('region', { name: 'Level' });
  await level.getByRole('button', { name: /^Error/ }).click();
  await status(page, '60 events').waitFor();
  expect(await box(page).inputValue()).toBe('level:error');
  await page
    .getByRole('region', { name: 'Action' })
    .getByRole('button', { name: /^update member/ })
    .click({ modifiers: ['Alt'] });
  await status(page, '48 events').waitFor();
  expect(await box(page).inputValue()).toBe('level:error -action:member.updated');
  await level.getByRole('button', { name: /^Error/ }).click();
  await page.waitForURL(({ search }) => !search.includes('level'));
  await page.goBack();
  await status(page, '48 events').waitFor();
  await close();
});

test('dragging over the bars chooses that time', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path());
  const bars = page.getByRole('img', { name: /Events over time/ });
  const { x, y, width, height } = (await bars.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width * 0.4, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + height / 2, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(({ search }) => search.includes('from=20'));
  const [from, to] = ['from', 'to'].map((name) => Date.parse(query(page).get(name) ?? ''));
  expect((to! - from!) / hourMs).toBeGreaterThan(4);
  expect((to! - from!) / hourMs).toBeLessThan(6);
  await close();
});

test('the list scrolls on through its pages and keeps few rows in the document', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path('?q=-action:session.*'));
  const last = page.locator('[data-index="239"]');
  for (let tries = 0; tries < 200 && (await last.count()) === 0; tries++) {
    await page.mouse.wheel(0, 2000);
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
  await last.waitFor();
  await page.getByText('That is all.').waitFor();
  expect(await rows(page).count()).toBeLessThan(70);
  await close();
});

test('an event opens, is walked through and closes by keyboard, and its address can be sent on', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, path('?q=action:member.updated'));
  await rows(page).first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await focusOn(page, "element.dataset.index === '1'");
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Event' });
  await drawer.getByRole('heading', { level: 3 }).waitFor();
  const second = query(page).get('event');
  expect(await drawer.getByRole('heading', { level: 3 }).textContent()).toContain('updated the document');
  await drawer.getByText('READER').waitFor();
  await drawer.getByText('Japan').waitFor();
  await drawer.getByText('estimate', { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press(']');
  await page.waitForURL(({ searchParams }) => searchParams.get('event') !== second);
  await page.keyboard.press('[');
  await page.waitForURL(({ searchParams }) => searchParams.get('event') === second);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await open(page, path(`?event=${second}&tab=json`));
  await page.getByRole('dialog').getByText('"member.updated"').waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('a value of an event becomes a filter, and related events are listed', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path());
  await rows(page).first().click();
  const drawer = page.getByRole('dialog', { name: 'Event' });
  await drawer.getByRole('tab', { name: 'Related' }).click();
  await drawer.getByText('In the same request').waitFor();
  await drawer.getByRole('tab', { name: 'Overview' }).click();
  await drawer.getByRole('button', { name: 'Filter out: Action' }).click({ force: true });
  await page.waitForURL(({ search }) => search.includes('q=-action:'));
  await close();
});

test('a new event arrives live, and waits while the reader is further down', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path());
  await page.mouse.move(5, 5);
  await page.keyboard.press('l');
  await status(page, /^Live$/).waitFor();
  await send({ action: 'live.first', actor: { type: 'user', id: 'x' } });
  await page.getByText('live.first').first().waitFor();
  expect(query(page).get('live')).toBe('1');
  await page.mouse.wheel(0, 2000);
  await status(page, 'Paused while you read').waitFor();
  await send({ action: 'live.second' }, { action: 'live.third' });
  await page.getByRole('button', { name: '2 new – jump to live' }).click();
  await page.locator('[data-index="0"]').waitFor();
  await page.getByText('live.third').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await close();
});

test('an export downloads what the page shows', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path('?q=level:error+action:member.updated'));
  await status(page, '12 events').waitFor();
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByText('12 events from').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByText('NDJSON', { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.ndjson$/);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(12);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error', action: 'member.updated' });
  await close();
});

test('a search is kept under a name, found again, and deleted', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path('?q=level:warning'));
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Save this search' }).click();
  await page.getByLabel('Name').fill('Warnings');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The view Warnings was saved.').waitFor();
  await open(page, path());
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: /^Warnings/ }).click();
  await status(page, '60 events').waitFor();
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Delete the view Warnings' }).click();
  await page.getByRole('button', { name: 'Delete view' }).click();
  await page.getByText('The view Warnings was deleted.').waitFor();
  await close();
});

test('columns are chosen, kept in the address, and put back', async () => {
  const { page, close } = await visit(browser, cairn, { width: 1600 });
  await open(page, path());
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'IP address' }).click();
  await page.getByRole('columnheader', { name: 'IP address' }).waitFor();
  expect(query(page).get('cols')).toContain('ip');
  await page.getByRole('button', { name: 'Back to the usual columns' }).click();
  await page.getByRole('columnheader', { name: 'IP address' }).waitFor({ state: 'detached' });
  await close();
});

test.each(['light', 'dark'] as const)(
  'has nothing that axe finds, %s, wide and on a phone',
  async (colorScheme) => {
    for (const [language, width] of [
      ['en', 1440],
      ['ja', 360],
      ['fr', 320],
    ] as const) {
      const { page, faults, close } = await visit(browser, cairn, { colorScheme, language, width });
      await open(page, path('?q=actor:*&from=now-7d&to=now'));
      await rows(page).first().waitFor();
      expect(await accessibilityFaults(page), `${language} ${width}`).toEqual([]);
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(faults).toEqual([]);
      await close();
    }
  },
  120_000,
);

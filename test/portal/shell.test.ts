import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import { accessibilityFaults, focusOn, open, openBrowser, visit } from './browser.ts';

let cairn: TestCairn;
let browser: Browser;
const dashboard = () => `/organizations/${cairn.organizationId}/dashboard/${cairn.organizationId}`;

beforeAll(async () => {
  [cairn, browser] = await Promise.all([startCairn(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
});

test('the start address of somebody with one organization is its dashboard', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, '/');
  expect(new URL(page.url()).pathname).toBe(dashboard());
  expect(await page.title()).toBe('Dashboard · Acme · Cairn');
  expect(faults).toEqual([]);
  await close();
});

test('the first Tab reaches a link that skips the navigation', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, dashboard());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await focusOn(page, "element.id === 'content'");
  await close();
});

test('g and a letter go to a page, ? lists the keys, and both can be switched off', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, dashboard());
  await page.keyboard.press('g');
  await page.keyboard.press('k');
  await page.getByRole('heading', { level: 1, name: 'API tokens' }).waitFor();

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await open(page, '/account');
  await page.getByLabel('Single-key shortcuts').click({ force: true });
  await open(page, dashboard());
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Go to a page').waitFor();
  expect(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).count()).toBe(0);
  await close();
});

test('keys typed into a field stay text', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, '/account');
  await page.getByLabel('Name').fill('');
  await page.getByLabel('Name').pressSequentially('gd?');
  expect(await page.getByLabel('Name').inputValue()).toBe('gd?');
  expect(new URL(page.url()).pathname).toBe('/account');
  await close();
});

test('the palette finds a page by typing and goes there with Enter', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, dashboard());
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Go to a page').fill('tokens');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('[data-selected]', { hasText: 'API tokens' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'API tokens' }).waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('a chosen theme and language outlive a reload, and the language goes with the account', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, dashboard());
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.getByRole('button', { name: /^Language/ }).click();
  const saved = page.waitForResponse('**/api/v1/account');
  await page.getByRole('menuitemradio', { name: 'Français' }).click();
  await saved;
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  expect((await cairn.call('GET', '/session')).body.user.language).toBe('fr');

  const elsewhere = await visit(browser, cairn, { language: 'ja' });
  await open(elsewhere.page, dashboard());
  await elsewhere.page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
  await cairn.call('PATCH', '/account', { body: { language: null } });
  await elsewhere.close();
  await close();
});

test('an unknown page and an organization of others answer as not there, with the way home', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, '/no-such-page');
  await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await open(page, '/organizations/019ab000-0000-7000-8000-000000000000/settings/api-tokens');
  await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor();
  await page.getByText('Request id').waitFor();
  await page.getByRole('link', { name: 'Go to the start page' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await close();
});

test('going offline is said, and so is coming back', async () => {
  const { page, context, close } = await visit(browser, cairn);
  await open(page, dashboard());
  await context.setOffline(true);
  await page.getByText('You are offline').waitFor();
  await context.setOffline(false);
  await page.getByText('You are offline').waitFor({ state: 'detached' });
  await close();
});

test('on a phone the navigation is a drawer that closes when somebody goes somewhere', async () => {
  const { page, close } = await visit(browser, cairn, { width: 360 });
  await open(page, dashboard());
  const link = page.getByRole('navigation').getByRole('link', { name: 'API tokens' });
  expect(await link.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Open menu' }).click();
  await link.click();
  await page.getByRole('heading', { level: 1, name: 'API tokens' }).waitFor();
  await link.waitFor({ state: 'hidden' });
  await close();
});

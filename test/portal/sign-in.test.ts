import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { owner, startCairn, type TestCairn } from '../cairn.ts';
import { openBrowser, visit } from './browser.ts';

let cairn: TestCairn;
let browser: Browser;

beforeAll(async () => {
  [cairn, browser] = await Promise.all([startCairn(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
});

test('a page that needs a session leads to sign-in, and back to itself afterwards', async () => {
  const { page, faults, close } = await visit(browser, cairn, { cookie: null });
  const wanted = `/organizations/${cairn.organizationId}/settings/api-tokens`;
  await page.goto(wanted);
  await page.waitForURL(/\/sign-in\?next=/);

  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill('a wrong one, but long');
  await page.keyboard.press('Enter');
  await page.getByText('E-mail and password do not match').waitFor();

  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'API tokens' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(wanted);
  expect(faults).toEqual([]);
  await close();
});

test('an address smuggled into next= is not followed', async () => {
  const { page, close } = await visit(browser, cairn, { cookie: null });
  await page.goto('/sign-in?next=//evil.example/');
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  expect(new URL(page.url()).origin).toBe(cairn.url);
  await close();
});

test('language comes from ?lang=, else from the browser, and can be chosen before signing in', async () => {
  const { page, close } = await visit(browser, cairn, { cookie: null, language: 'fr' });
  await page.goto('/sign-in');
  await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');

  await page.getByRole('button', { name: /^Langue/ }).click();
  await page.getByRole('menuitemradio', { name: '日本語' }).click();
  await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ja');
  expect(await page.title()).toBe('サインイン · Cairn');

  await page.goto('/sign-in?lang=en');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await close();
});

test('too many wrong passwords say how long to wait', async () => {
  const { page, close } = await visit(browser, cairn, { cookie: null });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('nobody@example.com');
  const limited = page.getByText(/Too many attempts/);
  const submit = page.getByRole('button', { name: 'Sign in' });
  for (let status = 0; status !== 429; ) {
    await page.getByLabel('Password', { exact: true }).fill('a wrong password');
    const answer = page.waitForResponse('**/api/v1/session');
    await page.keyboard.press('Enter');
    status = (await answer).status();
  }
  await limited.waitFor();
  expect(await submit.isDisabled()).toBe(true);
  await close();
});

test('signing out ends the session', async () => {
  const signedIn = await fetch(`${cairn.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: owner.email, password: owner.password }),
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { page, close } = await visit(browser, cairn, { cookie });
  await page.goto('/account');
  await page.getByRole('button', { name: /^Account menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in$/);
  expect((await cairn.call('GET', '/session', { cookie })).status).toBe(401);
  await close();
});

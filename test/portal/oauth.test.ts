import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as openid from 'openid-client';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import { discover, makeApplication, request } from '../oauth/application.ts';
import { join } from '../oauth/people.ts';
import { accessibilityFaults, type Language, open, openBrowser, sidewaysOverflow, visit } from './browser.ts';

let cairn: TestCairn;
let browser: Browser;
let application: Server;
let callback: string;

beforeAll(async () => {
  [cairn, browser] = await Promise.all([startCairn(), openBrowser()]);
  application = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Back</title><h1>Back at the application</h1>');
  });
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
  callback = `http://127.0.0.1:${(application.address() as AddressInfo).port}/callback`;
});
afterAll(async () => {
  application?.close();
  await browser?.close();
  await cairn?.stop();
});

const settings = (page: string) => `/organizations/${cairn.organizationId}/settings/${page}`;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('an owner registers an application, a member lets it in, and withdraws it again', async () => {
  await join(cairn, 'Grace');
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, settings('oauth-clients'));
  await page.getByText('No OAuth clients yet').waitFor();
  await page.getByRole('button', { name: 'Add client' }).click();

  const form = page.getByRole('dialog', { name: 'Add an OAuth client' });
  await form.getByRole('button', { name: 'Add client' }).click();
  await form.getByText('Required').first().waitFor();
  await form.getByLabel('Name').fill('Report Builder');
  await form.getByLabel('Redirect endpoints').fill('http://app.example.com/cb');
  await form.getByRole('button', { name: 'Add client' }).click();
  await form.getByText(/http:\/\/app\.example\.com\/cb must be https/).waitFor();
  await form.getByLabel('Redirect endpoints').fill(callback);
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: png });
  await form.getByText('This is no PNG, JPEG or WebP image.').waitFor();
  await form.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
  await form.locator('img').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Add client' }).click();

  const once = page.getByRole('dialog', { name: 'The secret of Report Builder' });
  await once.locator('code').first().waitFor();
  const [secret = '', id = ''] = await once.locator('code').allTextContents();
  expect(secret).toMatch(/^cairn_secret_[\w-]{43}$/);
  await page.keyboard.press('Escape');
  expect(await once.isVisible()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await once.getByRole('link', { name: 'Choose permitted users' }).click();

  await page.getByText('Nobody chosen').waitFor();
  await page.getByLabel('Search members').fill('gra');
  await page.getByRole('checkbox', { name: 'Grace' }).check();
  await page.getByText('May use it from now on: Grace').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Nothing has been changed.').waitFor();
  expect(faults).toEqual([]);
  await close();

  const configuration = await discover(cairn, id, openid.ClientSecretBasic(secret));
  const { url, verifier, state } = await request(
    { id, secret, configuration },
    { redirect_uri: callback, scope: 'events:read' },
  );
  const grace = await visit(browser, cairn, { cookie: null });
  await grace.page.goto(url.href);
  await grace.page.waitForURL(/\/sign-in\?next=/);
  await grace.page.getByLabel('E-mail').fill('grace@example.com');
  await grace.page.getByLabel('Password', { exact: true }).fill('another good password');
  await grace.page.keyboard.press('Enter');
  await grace.page.getByRole('heading', { level: 1, name: 'Allow Report Builder?' }).waitFor();
  expect(await grace.page.evaluate("document.querySelector('.who img').naturalWidth")).toBe(1);
  expect(await accessibilityFaults(grace.page)).toEqual([]);
  await grace.page.getByRole('button', { name: 'Allow' }).focus();
  await grace.page.keyboard.press('Enter');
  await grace.page.getByRole('heading', { name: 'Back at the application' }).waitFor();
  const tokens = await openid.authorizationCodeGrant(configuration, new URL(grace.page.url()), {
    pkceCodeVerifier: verifier,
    expectedState: state,
  });
  const read = async () =>
    (await cairn.call('GET', `/organizations/${cairn.organizationId}/events`, { token: tokens.access_token }))
      .status;
  expect(await read()).toBe(200);

  await open(grace.page, '/account');
  await grace.page.getByRole('button', { name: 'Withdraw access of Report Builder' }).click();
  expect(await accessibilityFaults(grace.page)).toEqual([]);
  await grace.page.getByRole('button', { name: 'Withdraw access', exact: true }).click();
  await grace.page.getByText('You have not let any application in.').waitFor();
  expect(await read()).toBe(401);
  await grace.close();
});

test('a client is rotated, disabled, enabled, and deleted by its typed name', async () => {
  await makeApplication(cairn, { name: 'Old Tool' });
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, settings('oauth-clients'));
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'Actions for Old Tool' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await act('Rotate secret');
  await page.getByLabel('7 days').check();
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByText('Two secrets').waitFor();
  await act('End former secret');
  await page.getByRole('dialog').getByRole('button', { name: 'End former secret' }).click();
  await page.getByText('Two secrets').waitFor({ state: 'detached' });
  await act('Who has let it in');
  await page.getByText('Nobody has let this client in.').waitFor();
  await page.keyboard.press('Escape');
  await act('Disable');
  await page.getByRole('button', { name: 'Disable client' }).click();
  await page.getByText('Disabled', { exact: true }).waitFor();
  await act('Enable');
  await page.getByText('Disabled', { exact: true }).waitFor({ state: 'detached' });
  await act('Delete');
  const confirm = page.getByRole('dialog');
  const submit = confirm.getByRole('button', { name: 'Delete client' });
  expect(await submit.isDisabled()).toBe(true);
  await confirm.getByRole('textbox').fill('Old Tool');
  await submit.click();
  await page.getByRole('button', { name: 'Actions for Old Tool' }).waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
  await close();
});

test('the consent and error pages hold in every language, scheme and width, without scripts', async () => {
  const tool = await makeApplication(cairn, {
    name: 'A tool with quite a long name for a small screen',
    redirect_uris: [callback],
    scopes: ['events:read', 'events:write', 'admin'],
  });
  const { url } = await request(tool, { redirect_uri: callback, scope: 'events:read events:write admin' });
  const broken = await request(tool, { redirect_uri: 'https://elsewhere.example/' });
  const looks: readonly (readonly [Language, 'light' | 'dark', number])[] = [
    ['en', 'light', 1280],
    ['fr', 'dark', 320],
    ['ja', 'light', 320],
    ['en', 'dark', 768],
  ];
  for (const [language, colorScheme, width] of looks) {
    const { page, faults, close } = await visit(browser, cairn, { language, colorScheme, width });
    for (const address of [url, broken.url]) {
      await page.goto(address.href);
      expect.soft(await page.locator('html').getAttribute('lang')).toBe(language);
      expect.soft(await accessibilityFaults(page)).toEqual([]);
      expect.soft(await sidewaysOverflow(page)).toBe(0);
    }
    expect.soft(faults).toEqual([]);
    await close();
  }
});

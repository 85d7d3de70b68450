import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import { accessibilityFaults, focusOn, open, openBrowser, visit } from './browser.ts';

let cairn: TestCairn;
let browser: Browser;

beforeAll(async () => {
  [cairn, browser] = await Promise.all([startCairn(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
});

const path = () => `/organizations/${cairn.organizationId}/settings/api-tokens`;
const eventsPath = () => `/organizations/${cairn.organizationId}/events`;

test('a token is made, shown once, works, and is refused at once after its deletion', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, path());
  await page.getByText('No API tokens yet').waitFor();
  await page.getByRole('button', { name: 'Create token' }).click();

  const form = page.getByRole('dialog', { name: 'Create an API token' });
  await form.getByRole('button', { name: 'Create token' }).click();
  await form.getByText('Required').waitFor();
  await form.getByLabel('Name').fill('Billing service');
  await form.getByText('No end').click();
  await form.getByText(/stays dangerous/).waitFor();
  await form.getByText('30 days').click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Create token' }).click();

  const once = page.getByRole('dialog', { name: 'Your new token' });
  const token = (await once.locator('code').first().textContent()) ?? '';
  expect(token).toMatch(/^cairn_[\w-]{43}$/);
  await page.keyboard.press('Escape');
  expect(await once.isVisible()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await once.getByRole('button', { name: 'I have copied it' }).click();

  const sent = await cairn.call('POST', eventsPath(), { token, body: { action: 'invoice.sent' } });
  expect(sent.status).toBe(201);

  await page.reload();
  await page.getByRole('cell', { name: /^Billing service/ }).waitFor();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Delete token Billing service' }).click();
  const confirm = page.getByRole('dialog');
  await focusOn(page, "element.textContent === 'Cancel'");
  await confirm.getByRole('button', { name: 'Delete token' }).click();
  await page.getByText('No API tokens yet').waitFor();
  await page.getByRole('status').filter({ hasText: 'was deleted' }).waitFor();

  expect((await cairn.call('POST', eventsPath(), { token, body: { action: 'invoice.sent' } })).status).toBe(
    401,
  );
  expect(faults).toEqual([]);
  await close();
});

test('Escape closes the confirmation, deletes nothing, and gives the focus back', async () => {
  await cairn.token('events:read');
  const { page, close } = await visit(browser, cairn);
  await open(page, path());
  const opener = page.getByRole('button', { name: 'Delete token test' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focusOn(page, "element.getAttribute('aria-label') === 'Delete token test'");
  await close();
});

test('a token narrowed to addresses says so, and what is no address is named', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, path());
  await page.getByRole('button', { name: 'Create token' }).click();
  const form = page.getByRole('dialog', { name: 'Create an API token' });
  await form.getByLabel('Name').fill('Narrow');
  const field = form.getByLabel('Addresses');
  await field.pressSequentially('198.51.100.0/24,10.0.0.0/99,');
  await form.getByText('10.0.0.0/99 is neither an address nor a range').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Create token' }).click();
  expect(await form.isVisible()).toBe(true);
  await field.press('Backspace');
  await field.fill('127.0.0.1');
  await form.getByRole('button', { name: 'Create token' }).click();
  const once = page.getByRole('dialog', { name: 'Your new token' });
  const token = (await once.locator('code').first().textContent()) ?? '';
  await once.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByText('only from 198.51.100.0/24 and 127.0.0.1').waitFor();

  expect((await cairn.call('POST', eventsPath(), { token, body: { action: 'invoice.sent' } })).status).toBe(
    201,
  );
  // Uses are written together, some time after they happened.
  const tokens = async () =>
    (await cairn.call('GET', `/organizations/${cairn.organizationId}/api-tokens`)).body.items as {
      name: string;
      last_used_address: string | null;
    }[];
  await expect
    .poll(async () => (await tokens()).find(({ name }) => name === 'Narrow')?.last_used_address, {
      timeout: 90_000,
    })
    .toBe('127.0.0.1');
  await page.reload();
  await page.getByText('from 127.0.0.1', { exact: true }).waitFor();
  await close();
});

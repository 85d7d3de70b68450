import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import { accessibilityFaults, open, openBrowser, visit } from './browser.ts';

let cairn: TestCairn;
let browser: Browser;

beforeAll(async () => {
  [cairn, browser] = await Promise.all([startCairn(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
});

const org = () => `/organizations/${cairn.organizationId}`;

test('a customer is created, renamed, given to a limited member, and deleted by its name', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `${org()}/customers`);
  await page.getByText('No customers yet').waitFor();
  await page.getByRole('button', { name: 'New customer' }).click();
  const form = page.getByRole('dialog', { name: 'New customer' });
  await form.getByLabel('Name').fill('Contoso');
  await form.getByLabel('Notes').fill('Contract 7');
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Create customer' }).click();
  await page.getByRole('heading', { level: 1, name: 'Contoso' }).waitFor();
  const customerId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await page.getByLabel('Name').fill('Contoso Retail');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Contoso Retail' }).waitFor();
  await page.getByText('Nobody is limited to this customer.').waitFor();

  await open(page, `${org()}/users`);
  await page.getByRole('button', { name: 'Invite' }).click();
  const invite = page.getByRole('dialog');
  await invite.getByLabel('E-mail address').fill('client@example.com');
  await invite.getByLabel('Limit to customers').click({ force: true });
  await invite.getByRole('button', { name: 'Create link' }).click();
  await invite.getByText('Choose at least one customer.').waitFor();
  await invite.getByRole('combobox', { name: 'Customers' }).click();
  await page.getByRole('option', { name: 'Contoso Retail' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await invite.getByRole('button', { name: 'Create link' }).click();
  const link = new URL((await page.getByRole('dialog').locator('code').textContent()) ?? '');
  await cairn.call('POST', '/invitations/accept', {
    cookie: null,
    body: {
      token: link.searchParams.get('token'),
      name: 'Cleo Client',
      password: 'several words that last',
    },
  });

  await open(page, `${org()}/customers/${customerId}`);
  await page.getByRole('link', { name: 'Cleo Client' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Delete customer' }).click();
  const ask = page.getByRole('dialog', { name: 'Delete the customer Contoso Retail?' });
  await ask.getByText(/One member is limited to it/).waitFor();
  await ask.getByLabel('Type Contoso Retail to confirm').fill('Contoso Retail');
  await ask.getByRole('button', { name: 'Delete customer' }).click();
  await page.getByText('No customers yet').waitFor();
  expect((await cairn.call('GET', `${org()}/customers/${customerId}`)).status).toBe(404);
  expect(faults).toEqual([]);
  await close();
});

test('two customers of one name are told apart, or rather not made', async () => {
  await cairn.call('POST', `${org()}/customers`, { body: { name: 'Fabrikam' } });
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/customers?q=fab`);
  await page.getByRole('link', { name: 'Fabrikam' }).waitFor();
  await page.getByRole('button', { name: 'New customer' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('fabrikam');
  await form.getByRole('button', { name: 'Create customer' }).click();
  await form.getByText('Another customer has this name.').waitFor();
  await close();
});

test('an unknown customer is a page that does not exist', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/customers/019ab000-0000-7000-8000-000000000000`);
  await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor();
  await close();
});

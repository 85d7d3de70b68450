import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import { type MailServer, startMailServer } from '../fakes/mail-server.ts';
import { accessibilityFaults, open, openBrowser, sidewaysOverflow, visit } from './browser.ts';

let cairn: TestCairn;
let browser: Browser;
let server: MailServer;

const settings = (of: TestCairn) => `/organizations/${of.organizationId}/settings/notifications`;
const stored = async () =>
  (await cairn.call('GET', `/organizations/${cairn.organizationId}/notification-settings`)).body;

beforeAll(async () => {
  [server, browser] = await Promise.all([startMailServer(), openBrowser()]);
  cairn = await startCairn({ CAIRN_SMTP_URL: `smtp://127.0.0.1:${server.port}` });
  await cairn.call('POST', `/organizations/${cairn.organizationId}/events`, {
    body: {
      events: Array.from({ length: 3 }, () => ({ action: 'door.broken', level: 'error', service: 'gate' })),
    },
  });
});

afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
  await server?.close();
});

test('addresses are entered, checked, saved and tested, and a level is emptied', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, settings(cairn));
  await page.getByText('3 events in the last 7 days').waitFor();
  const errors = page.getByRole('combobox', { name: 'Addresses for Error' });
  const save = page.getByRole('button', { name: 'Save', exact: true });
  const test = page.getByRole('button', { name: 'Send a test mail for Error' });
  expect(await test.isDisabled()).toBe(true);
  await errors.pressSequentially('ada@example.com,nobody,');
  await page.getByText('Not an e-mail address: nobody').waitFor();
  expect(await save.isDisabled()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await errors.press('Backspace');
  await page.getByText('Not an e-mail address').waitFor({ state: 'detached' });
  await errors.fill('on-call@example.com');
  await errors.press('Enter');
  await page.getByText('Not saved yet').waitFor();
  await save.click();
  await page.getByText('Saved. It applies to events from now on.').waitFor();
  expect((await stored()).email).toMatchObject({
    error: { addresses: ['ada@example.com', 'on-call@example.com'], status: 'active' },
    warning: { addresses: [], status: null },
  });

  await test.click();
  await page.getByText(/The mail server took the test/).waitFor();
  expect(server.mails.at(-1)?.to).toEqual(['ada@example.com', 'on-call@example.com']);
  expect(await accessibilityFaults(page)).toEqual([]);

  server.failNext({ code: 550, text: 'Mailbox unavailable' });
  await test.click();
  await page.getByText('The test was not taken').waitFor();
  await page.getByText(/Mailbox unavailable/).waitFor();

  await page.getByText('15 min').click();
  await errors.press('Backspace');
  await errors.press('Backspace');
  await save.click();
  await expect
    .poll(async () => (await stored()).email.error)
    .toMatchObject({ addresses: [], status: 'paused' });
  expect((await stored()).gather_minutes).toBe(15);
  expect(faults).toEqual([]);
  await close();
});

test('more than 15 addresses are refused at once, and changes can be undone', async () => {
  const { page, close } = await visit(browser, cairn, { width: 320 });
  await open(page, settings(cairn));
  const warnings = page.getByRole('combobox', { name: 'Addresses for Warning' });
  for (let n = 0; n < 16; n++) {
    await warnings.fill(`person-${n}@example.com`);
    await warnings.press('Enter');
  }
  await page.getByText(/At most 15 addresses/).waitFor();
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  await page.getByRole('button', { name: 'Undo changes' }).click();
  await page.getByText('person-0@example.com').waitFor({ state: 'detached' });
  await close();
});

test('without a mail server the page says who has to do what, and takes nothing', async () => {
  const without = await startCairn();
  const { page, close } = await visit(browser, without);
  await open(page, settings(without));
  await page.getByText('No mail server is set up').waitFor();
  await page.getByText('CAIRN_SMTP_URL=').waitFor();
  expect(await page.getByRole('combobox', { name: 'Addresses for Error' }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await close();
  await without.stop();
});

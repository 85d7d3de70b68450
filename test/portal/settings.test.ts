import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensurePartitions } from '../../src/log/partitions.ts';
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

test('retention is set at once where nothing is lost, and after the name was typed where something is', async () => {
  await cairn.call('POST', `${org()}/events`, { body: { action: 'invoice.sent' } });
  const { database } = cairn.app.services;
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `${org()}/settings/retention`);
  await page.getByRole('button', { name: '1 year' }).click();
  await page.getByText('Nothing would be deleted now.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').filter({ hasText: 'Events are now kept for 1 year.' }).waitFor();
  expect((await cairn.call('GET', `${org()}/retention`)).body.days).toBe(365);

  await page.getByLabel('Days').fill('7');
  await page.getByText('From 42 days (6 weeks)').last().waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);

  // As if everything so far had come in 100 days ago.
  await ensurePartitions(database, new Date(Date.now() - 100 * 86_400_000));
  await database.query(`update events set received_at = received_at - interval '100 days'`);
  await page.reload();
  await page.getByRole('button', { name: '90 days' }).click();
  await page.getByText(/would be deleted now/).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  const ask = page.getByRole('dialog', { name: 'Delete older events?' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await ask.getByLabel('Type Acme to confirm').fill('Acme');
  await ask.getByRole('button', { name: 'Shorten and delete' }).click();
  await page.getByRole('status').filter({ hasText: 'kept for 90 days' }).waitFor();
  expect((await cairn.call('GET', `${org()}/retention`)).body.days).toBe(90);
  expect(faults).toEqual([]);
  await close();
});

test('usage shows the month as a bar and in a table', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `${org()}/settings/usage`);
  await page.getByText('Events this month').waitFor();
  await page.getByRole('img', { name: /^Events by month/ }).waitFor();
  await page.getByRole('button', { name: 'View as table' }).click();
  expect(await page.getByRole('table', { name: 'Events by month' }).getByRole('row').count()).toBe(13);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});

test('an organization is renamed everywhere, and deleted by its name', async () => {
  const { body } = await cairn.call('POST', '/organizations', { body: { name: 'Short-lived' } });
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `/organizations/${body.id}/settings/general`);
  await page.getByText(body.id as string).waitFor();
  await page.getByLabel('Name').fill('Ephemera');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Switch organization, now Ephemera' }).waitFor();
  await page.getByRole('button', { name: 'Delete organization' }).click();
  const ask = page.getByRole('dialog', { name: 'Delete Ephemera?' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await ask.getByLabel('Type Ephemera to confirm').fill('Ephemera');
  await ask.getByRole('button', { name: 'Delete organization' }).click();
  await page.getByRole('heading', { level: 1, name: 'Organizations' }).waitFor();
  await page.getByRole('link', { name: /^Acme/ }).waitFor();
  expect(await page.getByRole('link', { name: /^Ephemera/ }).count()).toBe(0);
  expect((await cairn.call('GET', `/organizations/${body.id}`)).status).toBe(404);
  expect(faults).toEqual([]);
  await close();
});

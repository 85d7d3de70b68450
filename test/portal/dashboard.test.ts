import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import { open, openBrowser, visit } from './browser.ts';

let cairn: TestCairn;
let browser: Browser;
const org = () => `/organizations/${cairn.organizationId}`;

beforeAll(async () => {
  [cairn, browser] = await Promise.all([startCairn(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
});

test('the way from nothing to the first event: token, command, checklist, number', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `${org()}/dashboard/${cairn.organizationId}`);
  await page.getByText('0 of 3 done').waitFor();
  const command = (await page.getByRole('region', { name: 'Send the first event' }).textContent()) ?? '';
  const [, url = ''] = /^curl (\S+)/.exec(command) ?? [];
  const body = JSON.parse(/-d '(.*)'$/s.exec(command)?.[1] ?? 'null') as unknown;

  const token = await cairn.token('events:write');
  const sent = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(sent.status).toBe(201);
  await page.reload();
  await page.getByText('2 of 3 done').waitFor();
  await page.getByRole('link', { name: /document\.shared/ }).waitFor();
  await page.getByText('All clear.').waitFor();
  expect(await page.getByText('Events, last 24 hours').isVisible()).toBe(true);
  expect(faults).toEqual([]);
  await close();
});

test('the events of the day can be read as a table', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/dashboard/${cairn.organizationId}`);
  await page.getByRole('button', { name: 'View as table' }).click();
  const chart = page.getByRole('table', { name: 'Events by hour' });
  await chart.getByRole('columnheader', { name: 'Time' }).waitFor();
  expect(await chart.getByRole('row').count()).toBeGreaterThan(1);
  await close();
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import { type Slack, startSlack } from '../fakes/slack.ts';
import { accessibilityFaults, open, openBrowser, sidewaysOverflow, visit } from './browser.ts';

let cairn: TestCairn;
let plain: TestCairn;
let browser: Browser;
let slack: Slack;

const hook = 'https://hooks.slack.com/services/T0/B0/secretpart';
const settings = (of: TestCairn) => `/organizations/${of.organizationId}/settings/slack`;
const stored = async (of: TestCairn) =>
  (await of.call('GET', `/organizations/${of.organizationId}/slack`)).body as Readonly<
    Record<string, unknown>
  >;
const report = (of: TestCairn, ...events: object[]) =>
  of.call('POST', `/organizations/${of.organizationId}/events`, { body: { events } });
const posted = () => slack.messages.map((message) => JSON.stringify(message)).join('\n');

beforeAll(async () => {
  slack = await startSlack();
  browser = await openBrowser();
  plain = await startCairn({ CAIRN_DESTINATION_SLACK_BASE_URL: slack.url });
  cairn = await startCairn({
    CAIRN_DESTINATION_SLACK_BASE_URL: slack.url,
    CAIRN_DESTINATION_SLACK_AUTH_URL: slack.url,
    CAIRN_SLACK_CLIENT_ID: 'app',
    CAIRN_SLACK_CLIENT_SECRET: 'app-secret',
  });
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([cairn?.stop(), plain?.stop()]);
  await slack?.close();
});

test('with a webhook address: set up, tested, narrowed, switched off and on', async () => {
  await report(
    plain,
    ...Array.from({ length: 6 }, () => ({ action: 'door.forced', level: 'warning', service: 'gate' })),
    { action: 'door.broken', level: 'error', service: 'gate' },
  );
  const { page, faults, close } = await visit(browser, plain);
  await open(page, settings(plain));
  await page.getByRole('heading', { name: 'Connect a channel' }).waitFor();
  expect(await page.getByRole('button', { name: 'Connect with Slack' }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('7 events of the last 7 days would have been posted.').waitFor();

  await page.getByLabel('Webhook address').fill('hooks.slack.com');
  await page.getByRole('button', { name: 'Switch on Slack' }).click();
  await page.getByText('An address such as https://hooks.slack.com/services/…').waitFor();
  await page.getByLabel('Webhook address').fill(hook);
  await page.getByRole('button', { name: 'Switch on Slack' }).click();
  const on = page.getByRole('switch', { name: 'Post to Slack' });
  await on.waitFor();
  expect(await on.isChecked()).toBe(true);
  expect(await page.content()).not.toContain('secretpart');

  await page.getByRole('button', { name: 'Send a test message' }).click();
  await page.getByText(/Slack took the test message/).waitFor();
  expect(posted()).toContain('trail.test');

  await page.getByRole('checkbox', { name: /Warning/ }).click();
  await page.getByText('1 event of the last 7 days would have been posted.').waitFor();
  const query = page.getByRole('combobox', { name: 'Only events that match' });
  await query.fill('servce:gate');
  await page.getByRole('button', { name: 'Write “service”' }).click();
  await page.getByText('60 min').click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved. It applies to events from now on.').waitFor();
  expect(await stored(plain)).toMatchObject({
    enabled: true,
    levels: ['error'],
    q: 'service:gate',
    quiet_minutes: 60,
  });

  await on.click();
  await page.getByText('Nothing is posted, and what happens meanwhile is not posted later.').waitFor();
  await expect.poll(async () => (await stored(plain)).enabled).toBe(false);
  await on.click();
  await expect.poll(async () => (await stored(plain)).enabled).toBe(true);
  expect(faults).toEqual([]);
  await close();
});

test('a channel that is gone is told with its reason, and a new address mends it', async () => {
  slack.hooks.clear();
  await plain.call('PUT', `/organizations/${plain.organizationId}/slack`, {
    body: { enabled: true, webhook_url: hook, levels: ['error'], q: '', quiet_minutes: 0 },
  });
  await report(plain, { action: 'door.lost', level: 'error' });
  const { page, close } = await visit(browser, plain, { width: 320 });
  await open(page, settings(plain));
  await page.getByText('Slack does not take the messages').waitFor({ timeout: 60_000 });
  await page
    .getByText(/no_service|404/)
    .first()
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  await page.getByRole('button', { name: 'Send a test message' }).click();
  await page.getByText('The test message was not taken').waitFor();

  slack.hooks.add('/services/T0/B0/another');
  await page.getByRole('button', { name: 'Replace' }).click();
  await page.getByLabel('Webhook address').fill(hook.replace('secretpart', 'another'));
  await page.getByRole('button', { name: 'Replace' }).click();
  await page.getByText('The webhook address was replaced.').waitFor();
  await expect.poll(posted, { timeout: 60_000 }).toContain('door.lost');
  slack.hooks.add('/services/T0/B0/secretpart');
  await close();
});

test('by consent at Slack: declined first, then given, with what was chosen before', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, settings(cairn));
  slack.declineNext();
  await page.getByRole('button', { name: 'Connect with Slack' }).click();
  await page.getByText('You or Slack declined.').waitFor();
  expect(page.url()).toContain('error=access_denied');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('Slack was not connected').waitFor({ state: 'detached' });
  expect(page.url()).not.toContain('error=');

  await page.getByRole('checkbox', { name: /Notice/ }).click();
  await page.getByText('15 min').click();
  await page.getByRole('button', { name: 'Connect with Slack' }).click();
  await page.getByRole('switch', { name: 'Post to Slack' }).waitFor();
  await page.getByText('Slack is connected.').waitFor();
  await page.getByText('#audit').waitFor();
  await page.waitForURL((url) => url.search === '');
  expect(await stored(cairn)).toMatchObject({
    enabled: true,
    levels: ['notice', 'warning', 'error'],
    quiet_minutes: 15,
  });
  expect(faults.filter((fault) => !fault.includes('/oauth/v2/authorize'))).toEqual([]);
  await close();
});

test.each([
  ['invalid_code', /came too late or was used before/],
  ['bad_client_secret', /Ask your operator to check its client id/],
  ['org_login_required', /Ask an administrator of the workspace/],
  ['something_new', /Slack gave the reason something_new/],
])('the code %s is put into words', async (code, words) => {
  const { page, close } = await visit(browser, cairn);
  await open(page, `${settings(cairn)}?error=${code}`);
  await page.getByRole('alert').filter({ hasText: words }).waitFor();
  await close();
});

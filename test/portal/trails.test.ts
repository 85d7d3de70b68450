import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { eventually } from '../trails/harness.ts';
import { accessibilityFaults, open, openBrowser, sidewaysOverflow, visit } from './browser.ts';

let cairn: TestCairn;
let browser: Browser;
let receiver: WebhookReceiver;
const org = () => `/organizations/${cairn.organizationId}`;

const send = (...events: object[]) => cairn.call('POST', `${org()}/events`, { body: { events } });

const make = async (more: object = {}) => {
  const { body } = await cairn.call('POST', `${org()}/trails`, {
    body: {
      name: 'Made before',
      rule: 'action:order.*',
      destination: 'webhook',
      config: { url: receiver.url },
      ...more,
    },
  });
  return body as { id: string; name: string };
};

const trailOf = async (id: string) =>
  (await cairn.call('GET', `${org()}/trails/${id}`)).body as Readonly<Record<string, unknown>>;

beforeAll(async () => {
  [cairn, browser, receiver] = await Promise.all([startCairn(), openBrowser(), startWebhookReceiver()]);
  await send(
    ...Array.from({ length: 30 }, (_, index) => ({
      action: index % 3 === 0 ? 'order.placed' : 'page.viewed',
      actor: { type: 'user', id: 'u', name: 'Ada' },
    })),
  );
});

afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
  await receiver?.close();
});

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true });
const step = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 });

test('without trails the page says what they are, and leads to the first one', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `${org()}/trails`);
  await page.getByRole('heading', { name: 'No trails yet' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Create trail' }).click();
  await heading(page, 'Create a trail').waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('the wizard goes through to a trail that delivers, and a reload loses nothing but secrets', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `${org()}/trails/new`);
  await page.getByLabel('Name', { exact: true }).fill('Orders to the hook');
  await page.getByRole('button', { name: 'Add condition' }).click();
  await page.locator('input[aria-label="Value"]').fill('order.placed');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByText(/^Matches 10 of 3\d events/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('Text', { exact: true }).click();
  expect(await page.getByRole('combobox', { name: 'Rule' }).inputValue()).toBe('action:order.placed');
  await page.getByRole('button', { name: 'Next' }).click();

  await step(page, 'Where should it go?').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('radio', { name: /Webhook/ }).click();
  await page.getByRole('button', { name: 'Next' }).click();

  await step(page, 'How is it reached?').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('One field needs attention').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Address').fill(receiver.url);
  await page.reload();
  await step(page, 'How is it reached?').waitFor();
  expect(await page.getByLabel('Address').inputValue()).toBe(receiver.url);
  await page.getByRole('button', { name: 'Next' }).click();

  await step(page, 'Try it, then start').waitFor();
  const create = page.getByRole('button', { name: 'Create trail' });
  expect(await create.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText(/The destination took the test/).waitFor();
  const secret = await page.locator('code').filter({ hasText: 'whsec_' }).textContent();
  expect(receiver.events.at(-1)?.action).toBe('trail.test');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('The whole log, then everything new').check();
  receiver.secret = secret ?? undefined;
  await create.click();

  await heading(page, 'Orders to the hook').waitFor();
  const placed = () => receiver.events.filter(({ action }) => action === 'order.placed').length;
  await eventually(placed, (count) => count === 10);
  receiver.secret = undefined;
  expect(faults).toEqual([]);
  await close();
});

test('a preset fills the settings in, says which secrets it wants, and the format is a choice', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `${org()}/trails/new`);
  await page.getByLabel('Name', { exact: true }).fill('To the vendor');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Find a destination').fill('nothing of the kind');
  await page.getByText(/Nothing here is called/).waitFor();
  await page.getByLabel('Find a destination').fill('honeyc');
  await page.getByRole('radio', { name: /Honeycomb/ }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('What Honeycomb asks for').waitFor();
  expect(await page.getByLabel('Address').inputValue()).toBe('https://api.honeycomb.io/v1/logs');
  await page.getByLabel('Further headers').fill('X-Honeycomb-Team: k\nX-Other: v');
  await page.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'OCSF 1.3' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Next' }).click();
  await step(page, 'Try it, then start').waitFor();
  await page.getByRole('button', { name: 'Create without a passing test' }).click();
  await heading(page, 'To the vendor').waitFor();
  const { body } = await cairn.call('GET', `${org()}/trails`);
  const made = (body as { items: { name: string }[] }).items.find(({ name }) => name === 'To the vendor');
  expect(made).toMatchObject({ destination: 'otlp', format: 'ocsf', secrets: { headers: { set: true } } });
  expect(faults).toEqual([]);
  await close();
});

test('a trail is paused and goes on, and its rule and name are changed', async () => {
  const { id } = await make({ name: 'To be changed' });
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/trails/${id}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await page.getByText('This trail is paused').waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('This trail is paused').waitFor({ state: 'detached' });

  await page.getByRole('tab', { name: 'Rule' }).click();
  await page.getByText('Text', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Rule' }).fill('acton:order.*');
  await page.getByRole('button', { name: 'Write “action”' }).click();
  await page.getByRole('combobox', { name: 'Rule' }).fill('action:order.* level:information');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. The next attempt uses it.').waitFor();

  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Changed');
  await page.getByRole('button', { name: 'Save' }).click();
  await heading(page, 'Changed').waitFor();
  const { body } = await cairn.call('GET', `${org()}/trails/${id}`);
  expect(body).toMatchObject({
    name: 'Changed',
    rule: 'action:order.* level:information',
    secrets: { secret: { set: true } },
  });
  await close();
});

test('a delivery shows its attempts with request and answer', async () => {
  const { id } = await make({ name: 'With deliveries', start: 'beginning' });
  await eventually(
    () => trailOf(id),
    (trail) => trail.delivered_24h === 10,
  );
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/trails/${id}`);
  await page.getByText('Delivered').first().waitFor();
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  await page
    .getByRole('row', { name: /Delivered/ })
    .getByRole('button')
    .click();
  const drawer = page.getByRole('dialog', { name: 'Delivery' });
  await drawer.getByRole('region', { name: 'Attempt 1', exact: true }).waitFor();
  await drawer.getByText('webhook-signature', { exact: false }).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await close();
});

test('what was refused for good is resent or discarded by a person', async () => {
  const { id } = await make({ name: 'Refused', start: 'beginning' });
  await eventually(
    () => trailOf(id),
    (trail) => trail.lag_events === 0,
  );
  receiver.failWhen(({ body }) =>
    body.includes('order.refused') ? { status: 400, body: 'no such order' } : undefined,
  );
  await send({ action: 'order.refused' });
  await eventually(
    () => trailOf(id),
    (trail) => trail.dead_letters === 1,
  );
  receiver.failWhen();
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/trails/${id}?tab=dead-letters`);
  await page.getByText('no such order').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Resend all' }).click();
  await page.getByText('1 event is being resent.').waitFor();
  await page.getByRole('heading', { name: 'Nothing was refused' }).waitFor({ timeout: 25_000 });
  expect(receiver.events.map(({ action }) => action)).toContain('order.refused');
  await close();
});

test('deleting asks for the name of the trail', async () => {
  const { id, name } = await make({ name: 'Doomed' });
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/trails/${id}?tab=settings`);
  await page.getByRole('button', { name: 'Delete trail' }).click();
  const dialog = page.getByRole('dialog');
  const submit = dialog.getByRole('button', { name: 'Delete trail' });
  expect(await submit.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill(name);
  await submit.click();
  await heading(page, 'Trails').waitFor();
  expect((await cairn.call('GET', `${org()}/trails/${id}`)).status).toBe(404);
  await close();
});

test.each(['light', 'dark'] as const)(
  'has nothing that axe finds, %s, wide and on a phone',
  async (colorScheme) => {
    const { id } = await make({ name: `Looked at in ${colorScheme}` });
    const paths = [
      '/trails',
      `/trails/${id}`,
      `/trails/${id}?tab=deliveries`,
      `/trails/${id}?tab=rule`,
      `/trails/${id}?tab=settings`,
    ];
    for (const [language, width] of [
      ['en', 1440],
      ['ja', 360],
      ['fr', 320],
    ] as const) {
      const { page, faults, close } = await visit(browser, cairn, { colorScheme, language, width });
      for (const path of [...paths, '/trails/new']) {
        await open(page, org() + path);
        expect(await accessibilityFaults(page), `${path} ${language} ${width}`).toEqual([]);
        expect(await sidewaysOverflow(page), `${path} ${language} ${width}`).toBe(0);
      }
      expect(faults).toEqual([]);
      await close();
    }
  },
  240_000,
);

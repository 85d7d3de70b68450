import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCairn, type TestCairn } from '../cairn.ts';
import {
  accessibilityFaults,
  type Language,
  layoutShift,
  open,
  openBrowser,
  sidewaysOverflow,
  visit,
} from './browser.ts';

let cairn: TestCairn;
let browser: Browser;
let customerId: string;
let invitation: URL;

beforeAll(async () => {
  [cairn, browser] = await Promise.all([startCairn(), openBrowser()]);
  const token = await cairn.token('events:write', 'events:read', 'trails:read', 'trails:write');
  const events = Array.from({ length: 40 }, (_, index) => ({
    action: index % 3 === 0 ? 'document.shared' : 'invoice.exported',
    level: (['information', 'notice', 'warning', 'error'] as const)[index % 4],
    service: 'billing',
    actor: { type: 'user', id: `u-${index % 5}`, name: '佐藤 花子' },
    resources: [
      { type: 'document', id: `d-${index}`, name: `Quarterly report number ${index}, the long one` },
    ],
  }));
  await cairn.call('POST', `/organizations/${cairn.organizationId}/events`, { token, body: { events } });
  const home = `/organizations/${cairn.organizationId}`;
  const made = await cairn.call('POST', `${home}/customers`, {
    body: { name: 'Maison Aubert et Fils, négociants', notes: 'Contract 2024-118' },
  });
  customerId = made.body.id as string;
  const rights = { role: 'READER', customer_ids: [customerId] };
  await cairn.call('POST', `${home}/invitations`, { body: { email: 'yuki.tanaka@example.com', ...rights } });
  const offer = await cairn.call('POST', `${home}/invitations`, {
    body: { email: 'somebody.with.a.long.address@subsidiary.example.com', ...rights },
  });
  invitation = new URL(offer.body.url as string);
});

afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
});

const org = () => `/organizations/${cairn.organizationId}`;

const pages: Readonly<Record<string, { readonly path: () => string; readonly signedIn: boolean }>> = {
  'sign-in': { path: () => '/sign-in', signedIn: false },
  'set-up without its token': { path: () => '/setup', signedIn: false },
  organizations: { path: () => '/organizations', signedIn: true },
  account: { path: () => '/account', signedIn: true },
  dashboard: { path: () => `${org()}/dashboard/${cairn.organizationId}`, signedIn: true },
  'audit log': { path: () => `${org()}/audit-logs`, signedIn: true },
  trails: { path: () => `${org()}/trails`, signedIn: true },
  'new trail': { path: () => `${org()}/trails/new`, signedIn: true },
  'OAuth clients': { path: () => `${org()}/settings/oauth-clients`, signedIn: true },
  'permitted users': { path: () => `${org()}/settings/permitted-users`, signedIn: true },
  'invitation without its token': { path: () => '/invitations/accept', signedIn: false },
  invitation: { path: () => invitation.pathname + invitation.search, signedIn: false },
  members: { path: () => `${org()}/users`, signedIn: true },
  customers: { path: () => `${org()}/customers`, signedIn: true },
  customer: { path: () => `${org()}/customers/${customerId}`, signedIn: true },
  general: { path: () => `${org()}/settings/general`, signedIn: true },
  retention: { path: () => `${org()}/settings/retention`, signedIn: true },
  usage: { path: () => `${org()}/settings/usage`, signedIn: true },
  'API tokens': { path: () => `${org()}/settings/api-tokens`, signedIn: true },
  Slack: { path: () => `${org()}/settings/slack`, signedIn: true },
  notifications: { path: () => `${org()}/settings/notifications`, signedIn: true },
};

const looks: readonly (readonly [Language, 'light' | 'dark', number])[] = [
  ['en', 'light', 1440],
  ['fr', 'dark', 1280],
  ['ja', 'light', 1280],
  ['en', 'dark', 768],
  ['fr', 'light', 320],
  ['ja', 'dark', 320],
];

describe.each(looks)('in %s, %s, %i pixels wide', (language, colorScheme, width) => {
  test.each(Object.entries(pages))(
    '%s is accessible, fits, stands still and calls nobody',
    async (_name, { path, signedIn }) => {
      const { page, faults, close } = await visit(browser, cairn, {
        language,
        colorScheme,
        width,
        ...(signedIn ? {} : { cookie: null }),
      });
      await open(page, path());
      expect.soft(await page.locator('html').getAttribute('lang')).toBe(language);
      expect.soft(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect.soft(await accessibilityFaults(page)).toEqual([]);
      expect.soft(await sidewaysOverflow(page)).toBe(0);
      expect.soft(await layoutShift(page)).toBeLessThan(0.05);
      expect.soft(faults).toEqual([]);
      await close();
    },
  );
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { owner, startCairn, type TestCairn } from '../cairn.ts';
import { codeOf, forgetGuesses, forgetUsedCodes, letSessionsCool, stepWithTime } from '../sign-in/people.ts';
import { accessibilityFaults, focusOn, open, openBrowser, visit } from './browser.ts';

// Each signs in several times and goes through several pages, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 400_000 });

let cairn: TestCairn;
let browser: Browser;

beforeAll(async () => {
  [cairn, browser] = await Promise.all([startCairn(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await cairn?.stop();
});
beforeEach(async () => {
  await forgetGuesses(cairn);
  await forgetUsedCodes(cairn);
});

/** Browsers give passkeys to names only, so the page is visited as localhost. */
const atLocalhost = () => ({ ...cairn, url: cairn.url.replace('127.0.0.1', 'localhost') });

const typePassword = async (page: Page) => {
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.keyboard.press('Enter');
};

test('two-factor is set up by key, then asked for at sign-in; a recovery code opens too', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, '/account');
  await page.getByRole('button', { name: 'Turn on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set up two-factor' });
  const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(await accessibilityFaults(page)).toEqual([]);
  const code = dialog.getByLabel('Then enter the six digits');
  await code.fill('000000');
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await dialog.getByText('This code is wrong').waitFor();
  await stepWithTime();
  await code.fill(codeOf(secret));
  await dialog.getByRole('button', { name: 'Turn on' }).click();

  const codes = page.getByRole('dialog', { name: 'Your recovery codes' });
  await codes.waitFor();
  expect(await codes.getByRole('listitem').count()).toBe(10);
  const recovery = (await codes.getByRole('listitem').first().textContent()) ?? '';
  await page.keyboard.press('Escape');
  expect(await codes.isVisible()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  const saved = page.waitForEvent('download');
  await codes.getByRole('link', { name: 'Download' }).click();
  expect((await saved).suggestedFilename()).toBe('cairn-recovery-codes.txt');
  await codes.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 recovery codes are left').waitFor();
  expect(faults).toEqual([]);
  await close();

  await forgetUsedCodes(cairn);
  const stranger = await visit(browser, cairn, { cookie: null });
  await stranger.page.goto('/sign-in?next=/account');
  await typePassword(stranger.page);
  await stranger.page.getByRole('heading', { level: 1, name: 'Two-factor' }).waitFor();
  await focusOn(stranger.page, "element.name === 'totp'");
  expect(await accessibilityFaults(stranger.page)).toEqual([]);
  await stranger.page.keyboard.type('000000');
  await stranger.page.keyboard.press('Enter');
  await stranger.page.getByText('This code is wrong').waitFor();
  await stepWithTime();
  await stranger.page.getByLabel('Code').fill(codeOf(secret));
  await stranger.page.keyboard.press('Enter');
  await stranger.page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  await stranger.close();

  const again = await visit(browser, cairn, { cookie: null });
  await again.page.goto('/sign-in?next=/account');
  await typePassword(again.page);
  await again.page.getByRole('button', { name: 'Use a recovery code' }).click();
  await again.page.getByLabel('Recovery code').fill(recovery);
  await again.page.keyboard.press('Enter');
  await again.page.getByText('9 recovery codes are left').waitFor();
  await again.close();
});

test('what concerns secrets asks again who it is, in one dialog, and then goes on', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await letSessionsCool(cairn);
  await open(page, '/account');
  await page.getByRole('button', { name: 'Turn off' }).click();
  const confirm = page.getByRole('dialog', { name: 'Turn two-factor off?' });
  const ask = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await confirm.getByRole('button', { name: 'Turn off' }).click();
  await ask.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await ask.waitFor({ state: 'detached' });
  expect(await confirm.isVisible()).toBe(true);
  expect((await cairn.call('GET', '/account/two-factor')).body.enabled).toBe(true);

  await confirm.getByRole('button', { name: 'Turn off' }).click();
  await ask.getByLabel('Your password').fill('a wrong password');
  await page.keyboard.press('Enter');
  await ask.getByText('This password is wrong').waitFor();
  await ask.getByLabel('Your password').fill(owner.password);
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Two-factor is off' }).waitFor();
  expect((await cairn.call('GET', '/account/two-factor')).body.enabled).toBe(false);

  await letSessionsCool(cairn);
  await open(page, `/organizations/${cairn.organizationId}/settings/api-tokens`);
  await page.getByRole('button', { name: 'Create token' }).click();
  const form = page.getByRole('dialog', { name: 'Create an API token' });
  await form.getByLabel('Name').fill('Billing service');
  await form.getByRole('button', { name: 'Create token' }).click();
  await ask.getByLabel('Your password').fill(owner.password);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Your new token' }).waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('a passkey is added, signs in, confirms who it is, gets another name, and is removed', async () => {
  const { page, context, faults, close } = await visit(browser, atLocalhost());
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await cairn.call('POST', '/session/reauthenticate', { body: { password: owner.password } });
  await open(page, '/account');
  await page.getByText('You have no passkeys yet').waitFor();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const naming = page.getByRole('dialog', { name: 'Add a passkey' });
  await naming.getByLabel('Name').fill('Work laptop');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Work laptop was added' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('button', { name: /^Account menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();

  await letSessionsCool(cairn);
  await open(page, '/account');
  await page.getByText(/by passkey/).waitFor();
  await page.getByRole('button', { name: 'Rename passkey Work laptop' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Laptop');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove passkey Laptop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove passkey' }).click();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByText('You have no passkeys yet').waitFor();

  const { rows } = await cairn.app.services.database.query('select from passkeys');
  expect(rows).toEqual([]);
  await page.getByRole('status').filter({ hasText: 'Laptop was removed' }).waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('sessions are listed and ended, and a new password ends the others', async () => {
  const signIn = () =>
    cairn.call('POST', '/session', {
      body: { email: owner.email, password: owner.password },
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
      cookie: null,
    });
  const mine = await signIn();
  await signIn();
  const cookie = (mine.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { page, faults, close } = await visit(browser, cairn, { cookie });
  await open(page, '/account');
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await sessions.getByText('This browser').waitFor();
  await sessions.getByRole('button', { name: 'End the session Firefox on Linux' }).first().click();
  await page.getByRole('status').filter({ hasText: 'The session has ended' }).waitFor();

  await signIn();
  const password = page.getByRole('region', { name: 'Password' });
  await password.getByLabel('Current password').fill('not the one I have');
  await password.getByLabel('New password').fill('quite another battery staple');
  await password.getByRole('button', { name: 'Change password' }).click();
  await password.getByText('This is not your current password').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await password.getByLabel('Current password').fill(owner.password);
  await password.getByRole('button', { name: 'Change password' }).click();
  await page.getByRole('status').filter({ hasText: 'Your password was changed' }).waitFor();
  const left = await cairn.call('GET', '/account/sessions', { cookie });
  expect(left.body.items).toHaveLength(1);
  expect(faults).toEqual([]);
  await close();
});

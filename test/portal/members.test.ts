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
const password = 'several words that last';

/** Invites by the API; gives the link. */
async function invited(email: string, rights: object = { role: 'READER' }): Promise<string> {
  const { body } = await cairn.call('POST', `${org()}/invitations`, { body: { email, ...rights } });
  return body.url as string;
}

/** Makes somebody a member by the API; gives the id of the membership. */
async function joined(email: string, name: string, rights: object = { role: 'READER' }): Promise<string> {
  const token = new URL(await invited(email, rights)).searchParams.get('token');
  await cairn.call('POST', '/invitations/accept', { cookie: null, body: { token, name, password } });
  const { body } = await cairn.call('GET', `${org()}/members`);
  const found = (body.items as { id: string; user: { email: string } }[]).find(
    ({ user }) => user.email === email,
  );
  if (found === undefined) throw new Error(`${email} did not join`);
  return found.id;
}

const memberOf = async (id: string) => (await cairn.call('GET', `${org()}/members/${id}`)).body;

test('somebody is invited, accepts in another browser, and may what was granted at once', async () => {
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `${org()}/users`);
  await page.getByText('Nobody else is here yet').waitFor();
  await page.getByRole('button', { name: 'Invite' }).click();
  const form = page.getByRole('dialog', { name: 'Invite somebody' });
  await form.getByLabel('E-mail address').fill('not an address');
  await form.getByRole('button', { name: 'Create link' }).click();
  await form.getByText('This is not an e-mail address.').waitFor();
  await form.getByLabel('E-mail address').fill('Lea@Example.com');
  await form.getByRole('radio', { name: /^Member/ }).click();
  await form.getByLabel('Export it').click();
  expect(await form.getByLabel('See the audit log').isChecked()).toBe(true);
  await form.getByLabel('Rights for one connector').fill('okta');
  await page.keyboard.press('Enter');
  await form.getByRole('region', { name: 'Those of okta' }).getByLabel('Test').click();
  await form.getByRole('button', { name: 'Create link' }).click();

  const once = page.getByRole('dialog', { name: 'The invitation is ready' });
  const link = (await once.locator('code').textContent()) ?? '';
  expect(link).toMatch(/\/invitations\/accept\?token=[\w-]{43}$/);
  await page.keyboard.press('Escape');
  expect(await once.isVisible()).toBe(true);
  await once.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('cell', { name: /^lea@example\.com/ }).waitFor();
  expect(await page.content()).not.toContain(link);

  const lea = await visit(browser, cairn, { cookie: null });
  await lea.page.goto(new URL(link).pathname + new URL(link).search);
  await lea.page.getByRole('heading', { level: 1, name: 'Join Acme' }).waitFor();
  await lea.page.getByText(/invites lea@example\.com as Member/).waitFor();
  await lea.page.getByLabel('Your name').fill('Léa Moreau');
  await lea.page.getByLabel('Choose a password').fill(password);
  await lea.page.getByRole('button', { name: 'Create account and join' }).click();
  await lea.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  const nav = lea.page.getByRole('navigation');
  await nav.getByRole('link', { name: 'Audit log' }).waitFor();
  expect(await nav.getByRole('link', { name: 'Members' }).count()).toBe(0);
  expect(await nav.getByRole('link', { name: 'API tokens' }).count()).toBe(0);
  await open(lea.page, `${org()}/users`);
  await lea.page.getByText('This needs another role').waitFor();
  expect(lea.faults).toEqual([]);
  await lea.close();

  await page.reload();
  await page.getByRole('link', { name: 'Léa Moreau' }).waitFor();
  expect(await page.getByRole('cell', { name: /lea@example\.com/ }).count()).toBe(1);
  const { body } = await cairn.call('GET', `${org()}/members`);
  expect(body.items.find(({ role }: { role: string }) => role === 'MEMBER').permissions).toEqual([
    { permission: 'events:view' },
    { permission: 'events:export' },
    { permission: 'integrations:view', connector: 'okta' },
    { permission: 'integrations:test', connector: 'okta' },
  ]);
  expect(faults).toEqual([]);
  await close();
});

test('the dialog of an invitation, with all rights in it, and that of its link are accessible', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/users`);
  await page.getByRole('button', { name: 'Invite' }).click();
  const form = page.getByRole('dialog', { name: 'Invite somebody' });
  await form.getByLabel('E-mail address').fill('mia@example.com');
  await form.getByRole('radio', { name: /^Member/ }).click();
  await form.getByRole('checkbox', { name: 'All integrations' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Create link' }).click();
  await page.getByRole('dialog', { name: 'The invitation is ready' }).locator('code').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await close();
});

test('a change shows its difference, is stored by Save, and Discard takes it back', async () => {
  const id = await joined('omar@example.com', 'Omar Haddad');
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/users?q=omar`);
  await page.getByRole('link', { name: 'Omar Haddad' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('radio', { name: /^Member/ }).click();
  await drawer.getByLabel('Create and change them').first().click();
  const changes = drawer.getByRole('region', { name: 'What will change' });
  await changes.getByText('Role: Reader → Member').waitFor();
  await changes.getByText('May from now on: See trails').waitFor();
  await changes.getByRole('button', { name: 'Discard' }).click();
  await changes.waitFor({ state: 'detached' });
  expect((await memberOf(id)).role).toBe('READER');

  await drawer.getByRole('radio', { name: /^Member/ }).click();
  await drawer.getByLabel('See alerts and cases').click();
  await changes.getByRole('button', { name: 'Save' }).click();
  await changes.waitFor({ state: 'detached' });
  expect(await memberOf(id)).toMatchObject({ role: 'MEMBER', permissions: [{ permission: 'cases:view' }] });
  expect(new URL(page.url()).searchParams.get('q')).toBe('omar');
  await page.goBack();
  await drawer.waitFor({ state: 'detached' });
  await close();
});

test('a member is suspended, let in again, and removed after the name was typed', async () => {
  const id = await joined('ida@example.com', 'Ida Berg');
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/users?member=${id}`);
  const drawer = page.getByRole('dialog', { name: 'Member' });
  await drawer.getByRole('button', { name: 'Suspend' }).click();
  const ask = page.getByRole('dialog', { name: 'Suspend Ida Berg?' });
  await ask.getByRole('button', { name: 'Suspend' }).click();
  await drawer.getByRole('button', { name: 'Lift the suspension' }).click();
  await drawer.getByRole('button', { name: 'Suspend' }).waitFor();
  expect((await memberOf(id)).suspended_at).toBeNull();

  await drawer.getByRole('button', { name: 'Remove' }).click();
  const removal = page.getByRole('dialog', { name: 'Remove Ida Berg?' });
  const submit = removal.getByRole('button', { name: 'Remove' });
  expect(await submit.isDisabled()).toBe(true);
  await removal.getByLabel('Type Ida Berg to confirm').fill('Ida Berg');
  await submit.click();
  await page.getByRole('status').filter({ hasText: 'no longer a member' }).waitFor();
  expect((await cairn.call('GET', `${org()}/members/${id}`)).status).toBe(404);
  await close();
});

test('the only owner is told why nothing about him can be changed', async () => {
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/users?role=OWNER`);
  await page.getByRole('table', { name: 'Members' }).getByRole('link').first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('Make somebody else an owner first.').first().waitFor();
  expect(await drawer.getByRole('radio', { name: /^Reader/ }).isDisabled()).toBe(true);
  expect(await drawer.getByRole('button', { name: 'Leave' }).isDisabled()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await close();
});

test('a new link ends the old one, and a withdrawn one says so', async () => {
  const old = new URL(await invited('zoe@example.com'));
  const { page, close } = await visit(browser, cairn);
  await open(page, `${org()}/users`);
  await page.getByRole('button', { name: 'New link for zoe@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create link' }).click();
  const once = page.getByRole('dialog', { name: 'The invitation is ready' });
  const fresh = new URL((await once.locator('code').textContent()) ?? '');
  await once.getByRole('button', { name: 'Done' }).click();

  const zoe = await visit(browser, cairn, { cookie: null });
  await zoe.page.goto(old.pathname + old.search);
  await zoe.page.getByRole('heading', { name: 'This invitation is not valid any more' }).waitFor();
  expect(await accessibilityFaults(zoe.page)).toEqual([]);
  await zoe.page.goto(fresh.pathname + fresh.search);
  await zoe.page.getByRole('heading', { name: 'Join Acme' }).waitFor();

  await page.getByRole('button', { name: 'Withdraw the invitation of zoe@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('status').filter({ hasText: 'was withdrawn' }).waitFor();
  await zoe.page.reload();
  await zoe.page.getByRole('heading', { name: 'This invitation is not valid any more' }).waitFor();
  await zoe.page.goto('/invitations/accept');
  await zoe.page.getByRole('heading', { name: 'The link is incomplete' }).waitFor();
  await zoe.close();
  await close();
});

test('who is signed in as somebody else signs out, and joins with the password there is', async () => {
  await joined('noor@example.com', 'Noor Aziz');
  const { body: second } = await cairn.call('POST', '/organizations', { body: { name: 'Second' } });
  const made = await cairn.call('POST', `/organizations/${second.id}/invitations`, {
    body: { email: 'noor@example.com', role: 'BILLING' },
  });
  const link = new URL(made.body.url as string);
  const owners = await cairn.call('POST', '/session', {
    cookie: null,
    body: { email: 'ada@example.com', password: 'correct horse battery staple' },
  });
  const cookie = (owners.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { page, close } = await visit(browser, cairn, { cookie });
  await page.goto(link.pathname + link.search);
  await page.getByText('This invitation is for noor@example.com, and you are ada@example.com.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('This address has an account already').waitFor();
  await page.getByLabel('Password', { exact: true }).fill('something else entirely');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByText('The password does not match.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  // A billing contact sees what it is there for.
  await page.getByText('Events this month').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await close();
});

test('who is signed in with the address joins with one button, and leaves by typing the name', async () => {
  const { body: third } = await cairn.call('POST', '/organizations', { body: { name: 'Third' } });
  await joined('finn@example.com', 'Finn Olsen');
  const made = await cairn.call('POST', `/organizations/${third.id}/invitations`, {
    body: { email: 'finn@example.com', role: 'MEMBER' },
  });
  const session = await cairn.call('POST', '/session', {
    cookie: null,
    body: { email: 'finn@example.com', password },
  });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { page, faults, close } = await visit(browser, cairn, { cookie });
  const link = new URL(made.body.url as string);
  await page.goto(link.pathname + link.search);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await page.getByText('Nothing is open to you here yet').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await open(page, '/account');
  await page.getByRole('button', { name: 'Leave' }).last().click();
  const ask = page.getByRole('dialog', { name: 'Leave Third?' });
  await ask.getByLabel('Type Third to confirm').fill('Third');
  await ask.getByRole('button', { name: 'Leave organization' }).click();
  await page.getByRole('status').filter({ hasText: 'You have left Third.' }).waitFor();
  const after = await cairn.call('GET', '/session', { cookie });
  expect(after.body.organizations.map(({ name }: { name: string }) => name)).toEqual(['Acme']);
  expect(faults).toEqual([]);
  await close();
});

test('ownership is handed over by typing the name of the receiver; the former owner loses the page', async () => {
  const { body: fourth } = await cairn.call('POST', '/organizations', { body: { name: 'Fourth' } });
  const home = `/organizations/${fourth.id}`;
  const made = await cairn.call('POST', `${home}/invitations`, {
    body: { email: 'uma@example.com', role: 'READER' },
  });
  const token = new URL(made.body.url as string).searchParams.get('token');
  await cairn.call('POST', '/invitations/accept', {
    cookie: null,
    body: { token, name: 'Uma Rao', password },
  });
  const { page, faults, close } = await visit(browser, cairn);
  await open(page, `${home}/users`);
  await page.getByRole('link', { name: 'Uma Rao' }).click();
  await page.getByRole('button', { name: 'Hand over ownership' }).click();
  const ask = page.getByRole('dialog', { name: 'Hand your ownership to Uma Rao?' });
  await ask.getByText(/Only an owner can give it back/).waitFor();
  await ask.getByLabel('Type Uma Rao to confirm').fill('Uma Rao');
  await ask.getByRole('button', { name: 'Hand over ownership' }).click();
  await page.getByText('This needs another role').waitFor();
  const { body } = await cairn.call('GET', home);
  expect(body.role).toBe('MEMBER');
  expect(faults).toEqual([]);
  await close();
});

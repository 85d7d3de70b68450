import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/kernel/log.ts';
import { freshDatabase } from '../database.ts';
import { accessibilityFaults, openBrowser, visit } from './browser.ts';

let app: App;
let browser: Browser;
const dataDir = mkdtempSync(join(tmpdir(), 'cairn-setup-'));
let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  [database, browser] = await Promise.all([freshDatabase(), openBrowser()]);
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.connectionString,
    CAIRN_DATA_DIR: dataDir,
  });
  app = await startApp(config, openLog(config.LOG_LEVEL, false));
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the one-time link makes the first owner, who lands on a dashboard that says how to begin', async () => {
  const { page, faults, close } = await visit(browser, { url: app.url, cookie: '' }, { cookie: null });
  await page.goto('/sign-in');
  await page.getByText('This Cairn has no owner yet').waitFor();
  await page.goto('/setup');
  await page.getByText('The set-up link is incomplete').waitFor();

  await page.goto(app.setupUrl ?? 'about:blank');
  await page.getByLabel('Name of your organization').fill('Northwind Traders');
  await page.getByLabel('Your name').fill('Camille Roux');
  await page.getByLabel('Your e-mail').fill('camille@northwind.example');
  await page.getByLabel('Password', { exact: true }).fill('too short');
  await page.getByText('At least 12 characters; 3 more.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
  await page.getByText('Strong.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create organization and sign in' }).click();

  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await page.getByRole('heading', { name: 'Getting started' }).waitFor();
  await page.getByText('0 of 3 done').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);

  await page.goto(app.setupUrl ?? '/setup');
  await page.getByText('Cairn is already set up').waitFor();
  await close();
});

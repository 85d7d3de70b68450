import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openLog } from '../src/kernel/log.ts';
import { cookieFrom, owner } from './cairn.ts';

let app: App;
let dataDir: string;
let headers: Record<string, string>;
let path: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cairn-outage-'));
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    CAIRN_DATA_DIR: dataDir,
    CAIRN_ADMIN_EMAIL: owner.email,
    CAIRN_ADMIN_PASSWORD: owner.password,
    CAIRN_ORGANIZATION: owner.organization,
  });
  app = await startApp(config, openLog('silent', false));
  const body = JSON.stringify({ email: owner.email, password: owner.password });
  const signedIn = await fetch(`${app.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const cookie = cookieFrom({ headers: signedIn.headers } as Parameters<typeof cookieFrom>[0]);
  headers = { 'content-type': 'application/json', cookie, origin: app.url };
  const { organizations } = (await signedIn.json()) as { organizations: [{ id: string }] };
  path = `${app.url}/api/v1/organizations/${organizations[0].id}/events`;
});
afterAll(async () => {
  await app.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function post(id: string) {
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify({ id, action: 'a' }) });
  return { status: answer.status, body: (await answer.json()) as { code?: string; seq?: number } };
}

it('answers 503 while PostgreSQL is dead, keeps what it acknowledged, and recovers by itself', async () => {
  const before = await post('before');
  expect(before.status).toBe(201);
  const postmaster = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(postmaster, 'SIGKILL');

  const seen: { status: number; code: string | undefined }[] = [];
  await expect
    .poll(
      async () => {
        const { status, body } = await post('during');
        seen.push({ status, code: body.code });
        return status;
      },
      { timeout: 30_000, interval: 20 },
    )
    .toBeLessThan(300);
  const refused = seen.filter(({ status }) => status >= 300);
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(
    new Set(['503 database.unavailable']),
  );
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);

  expect((await post('before')).body.seq).toBe(before.body.seq);
  expect((await post('during')).status).toBe(200);
  expect((await post('after')).body.seq).toBe((before.body.seq as number) + 2);
}, 60_000);

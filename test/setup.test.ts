import { expect, it } from 'vitest';
import { startApp } from '../src/app.ts';
import { ConfigError, readConfig } from '../src/config.ts';
import { openLog } from '../src/kernel/log.ts';
import { freshDatabase } from './database.ts';

it('gives a new instance a one-time link that makes the first owner', async () => {
  const { connectionString, drop } = await freshDatabase();
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: connectionString,
    CAIRN_MASTER_KEY: 'ab'.repeat(32),
  });
  const app = await startApp(config, openLog('silent', false));
  try {
    const token = new URL(app.setupUrl as string).searchParams.get('token');
    const post = (body: object) =>
      fetch(`${app.url}/api/v1/setup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const person = {
      organization: 'Acme',
      name: 'Ada',
      email: 'ada@example.com',
      password: 'a long enough password',
    };
    expect((await post({ ...person, token: 'guessed' })).status).toBe(410);
    expect((await post({ ...person, token, password: 'short' })).status).toBe(400);
    const [first, second] = await Promise.all([
      post({ ...person, token }),
      post({ ...person, token, email: 'eve@example.com' }),
    ]);
    expect([first.status, second.status].sort()).toEqual([201, 409]);
  } finally {
    await app.stop();
  }
  await expect(
    startApp({ ...config, CAIRN_MASTER_KEY: Buffer.alloc(32) }, openLog('silent', false)),
  ).rejects.toThrow(/master key/);
  await drop();
});

it('lists every mistake in the settings at once', () => {
  const wrong = {
    PORT: 'many',
    CAIRN_ADMIN_EMAIL: 'nobody',
    CAIRN_PUBLIC_URL: 'ftp://x',
    CAIRN_ALLOW_PRIVATE_NETWORKS: '10.0.0.0/99',
    CAIRN_DATADIR: 'x',
    DATABASE_URL_FILE: '/nowhere',
  };
  try {
    readConfig(wrong);
    expect.unreachable();
  } catch (err) {
    expect(err).toBeInstanceOf(ConfigError);
    const names = (err as ConfigError).faults.map((fault) => fault.split(':')[0]);
    for (const name of [
      'PORT',
      'CAIRN_ADMIN_EMAIL',
      'CAIRN_PUBLIC_URL',
      'CAIRN_ALLOW_PRIVATE_NETWORKS',
      'CAIRN_DATADIR',
      'DATABASE_URL_FILE',
      'CAIRN_ADMIN_PASSWORD',
      'CAIRN_ORGANIZATION',
    ]) {
      expect(names).toContain(name);
    }
  }
});

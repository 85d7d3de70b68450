import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { servePortal } from '../src/server/portal.ts';

it('serves hashed files for a year, the page for every other path, and no page for what is missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-portal-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Cairn</title>');
  const server = Fastify();
  await servePortal(server, folder);
  // A file that is built while the server runs is served too.
  writeFileSync(join(folder, 'assets/app-1.js'), 'export {};');
  const get = async (url: string) => {
    const { statusCode, headers, body } = await server.inject({ url });
    return {
      status: statusCode,
      type: String(headers['content-type']),
      cache: headers['cache-control'],
      body,
    };
  };
  expect(await get('/assets/app-1.js')).toMatchObject({
    status: 200,
    cache: 'public, max-age=31536000, immutable',
  });
  for (const url of ['/', '/sign-in', '/organizations/1/trails?x=1']) {
    expect(await get(url)).toMatchObject({
      status: 200,
      cache: 'no-store',
      body: '<!doctype html><title>Cairn</title>',
    });
  }
  for (const url of ['/assets/app-0.js', '/api/v1/nothing', '/oauth2/x']) {
    const missing = await get(url);
    expect([url, missing.status, missing.type.split(';')[0]]).toEqual([url, 404, 'application/problem+json']);
  }
  expect((await get('/assets/..%2f..%2f..%2fetc%2fpasswd')).status).toBeGreaterThanOrEqual(400);
  await server.close();
  rmSync(folder, { recursive: true });
});

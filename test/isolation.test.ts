import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOrganization } from '../src/access/organizations.ts';
import { beginSession } from '../src/access/sessions.ts';
import { createUser } from '../src/access/users.ts';
import { operations } from '../src/api/index.ts';
import { startCairn, type TestCairn } from './cairn.ts';

let cairn: TestCairn;
let neighbour: { organizationId: string; cookie: string; token: string };

beforeAll(async () => {
  cairn = await startCairn();
  const { database } = cairn.app.services;
  const nowMs = Date.now();
  const user = await createUser(database, {
    email: 'eve@example.com',
    name: 'Eve',
    password: 'another good password',
    nowMs,
  });
  const organization = await createOrganization(database, { name: 'Neighbour', ownerId: user.id, nowMs });
  const session = await beginSession(database, { userId: user.id, address: '', userAgent: null, nowMs });
  const cookie = `cairn_session=${session}`;
  const made = await cairn.call('POST', `/organizations/${organization.id}/api-tokens`, {
    body: { name: 't', scopes: ['admin'] },
    cookie,
  });
  neighbour = { organizationId: organization.id, cookie, token: made.body.token };
});
afterAll(() => cairn.stop());

const scoped = operations.filter(({ path }) => path.includes('{organization_id}'));

/** A path with its ids put in; an id that is not given is one that nobody has. */
const fill = (path: string, organizationId: string, ids: Readonly<Record<string, string>> = {}) =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    name === 'organization_id' ? organizationId : (ids[name] ?? '01900000-0000-7000-8000-000000000000'),
  );

describe.each(scoped.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
  const withBody = operation.body === undefined ? {} : { body: {} };

  it('answers 404 to another organization’s owner and token, and 401 to nobody', async () => {
    const path = fill(operation.path, cairn.organizationId);
    expect((await cairn.call(operation.method, path, { cookie: neighbour.cookie, ...withBody })).status).toBe(
      404,
    );
    expect((await cairn.call(operation.method, path, { token: neighbour.token, ...withBody })).status).toBe(
      404,
    );
    expect((await cairn.call(operation.method, path, { cookie: null, ...withBody })).status).toBe(401);
  });
});

it('does not find another organization’s things under one’s own organization', async () => {
  const home = `/organizations/${cairn.organizationId}`;
  const token = (
    await cairn.call('POST', `${home}/api-tokens`, { body: { name: 'mine', scopes: ['events:read'] } })
  ).body;
  const view = (await cairn.call('POST', `${home}/saved-views`, { body: { name: 'mine', q: 'level:error' } }))
    .body;
  await cairn.call('POST', `${home}/events`, { body: { id: 'secret-event', action: 'a' } });
  const foreign = [
    ['GET', `api-tokens/${token.id}`],
    ['DELETE', `api-tokens/${token.id}`],
    ['DELETE', `saved-views/${view.id}`],
    ['GET', 'events/secret-event'],
    ['GET', 'events/secret-event/location'],
  ] as const;
  for (const [method, path] of foreign) {
    const answer = await cairn.call(method, `/organizations/${neighbour.organizationId}/${path}`, {
      cookie: neighbour.cookie,
    });
    expect([method, path, answer.status]).toEqual([method, path, 404]);
  }
  const found = await cairn.call('GET', `/organizations/${neighbour.organizationId}/events?q=secret`, {
    cookie: neighbour.cookie,
  });
  expect(found.body.items).toEqual([]);
  expect((await cairn.call('GET', `${home}/api-tokens/${token.id}`)).status).toBe(200);
  expect(
    (await cairn.call('GET', '/organizations', { cookie: neighbour.cookie })).body.items.map(
      ({ name }: { name: string }) => name,
    ),
  ).toEqual(['Neighbour']);
});

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember } from '../src/access/organizations.ts';
import {
  grantablePermissions,
  type Permission,
  permissions,
  type Role,
  roles,
  scopePermissions,
  scopes,
} from '../src/access/permissions.ts';
import { Rights } from '../src/access/rights.ts';
import { beginSession } from '../src/access/sessions.ts';
import { createUser } from '../src/access/users.ts';
import { operations } from '../src/api/index.ts';
import { startCairn, type TestCairn } from './cairn.ts';

let cairn: TestCairn;
let cookies: Record<Role, string>;

async function memberOf(role: Role, granted: readonly Permission[] = []): Promise<string> {
  const { database } = cairn.app.services;
  const nowMs = Date.now();
  const email = `${randomUUID()}@example.com`;
  const user = await createUser(database, { email, name: role, password: 'a good enough password', nowMs });
  const rights = {
    role,
    permissions: granted.map((permission) => ({ permission })),
    customer_ids: null,
  };
  await addMember(database, { organizationId: cairn.organizationId, userId: user.id, rights, nowMs });
  const token = await beginSession(database, { userId: user.id, address: '', userAgent: null, nowMs });
  return `cairn_session=${token}`;
}

beforeAll(async () => {
  cairn = await startCairn();
  cookies = Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, await memberOf(role)])),
  ) as Record<Role, string>;
});
afterAll(() => cairn.stop());

/** The table of the product, written down a second time: what each role may without any grant. */
const product: Readonly<Record<Role, readonly Permission[]>> = {
  OWNER: permissions,
  MEMBER: ['organization:view'],
  READER: [
    'organization:view',
    'integrations:view',
    'customers:view',
    'cases:view',
    'trails:view',
    'events:view',
  ],
  BILLING: ['organization:view', 'usage:view'],
};

const scoped = operations.filter(
  ({ path, access }) => path.includes('{organization_id}') && access !== 'public' && access !== 'signed_in',
);

const fill = (path: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    name === 'organization_id' ? cairn.organizationId : randomUUID(),
  );

describe('each operation, called by each role', () => {
  it.each(scoped.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    // A stream would not end, and a deleted organization would end the test.
    if (operation.id === 'events.tail') return;
    for (const role of roles) {
      const answer = await cairn.call(operation.method, fill(operation.path), {
        cookie: cookies[role],
        ...(operation.body === undefined ? {} : { body: { unknown_field: 1 } }),
      });
      const allowed = product[role].includes(operation.access as Permission);
      const refused = answer.status === 403 && answer.body.detail?.includes(operation.access);
      expect([operation.id, role, !refused]).toEqual([operation.id, role, allowed]);
    }
  });
});

it('grants a MEMBER each right by itself, and nothing that only an owner has', async () => {
  for (const permission of grantablePermissions) {
    const cookie = await memberOf('MEMBER', [permission]);
    const own = await cairn.call('GET', `/organizations/${cairn.organizationId}`, { cookie });
    expect(own.body.permissions).toEqual(['organization:view', permission].sort());
  }
  const planted = await memberOf('MEMBER', ['members:manage', 'api_tokens:manage']);
  const own = await cairn.call('GET', `/organizations/${cairn.organizationId}`, { cookie: planted });
  expect(own.body.permissions).toEqual(['organization:view']);
});

const role = fc.constantFrom(...roles);
const grants = fc.array(
  fc.record(
    {
      permission: fc.constantFrom(...permissions),
      integration_id: fc.constantFrom('i-1', 'i-2'),
      connector: fc.constantFrom('okta', 'github'),
    },
    { requiredKeys: ['permission'] },
  ),
);
const customerIds = fc.option(fc.subarray(['c-1', 'c-2']), { nil: null });
const integration = fc.record({
  id: fc.constantFrom('i-1', 'i-2'),
  connector: fc.constantFrom('okta', 'github'),
  customerId: fc.constantFrom('c-1', 'c-2', null),
});

it('never gives a token more than its creator has, nor more than its scopes open', () => {
  fc.assert(
    fc.property(
      role,
      grants,
      customerIds,
      fc.subarray([...scopes]),
      integration,
      (held, given, limits, chosen, of) => {
        const creator = Rights.ofMember({ role: held, permissions: given, customer_ids: limits });
        const token = creator.within(chosen);
        const opened = new Set(chosen.flatMap((scope) => scopePermissions[scope]));
        expect(token.customerIds).toEqual(creator.customerIds);
        for (const permission of permissions) {
          expect(token.has(permission)).toBe(creator.has(permission) && opened.has(permission));
        }
        if (token.hasFor('integrations:test', of)) expect(creator.hasFor('integrations:test', of)).toBe(true);
      },
    ),
  );
});

it('narrows a right on integrations to what its grant names, and everything to the customers of the member', () => {
  fc.assert(
    fc.property(grants, customerIds, integration, (given, limits, of) => {
      const rights = Rights.ofMember({ role: 'MEMBER', permissions: given, customer_ids: limits });
      const expected =
        (limits === null || (of.customerId !== null && limits.includes(of.customerId))) &&
        given.some(
          (grant) =>
            grant.permission === 'integrations:enable' &&
            (grant.integration_id ?? of.id) === of.id &&
            (grant.connector ?? of.connector) === of.connector,
        );
      expect(rights.hasFor('integrations:enable', of)).toBe(expected);
      if (limits !== null) expect(rights.has('trails:view')).toBe(false);
    }),
  );
});

import { addMember, createOrganization } from '../../src/access/organizations.ts';
import type { Role } from '../../src/access/permissions.ts';
import { beginSession } from '../../src/access/sessions.ts';
import { createUser } from '../../src/access/users.ts';
import type { TestCairn } from '../cairn.ts';

export interface Person {
  readonly userId: string;
  readonly memberId: string;
  readonly organizationId: string;
  readonly cookie: string;
}

async function makeUser({ app }: TestCairn, name: string) {
  const { database } = app.services;
  const nowMs = Date.now();
  const email = `${name.toLowerCase()}@example.com`;
  const user = await createUser(database, { email, name, password: 'another good password', nowMs });
  const session = await beginSession(database, { userId: user.id, address: '', userAgent: null, nowMs });
  return { userId: user.id, cookie: `cairn_session=${session}` };
}

/** A person who is a member of the organization under test. */
export async function join(cairn: TestCairn, name: string, role: Role = 'READER'): Promise<Person> {
  const { organizationId, app } = cairn;
  const { userId, cookie } = await makeUser(cairn, name);
  const rights = { role, permissions: [], customer_ids: null };
  const memberId = await addMember(app.services.database, {
    organizationId,
    userId,
    rights,
    nowMs: Date.now(),
  });
  return { userId, memberId, organizationId, cookie };
}

/** The owner of another organization. */
export async function neighbour(cairn: TestCairn, name: string): Promise<Person> {
  const { userId, cookie } = await makeUser(cairn, name);
  const made = await createOrganization(cairn.app.services.database, {
    name: `${name}’s own`,
    ownerId: userId,
    nowMs: Date.now(),
  });
  const { body } = await cairn.call('GET', `/organizations/${made.id}/members`, { cookie });
  return { userId, memberId: body.items[0].id, organizationId: made.id, cookie };
}

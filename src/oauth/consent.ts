import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { findMember } from '../access/organizations.ts';
import { isPermittedSql } from '../access/permitted-users.ts';
import type { User } from '../access/users.ts';
import type { Queryable } from '../db/database.ts';
import type { Context } from '../event/event.ts';
import type { Recorded } from '../ingest/record.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { findProtocolClient, type ProtocolClient } from './clients.ts';
import { lifetimes, type OAuthParts } from './parts.ts';

/** What the person answered on the consent page; absent: he has not seen it yet. */
export type Decision = 'allow' | 'deny' | undefined;

/** Who asks for what: what the consent page shows. */
export interface Consent {
  readonly client: ProtocolClient;
  readonly user: User;
  readonly scopes: readonly string[];
}

/**
 * Whether the scopes that are asked for are the client's. The library has
 * dropped unknown ones from its own parameters by now, so what was sent counts.
 * @throws errors.InvalidScope
 */
export function checkScopes(ctx: KoaContextWithOIDC): string[] {
  const asked = String(ctx.query.scope ?? '')
    .split(' ')
    .filter((scope) => scope !== '');
  if (asked.length === 0) throw new errors.InvalidScope('name at least one scope', '');
  const allowed = (ctx.oidc.client?.scope ?? '').split(' ');
  const beyond = asked.find((scope) => !allowed.includes(scope));
  if (beyond !== undefined) throw new errors.InvalidScope('requested scope is not allowed', beyond);
  return asked;
}

/** The member's id where the person may use the client. */
async function permittedMember(
  database: Queryable,
  client: ProtocolClient,
  userId: string,
): Promise<{ memberId: string | null; permitted: boolean }> {
  const member = await findMember(database, client.organizationId, userId);
  if (member === null) return { memberId: null, permitted: false };
  const { rows } = await database.query<{ permitted: boolean }>(
    `select ${isPermittedSql('$1::uuid', '$2::uuid', '$3::uuid')} as permitted`,
    [client.organizationId, client.id, member.id],
  );
  return { memberId: member.id, permitted: rows[0]?.permitted === true };
}

/** The entry of a consent, or of its refusal, in the organization's log. */
function recordOf({ client, user, scopes }: Consent, context: Context): Recorded {
  return {
    organizationId: client.organizationId,
    action: 'integration.authorized',
    actor: { type: 'user', id: user.id, name: user.name, details: { email: user.email } },
    resources: [{ type: 'oauth_client', id: client.id, name: client.name }],
    complement: { client_name: client.name, id: client.id, scopes: [...scopes] },
    context,
  };
}

/**
 * Decides on a valid authorization request of somebody who is signed in. Gives the id of the new consent when he
 * allowed it, or what to ask him.
 * @throws errors.AccessDenied when he may not use the client, or declined. A member's refusal is recorded; a
 *   stranger's is not, as nothing of other organizations' people belongs into this one's log
 */
export async function decide(
  parts: OAuthParts,
  request: {
    readonly clientId: string;
    readonly user: User;
    readonly scopes: readonly string[];
    readonly decision: Decision;
    readonly origin: Context;
  },
): Promise<{ readonly grantId: string } | { readonly ask: Consent }> {
  const { user, scopes, decision, origin } = request;
  const client = await findProtocolClient(parts.database, request.clientId);
  if (client === null) throw new errors.InvalidClient('client is invalid', 'client not found');
  const consent = { client, user, scopes };
  const { memberId, permitted } = await permittedMember(parts.database, client, user.id);
  const refuse = async (reason: string, description: string) => {
    if (memberId !== null)
      await parts.record({
        ...recordOf(consent, origin),
        result: 'failed',
        error_code: 'access_denied',
        details: { reason },
      });
    throw new errors.AccessDenied(description);
  };
  if (memberId === null || !permitted)
    return refuse('not a permitted user', 'the person is not a permitted user of this client');
  if (decision === 'deny') return refuse('declined', 'the person declined');
  if (decision === undefined) return { ask: consent };
  const grantId = await parts.change(async (tx, record) => {
    const id = uuidv7(parts.clock.now());
    await tx.query(
      `insert into oauth_grants (organization_id, id, client_id, member_id, scopes, expires_at)
       values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`,
      [client.organizationId, id, client.id, memberId, scopes, lifetimes.unusedGrant],
    );
    record(recordOf(consent, origin));
    return id;
  });
  return { grantId };
}

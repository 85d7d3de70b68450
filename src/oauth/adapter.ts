import Provider, { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { liveGrantSql, scopesLeftSql } from '../access/oauth-holder.ts';
import type { JsonObject } from '../event/event.ts';
import { isUuid } from '../kernel/ids.ts';
import { endGrant } from './authorizations.ts';
import { findProtocolClient } from './clients.ts';
import { lifetimes, type OAuthParts } from './parts.ts';
import { recordRevoked } from './records.ts';
import { consumeToken, findToken, storeToken, type TokenKind } from './tokens.ts';

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** Consumed codes are found as long as their family lasts, so that a second use is seen however late it comes. */
const farAway = 4_102_444_800;

/** What is kept of a token's payload: the rest is columns, and the token itself is nowhere. */
function keptOf({ jti: _jti, kind: _kind, exp: _exp, iat: _iat, scope: _scope, ...rest }: AdapterPayload) {
  return rest as unknown as JsonObject;
}

/**
 * What `oidc-provider` keeps and finds: the protocol's models on our tables. Every find asks what holds now: a
 * disabled client, a removed or unpermitted member, an ended consent are simply not there.
 */
export function makeAdapter(parts: OAuthParts): (name: string) => Adapter {
  const { database } = parts;

  /** Ends a family; the reason is told by the endpoint that the request came to. */
  async function revoke(grantId: string): Promise<void> {
    const reason =
      Provider.ctx?.oidc?.route === 'revocation'
        ? 'revoked by the application'
        : 'an authorization code was used twice';
    const ended = await parts.change(async (tx, record) => {
      const grants = await endGrant(tx, grantId);
      for (const grant of grants) record(recordRevoked(grant, reason));
      return grants.length;
    });
    if (ended > 0) await parts.principals.changed();
  }

  const nothing: Adapter = {
    upsert: async () => undefined,
    find: async () => undefined,
    findByUserCode: async () => undefined,
    findByUid: async () => undefined,
    consume: async () => undefined,
    destroy: async () => undefined,
    revokeByGrantId: async () => undefined,
  };

  const tokens = (kind: TokenKind): Adapter => ({
    ...nothing,
    async upsert(id, payload, expiresIn) {
      await storeToken(database, id, {
        kind,
        grantId: payload.grantId as string,
        scopes: (payload.scope ?? '').split(' ').filter((scope) => scope !== ''),
        lifeSeconds: expiresIn ?? lifetimes[kind],
        payload: keptOf(payload),
      });
    },
    async find(id) {
      const token = await findToken(database, kind, id);
      if (token === null || (kind === 'access' && token.scopes.length === 0)) return undefined;
      return {
        ...token.payload,
        jti: id,
        kind: kind === 'code' ? 'AuthorizationCode' : kind === 'access' ? 'AccessToken' : 'RefreshToken',
        grantId: token.grantId,
        accountId: token.userId,
        clientId: token.clientId,
        scope: token.scopes.join(' '),
        iat: seconds(token.createdAt),
        exp: kind === 'code' && token.usedAt !== null ? farAway : seconds(token.expiresAt),
        ...(token.usedAt === null ? {} : { consumed: seconds(token.usedAt) }),
      };
    },
    async consume(id) {
      if (await consumeToken(database, id, null)) return;
      const token = await findToken(database, kind, id);
      if (token !== null) await revoke(token.grantId);
      throw new errors.InvalidGrant('already used');
    },
    async destroy() {
      // What is revoked ends with its family.
    },
    revokeByGrantId: revoke,
  });

  const models: Readonly<Record<string, Adapter>> = {
    AuthorizationCode: tokens('code'),
    AccessToken: tokens('access'),
    RefreshToken: tokens('refresh'),
    Client: { ...nothing, find: (id) => findClient(parts, id) },
    Grant: { ...nothing, find: (id) => findGrant(parts, id) },
    /** The portal's session is the provider's: its cookie has the same name, and nothing of it is written here. */
    Session: { ...nothing, find: (id) => findSession(parts, id) },
    // An interaction needs no row: the form of the consent page carries the request back.
  };
  return (name) => models[name] ?? nothing;
}

async function findClient({ database }: OAuthParts, id: string): Promise<AdapterPayload | undefined> {
  const client = await findProtocolClient(database, id);
  // A client whose secrets have all ended can authenticate with nothing, but is still shown to people.
  if (client === null) return undefined;
  return {
    client_id: client.id,
    client_name: client.name,
    client_secret: client.secretHashes.map((hash) => hash.toString('hex')).join('.') || 'none',
    redirect_uris: [...client.redirectUris],
    scope: client.scopes.join(' '),
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
  };
}

async function findGrant({ database }: OAuthParts, id: string): Promise<AdapterPayload | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await database.query<{
    client_id: string;
    user_id: string;
    scopes: string[];
    created_at: Date;
    expires_at: Date;
  }>(
    `select g.client_id, m.user_id, ${scopesLeftSql('g.scopes')} as scopes, g.created_at, g.expires_at
       from oauth_grants g ${liveGrantSql} where g.id = $1`,
    [id],
  );
  const grant = rows[0];
  if (grant === undefined) return undefined;
  return {
    jti: id,
    kind: 'Grant',
    clientId: grant.client_id,
    accountId: grant.user_id,
    openid: { scope: grant.scopes.join(' ') },
    iat: seconds(grant.created_at),
    exp: seconds(grant.expires_at),
  };
}

async function findSession(
  { principals, clock }: OAuthParts,
  id: string,
): Promise<AdapterPayload | undefined> {
  const principal = await principals.bySession(id);
  if (principal?.kind !== 'user') return undefined;
  const nowSeconds = Math.floor(clock.now() / 1000);
  return {
    jti: id,
    uid: principal.session.id,
    kind: 'Session',
    accountId: principal.user.id,
    loginTs: nowSeconds,
    iat: nowSeconds,
    exp: nowSeconds + lifetimes.unusedGrant,
  };
}

import { generateKeyPairSync } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import Provider, {
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { scopes } from '../access/permissions.ts';
import { findUser } from '../access/users.ts';
import { CairnError } from '../kernel/errors.ts';
import { makeAdapter } from './adapter.ts';
import { checkScopes, decide } from './consent.ts';
import { languageFor } from './page-texts.ts';
import { consentPage, errorPage, pagePolicy } from './pages.ts';
import { lifetimes, type OAuthParts } from './parts.ts';
import { recordRevoked } from './records.ts';
import { requestOf } from './request.ts';
import { rotate } from './rotation.ts';
import { isOneOf } from './secrets.ts';

/**
 * The library wants a key for ID tokens. None is ever signed, as `openid` is no scope of any client; a key that lives
 * as long as the process is therefore as good as none.
 */
const unusedKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

/** Sign-in is the portal's, and asking again for the password is not offered. */
function policy() {
  const [login, consent] = interactionPolicy.base() as interactionPolicy.Prompt[];
  if (login === undefined || consent === undefined) throw new Error('oidc-provider has other prompts');
  login.requestable = false;
  return [login, consent];
}

/** Nobody learns of, or ends, what another client was given. */
const isOwn = (_ctx: unknown, client: { clientId: string }, token: { clientId?: string | undefined }) =>
  token.clientId === client.clientId;

function configuration(parts: OAuthParts): Configuration {
  const off = { enabled: false };
  return {
    adapter: makeAdapter(parts),
    jwks: { keys: [unusedKey()] },
    scopes: [...scopes],
    claims: {},
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientBasedCORS: () => false,
    // A session's own cookie is read, none is written: see the last step in `answer`.
    cookies: { names: { session: 'cairn_session' } },
    features: {
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
      rpInitiatedLogout: off,
      userinfo: off,
      revocation: { enabled: true, allowedPolicy: isOwn },
      introspection: { enabled: true, allowedPolicy: isOwn },
    },
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      revocation: '/oauth2/revoke',
      introspection: '/oauth2/introspect',
    },
    ttl: {
      AccessToken: lifetimes.access,
      AuthorizationCode: lifetimes.code,
      Grant: lifetimes.unusedGrant,
      IdToken: lifetimes.access,
      Interaction: lifetimes.unusedGrant,
      RefreshToken: lifetimes.refresh,
      Session: lifetimes.unusedGrant,
    },
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    interactions: { policy: policy(), url: (ctx, { prompt }) => destination(ctx, prompt.name) },
    async findAccount(_ctx, id) {
      const user = await findUser(parts.database, id);
      return user === null ? undefined : { accountId: id, claims: () => ({ sub: id }) };
    },
    loadExistingGrant: (ctx) => loadGrant(parts, ctx),
    renderError(ctx, out) {
      const { user } = requestOf(ctx.req);
      const language = languageFor(user?.language, ctx.get('accept-language'));
      ctx.set('content-security-policy', pagePolicy());
      ctx.type = 'html';
      ctx.body = errorPage(language, out.error, out.error_description);
    },
  };
}

/** To sign-in and back, for a request that can succeed; the consent page takes the place of its redirect in `answer`. */
function destination(ctx: KoaContextWithOIDC, prompt: string): string {
  if (prompt !== 'login') return '/oauth2/authorize';
  checkScopes(ctx);
  return `/sign-in?next=${encodeURIComponent(ctx.req.url ?? '/')}`;
}

/** Decides on the request, and leaves what is to be asked for `answer`. */
async function loadGrant(parts: OAuthParts, ctx: KoaContextWithOIDC) {
  const request = requestOf(ctx.req);
  if (request.user === null || ctx.oidc.client === undefined) return undefined;
  const decided = await decide(parts, {
    clientId: ctx.oidc.client.clientId,
    user: request.user,
    scopes: checkScopes(ctx),
    decision: request.decision,
    origin: request.origin,
  });
  if ('grantId' in decided) return ctx.oidc.provider.Grant.find(decided.grantId);
  request.ask = decided.ask;
  return undefined;
}

async function refresh(parts: OAuthParts, ctx: KoaContextWithOIDC): Promise<void> {
  const { refresh_token: refreshToken, scope } = (ctx.oidc.params ?? {}) as Record<string, unknown>;
  if (typeof refreshToken !== 'string' || refreshToken === '')
    throw new errors.InvalidRequest("missing required parameter 'refresh_token'");
  const clientId = ctx.oidc.client?.clientId ?? '';
  const asked = typeof scope === 'string' ? scope.split(' ').filter((each) => each !== '') : undefined;
  const rotation = await parts.change(async (tx, record) => {
    const made = await rotate(tx, { refreshToken, clientId, scopes: asked });
    if (made.outcome === 'reused') {
      const { grantId, organizationId, clientName, userId, userName } = made.token;
      const ended = { id: grantId, organizationId, clientId, clientName, userId, userName };
      record(recordRevoked(ended, 'a refresh token was used again', requestOf(ctx.req).origin));
    }
    return made;
  });
  if (rotation.outcome === 'reused') await parts.principals.changed();
  if (rotation.outcome === 'scope_exceeded')
    throw new errors.InvalidScope('the scope was not granted', rotation.scope);
  if (rotation.outcome !== 'rotated') throw new errors.InvalidGrant('refresh token is not valid');
  ctx.body = {
    access_token: rotation.accessToken,
    token_type: 'Bearer',
    expires_in: lifetimes.access,
    refresh_token: rotation.refreshToken,
    scope: rotation.scopes.join(' '),
  };
}

/** The outermost step: draws the consent page, tells an outage apart from a fault, and lets no cookie out. */
function answer(parts: OAuthParts, provider: Provider): void {
  const failures = new WeakMap<object, unknown>();
  provider.on('server_error', (ctx, err) => {
    failures.set(ctx.req, err);
    parts.log.error({ err, path: ctx.path }, 'an OAuth request failed');
  });
  const koa: EventEmitter = provider;
  koa.on('error', (err: unknown) => parts.log.error({ err }, 'an OAuth request failed'));
  provider.use(async (ctx, next) => {
    await next();
    ctx.remove('set-cookie');
    const request = requestOf(ctx.req);
    const redirectUri = ctx.query.redirect_uri;
    if (request.ask !== null && ctx.status === 303 && ctx.response.get('location') === '/oauth2/authorize') {
      ctx.remove('location');
      ctx.status = 200;
      ctx.type = 'html';
      const address =
        typeof redirectUri === 'string' ? redirectUri : (request.ask.client.redirectUris[0] ?? '');
      ctx.set('content-security-policy', pagePolicy(address));
      ctx.body = consentPage({
        ...request.ask,
        language: languageFor(request.user?.language, ctx.get('accept-language')),
        action: ctx.req.url ?? '',
        proof: request.proof,
        redirectUri: address,
      });
    }
    const failure = failures.get(ctx.req);
    if (failure instanceof CairnError && failure.status === 503 && ctx.status === 500) {
      ctx.set('retry-after', '1');
      ctx.status = 503;
      ctx.body = { error: 'temporarily_unavailable', error_description: failure.message };
    }
  });
}

/** Builds the provider for an issuer. It keeps nothing in memory: any number of processes serve one database. */
export function makeProvider(parts: OAuthParts): Provider {
  const provider = new Provider(parts.publicUrl(), configuration(parts));
  // The library's own way for secrets that are stored as hashes: what it calls the secret are our hashes.
  provider.Client.prototype.compareClientSecret = function compare(
    this: { clientSecret?: string },
    actual: string,
  ) {
    const hashes = (this.clientSecret ?? '').split('.').filter((hash) => /^[0-9a-f]{64}$/.test(hash));
    return isOneOf(
      actual,
      hashes.map((hash) => Buffer.from(hash, 'hex')),
    );
  };
  provider.registerGrantType('refresh_token', (ctx) => refresh(parts, ctx), ['refresh_token', 'scope']);
  answer(parts, provider);
  return provider;
}
